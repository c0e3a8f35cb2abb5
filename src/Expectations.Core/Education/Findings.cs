using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Education;

/// <summary>A finding quoted in a letter.</summary>
/// <param name="Id">Which.</param>
/// <param name="Own">Its words where they are the project's own; none where it is a built-in one.</param>
public sealed record QuotedFinding(string Id, StatedFinding? Own);

/// <summary>A finding a person was shown.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Finding">Which.</param>
/// <param name="At">When.</param>
public sealed record ShownFinding(string PersonId, string Finding, Instant At);

/// <summary>A letter to a person quoted a finding.</summary>
/// <param name="At">When.</param>
/// <param name="PersonId">Who gets the letter.</param>
/// <param name="Finding">Which finding.</param>
/// <param name="Topic">What it answers.</param>
public sealed record FindingShown(Instant At, string PersonId, string Finding, FindingTopic Topic) : LedgerEvent(At);

/// <summary>Quotes findings where they answer the question at hand, none twice to a person within a quarter.</summary>
static class Findings
{
    static readonly Duration Quarter = Duration.FromDays(92);

    /// <summary>The letter with a finding that fits, where there is one the receiver has not just read.</summary>
    internal static Decision Quoting(
        LedgerState state, SendLetter send, Instant at, params ReadOnlySpan<FindingTopic> topics)
    {
        var letter = send.Letter;
        foreach (var topic in topics)
            if (Next(state, letter.To.Id, topic, at) is { } finding)
                return Decision.Of(new FindingShown(at, letter.To.Id, finding.Id, topic)).AndAsk(
                    new SendLetter(letter with { Content = letter.Content with { Finding = finding } }));
        return Decision.Asking(send);
    }

    internal static LedgerState Evolve(LedgerState state, FindingShown e) => state with
    {
        Findings =
        [
            .. state.Findings.Where(shown => e.At - shown.At < Quarter),
            new ShownFinding(e.PersonId, e.Finding, e.At),
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
        var read = state.Findings.Where(shown => shown.PersonId == person && at - shown.At < Quarter)
            .Select(shown => shown.Finding).ToHashSet(StringComparer.Ordinal);
        var own = rules.Own.Where(f => f.Topic == topic).Select(f => new QuotedFinding(f.Id, f));
        var builtIn = FindingCatalogue.All
            .Where(f => f.Topic == topic && rules.Own.All(mine => mine.Id != f.Id))
            .Select(f => new QuotedFinding(f.Id, Own: null));
        return own.Concat(builtIn).FirstOrDefault(
            f => !read.Contains(f.Id) && !rules.LeaveOut.Contains(f.Id, StringComparer.Ordinal));
    }
}
