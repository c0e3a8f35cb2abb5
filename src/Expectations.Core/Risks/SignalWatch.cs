using Expectations.Core.Calendars;
using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Core.Risks.Signals;

namespace Expectations.Core.Risks;

/// <summary>
/// Reads the signals whenever the plan is read, at least each working day, and raises and ends warnings.
/// </summary>
static class SignalWatch
{
    static readonly LocalTime Morning = new(7, 30);

    /// <summary>Two readings closer together than this are one: webhooks come in bursts.</summary>
    static readonly Duration Apart = Duration.FromHours(1);

    /// <summary>When the plan is read for the signals' sake.</summary>
    internal static Instant? NextReadingAt(LedgerState state)
    {
        if (state.Setup!.Warnings is null)
            return null;
        var day = state.Setup.Day(state.Risks.ReadAt ?? state.RegisteredAt).PlusDays(1);
        var due = (state.Setup.Calendar.NextWorkingDay(day) + Morning)
            .InZoneLeniently(state.Setup.TimeZone()).ToInstant();
        return state.Outage is { } outage ? Instant.Max(due, outage.RetryAt) : due;
    }

    internal static Decision WhenPlanIsKnown(LedgerState state, Instant at)
    {
        if (state.Setup!.Warnings is not { } rules)
            return Decision.Nothing;
        var decision = state.Risks.ReadAt is null || NextReadingAt(state) <= at
            ? Decision.Of(new SignalsRead(at))
            : Decision.Nothing;
        decision = decision.And(TrackRecord.WhenPlanIsKnown(ProjectLedger.Evolve(state, decision.Events), at));
        var known = ProjectLedger.Evolve(state, decision.Events);
        SignalReading[] readings = [.. SignalReading.All(known, rules, state.Setup.Day(at))];
        foreach (var reading in readings)
            decision = decision.And(Weigh(ProjectLedger.Evolve(state, decision.Events), reading, at));
        foreach (var warning in known.Risks.Open.Values)
            if (!readings.Any(reading => IsOf(warning, reading)))
                decision = decision.And(WhenSilent(ProjectLedger.Evolve(state, decision.Events), warning, at));
        return decision;
    }

    static Decision Weigh(LedgerState state, SignalReading reading, Instant at)
    {
        if (state.Risks.Open.Values.FirstOrDefault(w => IsOf(w, reading)) is { } warning)
            return Follow(state, warning, reading, at);
        return reading.Warns ? Raise(state, reading, at) : Decision.Nothing;
    }

    static Decision Raise(LedgerState state, SignalReading reading, Instant at)
    {
        var stem = RiskFolding.Stem(reading.Signal, reading.Milestone);
        var raised = Decision.Of(new WarningRaised(
            at, $"{stem}-{state.Risks.Count.GetValueOrDefault(stem) + 1}", reading.Signal, reading.Milestone,
            reading.Value, reading.Details));
        var known = ProjectLedger.Evolve(state, raised.Events);
        var warning = known.Risks.Open.Values.First(w => IsOf(w, reading));
        return raised.And(WarningLinks.Linked(
            known, warning, WarningNotices.Raised(known, warning, at), at, Topics(reading.Signal)));
    }

    static FindingTopic[] Topics(Signal signal) => signal switch
    {
        Signal.LateForecast or Signal.OverdueTasks or Signal.SlowPace or Signal.LikelyLateTasks =>
            [FindingTopic.Lateness],
        Signal.WaitingOnClient or Signal.SlowApproval => [FindingTopic.Collaboration],
        _ => [],
    };

    static Decision Follow(LedgerState state, Warning warning, SignalReading reading, Instant at)
    {
        if (reading.IsCalm && warning.CalmSince is { } since && at - since >= Apart)
            return Clear(state, warning, at);
        return reading.Value == warning.Value && reading.IsCalm == (warning.CalmSince is not null)
            ? Decision.Nothing
            : Decision.Of(new WarningObserved(at, warning.Id, reading.Value, reading.Details)
            {
                Calm = reading.IsCalm,
            });
    }

    // What a warning is about is reached, or gone; or what it was read from is empty.
    static Decision WhenSilent(LedgerState state, Warning warning, Instant at)
    {
        if (warning.Milestone is not null || (warning.CalmSince is { } since && at - since >= Apart))
            return Clear(state, warning, at);
        return warning.CalmSince is not null
            ? Decision.Nothing
            : Decision.Of(new WarningObserved(at, warning.Id, 0, warning.Details.Clear()) { Calm = true });
    }

    /// <summary>Whoever was told of a warning is told that it is over.</summary>
    static Decision Clear(LedgerState state, Warning warning, Instant at) =>
        Decision.Of(new WarningCleared(at, warning.Id)).AndAsk(
        [
            .. warning.Told.Where(_ => RiskRegister.Of(state, warning) is not null)
                .Select(state.Setup!.Person).OfType<Person>()
                .Select(person => WarningNotices.ForClient(state, warning, person, isOver: true, at)),
            .. WarningNotices.Cleared(state, warning, at),
        ]);

    static bool IsOf(Warning warning, SignalReading reading) =>
        warning.Signal == reading.Signal && warning.Milestone == reading.Milestone;
}
