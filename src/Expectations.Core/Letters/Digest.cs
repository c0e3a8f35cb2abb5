using Expectations.Core.Calendars;
using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using NodaTime.Text;

namespace Expectations.Core.Letters;

/// <summary>A notice that waits for the manager's next digest.</summary>
/// <param name="Notice">What happened.</param>
/// <param name="Period">What makes it unique among notices of its kind.</param>
/// <param name="Details">Values its text speaks of, by name.</param>
/// <param name="At">When it happened.</param>
public sealed record GatheredNotice(
    Notice Notice, string Period, ImmutableSortedDictionary<string, string> Details, Instant At)
{
    /// <summary>The finding it came with; mostly none.</summary>
    public QuotedFinding? Finding { get; init; }
}

/// <summary>A notice that asks for nothing urgent waits for the manager's next digest.</summary>
public sealed record NoticeGathered(
    Instant At, Notice Notice, string Period, ImmutableSortedDictionary<string, string> Details) : LedgerEvent(At)
{
    /// <summary>The finding it came with; mostly none.</summary>
    public QuotedFinding? Finding { get; init; }
}

/// <summary>What had been gathered went to the manager in one letter.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Count">How many notices it holds.</param>
public sealed record DigestWritten(Instant At, int Count) : LedgerEvent(At);

/// <summary>One letter a day with what asks the manager for nothing urgent.</summary>
public sealed record DigestContent(string ProjectName, ImmutableArray<GatheredNotice> Notices) : LetterContent;

/// <summary>
/// Gathers what asks a manager for nothing urgent into one letter a working day, where the project wants it so.
/// </summary>
static class Digest
{
    const string Kind = "digest";

    /// <summary>How long what asks for nothing at all waits for something that does.</summary>
    static readonly Duration Patience = Duration.FromDays(7);

    /// <summary>The decision with its patient notices kept back for the digest.</summary>
    internal static Decision Gather(LedgerState state, Decision decision, Instant at)
    {
        if (state.Setup is not { Noise.DigestAt: not null } setup || !decision.Effects.Any(e => e is SendLetter))
            return decision;
        var known = ProjectLedger.Evolve(state, decision.Events);
        var manager = setup.Manager().Id;
        Letter[] patient =
        [
            .. decision.Effects.OfType<SendLetter>().Select(send => send.Letter).Where(letter =>
                letter.To.Id == manager && letter.Content is NoticeContent notice && CanWait(known, notice)),
        ];
        if (patient.Length == 0)
            return decision;
        return new Decision
        {
            // Without its letter nobody would ever know the link.
            Events =
            [
                .. decision.Events.Where(e => !patient.Any(letter => IsLinkOf(letter, e))),
                .. patient.Select(letter => Gathered(letter, at)),
            ],
            Effects = decision.Effects.RemoveAll(
                e => e is SendLetter { Letter: var letter } && patient.Contains(letter)),
        };
    }

    /// <summary>When it is due: on a working day, at its hour where the manager is, one a day at most.</summary>
    internal static Instant? NextDueAt(LedgerState state)
    {
        if (state.Letters.Gathered is not [var first, ..])
            return null;
        var setup = state.Setup!;
        // Whoever wants no digest any more still gets what has been gathered.
        if (setup.Noise.DigestAt is not { } hour)
            return first.At;
        var zone = setup.TimeZoneOf(setup.Manager());
        var asking = state.Letters.Gathered.FirstOrDefault(notice => notice.Notice != Notice.WarningCleared);
        var waited = first.At + Patience;
        var since = Instant.Min(asking?.At ?? waited, waited).InZone(zone).LocalDateTime;
        var day = since.TimeOfDay < hour ? since.Date : since.Date.PlusDays(1);
        if (state.Letters.LastDigestAt is { } last)
            day = LocalDate.Max(day, last.InZone(zone).Date.PlusDays(1));
        return (setup.Calendar.NextWorkingDay(day) + hour).InZoneLeniently(zone).ToInstant();
    }

    internal static Decision WhenTimeReached(LedgerState state, Instant at)
    {
        if (!(NextDueAt(state) <= at))
            return Decision.Nothing;
        var setup = state.Setup!;
        var manager = setup.Manager();
        var notices = state.Letters.Gathered;
        var key = new LetterKey(Kind, InstantPattern.General.Format(at), manager.Id, 0);
        var content = new DigestContent(setup.Name, notices)
        {
            Finding = notices.Select(notice => notice.Finding).FirstOrDefault(finding => finding is not null),
        };
        return Decision.Of(new DigestWritten(at, notices.Length))
            .AndAsk(new SendLetter(LetterWriting.Address(setup, key, manager, content, at)));
    }

    internal static LedgerState Evolve(LedgerState state, NoticeGathered e) => state with
    {
        Letters = state.Letters with
        {
            Gathered = state.Letters.Gathered.Add(
                new GatheredNotice(e.Notice, e.Period, e.Details, e.At) { Finding = e.Finding }),
        },
    };

    internal static LedgerState Evolve(LedgerState state, DigestWritten e) => state with
    {
        Letters = state.Letters with { Gathered = [], LastDigestAt = e.At },
    };

    /// <summary>
    /// What keeps a letter from the client, what turned red and what the client said goes at once; the rest can wait.
    /// </summary>
    static bool CanWait(LedgerState state, NoticeContent content) => content.Notice switch
    {
        Notice.AnswerOverdue or Notice.ScopeGrew or Notice.ChangeDrafted or Notice.WarningCleared
            or Notice.ExpectationRaised => true,
        Notice.WarningRaised or Notice.WarningWithheld => !(content.Details.TryGetValue("warning", out var id)
            && state.Risks.Open.TryGetValue(id, out var warning) && WarningGate.IsMaterial(state, warning)),
        _ => false,
    };

    static bool IsLinkOf(Letter letter, LedgerEvent recorded) =>
        recorded is LinkIssued { AboutWarning: true } link && link.PersonId == letter.To.Id
        && letter.Content.Answer?.Warning == link.Question;

    static NoticeGathered Gathered(Letter letter, Instant at)
    {
        var content = (NoticeContent)letter.Content;
        return new NoticeGathered(at, content.Notice, letter.Key.Period, content.Details) { Finding = content.Finding };
    }
}
