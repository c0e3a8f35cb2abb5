using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Core.Education;

/// <summary>A finding quoted in a letter.</summary>
/// <param name="Id">Which.</param>
/// <param name="Own">Its words where they are the project's own; none where it is a built-in one.</param>
public sealed record QuotedFinding(string Id, StatedFinding? Own)
{
    /// <summary>The organisation's own cases, where it is they that are quoted.</summary>
    public OwnCases? Cases { get; init; }
}

/// <summary>A finding a person was shown.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Finding">Which.</param>
/// <param name="At">When.</param>
public sealed record ShownFinding(string PersonId, string Finding, Instant At)
{
    /// <summary>What it answered; none where it was read in another project.</summary>
    public FindingTopic? Topic { get; init; }

    /// <summary>The organisation's own cases as they were quoted.</summary>
    public OwnCases? Cases { get; init; }
}

/// <summary>A letter to a person quoted a finding.</summary>
/// <param name="At">When.</param>
/// <param name="PersonId">Who gets the letter.</param>
/// <param name="Finding">Which finding.</param>
/// <param name="Topic">What it answers.</param>
public sealed record FindingShown(Instant At, string PersonId, string Finding, FindingTopic Topic) : LedgerEvent(At)
{
    /// <summary>The organisation's own cases, where it is they that were quoted.</summary>
    public OwnCases? Cases { get; init; }
}

/// <summary>
/// Quotes findings where they answer the question at hand, none twice to a person within a quarter: not in this
/// project, and not where another one has shown it.
/// </summary>
public static class Findings
{
    /// <summary>Identity of the organisation's own cases among the findings.</summary>
    public const string OwnCasesId = "own-cases";

    /// <summary>How long nobody reads the same finding again.</summary>
    public static readonly Duration Quarter = Duration.FromDays(92);

    /// <summary>
    /// The finding the letter that asked a person quoted, to be shown where it is decided; none where it quoted none.
    /// </summary>
    public static QuotedFinding? ShownWith(LedgerState state, Question question, string personId)
    {
        var topics = QuestionAsking.Topics(state, question);
        return state.Findings.FirstOrDefault(s => s.PersonId == personId && s.At >= question.AskedAt
                && s.Topic is { } topic && topics.Contains(topic)) is { } shown
            && state.Setup!.Education is { } rules
            ? new QuotedFinding(shown.Finding, rules.Own.FirstOrDefault(own => own.Id == shown.Finding))
            {
                Cases = shown.Cases,
            }
            : null;
    }

    /// <summary>The letter with a finding that fits, where there is one the receiver has not just read.</summary>
    internal static Decision Quoting(
        LedgerState state, SendLetter send, Instant at, params ReadOnlySpan<FindingTopic> topics)
    {
        var letter = send.Letter;
        foreach (var topic in topics)
            if (Next(state, letter.To.Id, topic, at) is { } finding)
            {
                var shown = new FindingShown(at, letter.To.Id, finding.Id, topic) { Cases = finding.Cases };
                return Decision.Of(shown).AndAsk(
                    new SendLetter(letter with { Content = letter.Content with { Finding = finding } }));
            }
        return Decision.Asking(send);
    }

    internal static LedgerState Evolve(LedgerState state, FindingShown e) => state with
    {
        Findings =
        [
            .. state.Findings.Where(shown => e.At - shown.At < Quarter),
            new ShownFinding(e.PersonId, e.Finding, e.At) { Topic = e.Topic, Cases = e.Cases },
        ],
    };

    internal static void Check(EducationRules? rules, ProblemList found)
    {
        foreach (var (i, finding) in (rules?.Own ?? []).Index())
        {
            found.Identity($"education.own[{i}].id", finding.Id);
            found.Line($"education.own[{i}].source", finding.Source);
            if (finding.Texts.IsDefaultOrEmpty)
                found.Add($"education.own[{i}].texts", "There is nothing here.", "Write it in one language at least.");
            else
                Check(finding.Texts, $"education.own[{i}].texts", found);
        }
        found.Unique("education.own", (rules?.Own ?? []).Select(finding => finding.Id));
    }

    static void Check(ImmutableArray<FindingText> texts, string path, ProblemList found)
    {
        foreach (var (i, text) in texts.Index())
        {
            if (!PeopleCheck.Languages.Contains(text.Language))
                found.Add($"{path}[{i}].language", "Letters are not written in this language.",
                    $"Write one of {string.Join(", ", PeopleCheck.Languages)}.");
            found.Text($"{path}[{i}].says", text.Says);
            found.Text($"{path}[{i}].limits", text.Limits);
        }
    }

    static QuotedFinding? Next(LedgerState state, string person, FindingTopic topic, Instant at)
    {
        if (state.Setup!.Education is not { } rules)
            return null;
        var read = state.Findings.Concat(state.Elsewhere?.Read ?? [])
            .Where(shown => shown.PersonId == person && at - shown.At < Quarter)
            .Select(shown => shown.Finding).ToHashSet(StringComparer.Ordinal);
        var own = rules.Own.Where(f => f.Topic == topic).Select(f => new QuotedFinding(f.Id, f));
        var builtIn = FindingCatalogue.All
            .Where(f => f.Topic == topic && rules.Own.All(mine => mine.Id != f.Id))
            .Select(f => new QuotedFinding(f.Id, Own: null));
        return own.Concat(Cases(state, topic)).Concat(builtIn).FirstOrDefault(
            f => !read.Contains(f.Id) && !rules.LeaveOut.Contains(f.Id, StringComparer.Ordinal));
    }

    // What happened here answers better than what happened to others; too few cases answer nothing.
    static IEnumerable<QuotedFinding> Cases(LedgerState state, FindingTopic topic) =>
        topic is FindingTopic.Estimating or FindingTopic.Overruns
        && state.Elsewhere?.Cases is { Median: not null } cases
            ? [new QuotedFinding(OwnCasesId, Own: null) { Cases = cases }]
            : [];
}
