using System.Text.Json;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks;

/// <summary>Folds risks and warnings into the state.</summary>
static class RiskFolding
{
    const int Kept = 100;

    /// <summary>What the identities of a signal's warnings about the same thing have in common.</summary>
    internal static string Stem(Signal signal, string? milestone) =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(signal.ToString())}-{milestone ?? "project"}";

    internal static LedgerState Evolve(LedgerState state, RiskRaised e)
    {
        var known = WithBook(state, book => book with { Raised = book.Raised.SetItem(e.Risk.Id, e.Risk) });
        known = MoveLog.NoteOtherChange(known);
        return e.Warning is null ? known : With(known, e.Warning, w => w with { Risk = e.Risk.Id });
    }

    internal static LedgerState Evolve(LedgerState state, WarningRaised e)
    {
        var stem = Stem(e.Signal, e.Milestone);
        var warning = new Warning
        {
            Id = e.Warning,
            Signal = e.Signal,
            Milestone = e.Milestone,
            RaisedAt = e.At,
            Since = e.At,
            Value = e.Value,
            Details = e.Details,
        };
        return WithBook(state, book => book with
        {
            Open = book.Open.SetItem(e.Warning, warning),
            Count = book.Count.SetItem(stem, book.Count.GetValueOrDefault(stem) + 1),
        });
    }

    internal static LedgerState Evolve(LedgerState state, WarningObserved e) => With(state, e.Warning, w => w with
    {
        Value = e.Value,
        Details = e.Details,
        CalmSince = e.Calm ? w.CalmSince ?? e.At : null,
    });

    internal static LedgerState Evolve(LedgerState state, WarningCleared e) =>
        state.Risks.Open.TryGetValue(e.Warning, out var warning)
            ? WithBook(state, book => book with
            {
                Open = book.Open.Remove(e.Warning),
                Cleared = Newest(book.Cleared.Add(new ClearedWarning(warning, e.At))),
            })
            : state;

    internal static LedgerState Evolve(LedgerState state, WarningAcknowledged e) =>
        With(state, e.Warning, w => w with { AcknowledgedBy = e.By, AnsweredBy = e.By, AnsweredAt = e.At });

    internal static LedgerState Evolve(LedgerState state, WarningSnoozed e) => With(state, e.Warning, w => w with
    {
        SnoozedUntil = e.Until,
        SnoozeReason = e.Reason,
        AnsweredBy = e.By,
        AnsweredAt = e.At,
        AcknowledgedBy = null,
        Withheld = false,
    });

    internal static LedgerState Evolve(LedgerState state, WarningWithheld e) =>
        With(state, e.Warning, w => w with { Withheld = true });

    internal static LedgerState Evolve(LedgerState state, WarningEscalated e) => With(state, e.Warning, w => w with
    {
        Level = e.Level,
        Since = e.At,
        Withheld = false,
        Told = e.Level == LadderLevel.Decider ? e.To : w.Told,
        // Who lets a warning go has taken it on.
        AcknowledgedBy = e.By ?? w.AcknowledgedBy,
    });

    internal static LedgerState Evolve(LedgerState state, MilestoneJudged e) => WithBook(state, book => book with
    {
        Judged = Newest(book.Judged.Add(new JudgedMilestone(e.Milestone, e.Agreed, e.Late, e.Verdicts))),
    });

    // What found nothing different in the plan leaves no other trace, and was a reading of it all the same.
    internal static LedgerState Evolve(LedgerState state, SignalsRead e) =>
        WithBook(state with { Plan = state.Plan with { AsOf = e.At } }, book => book with
        {
            WatchedSince = book.WatchedSince ?? e.At,
            ReadAt = e.At,
        });

    /// <summary>While a project was paused nobody could acknowledge anything: clocks start anew.</summary>
    internal static LedgerState WhenResumed(LedgerState state, Instant at) => WithBook(state, book => book with
    {
        Open = book.Open.SetItems(book.Open.Select(
            w => KeyValuePair.Create(w.Key, w.Value with { Since = Instant.Max(at, w.Value.Since) }))),
    });

    static ImmutableArray<T> Newest<T>(ImmutableArray<T> all) => all.Length > Kept ? all[^Kept..] : all;

    static LedgerState WithBook(LedgerState state, Func<RiskBook, RiskBook> change) =>
        state with { Risks = change(state.Risks) };

    static LedgerState With(LedgerState state, string id, Func<Warning, Warning> change) =>
        state.Risks.Open.TryGetValue(id, out var warning)
            ? WithBook(state, book => book with { Open = book.Open.SetItem(id, change(warning)) })
            : state;
}
