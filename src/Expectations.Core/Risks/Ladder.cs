using Expectations.Core.Calendars;
using Expectations.Core.Education;
using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>Takes a warning nobody acknowledges from the manager to the deciders to the sponsor.</summary>
static class Ladder
{
    internal static Instant? NextDueAt(LedgerState state) =>
        state.Risks.Open.IsEmpty ? null : state.Risks.Open.Values.Min(warning => DueAt(state, warning));

    internal static Decision WhenTimeReached(LedgerState state, Instant at)
    {
        var decision = Decision.Nothing;
        foreach (var warning in state.Risks.Open.Values)
            if (DueAt(state, warning) <= at)
                decision = decision.And(WhenDue(ProjectLedger.Evolve(state, decision.Events), warning, at));
        return decision;
    }

    /// <summary>One rung up, if nothing the client must read is missing; else the manager hears why not.</summary>
    static Decision WhenDue(LedgerState state, Warning warning, Instant at)
    {
        if (warning.Level == LadderLevel.Decider)
            return ToSponsor(state, warning, at);
        var missing = WarningGate.Missing(state, warning);
        return missing.IsEmpty
            ? ToDeciders(state, warning, by: null, at)
            : Decision.Of(new WarningWithheld(at, warning.Id, missing)).And(WarningLinks.Linked(
                state, warning, WarningNotices.Withheld(state, warning, missing, at), at, FindingTopic.Reporting));
    }

    internal static Decision ToDeciders(LedgerState state, Warning warning, string? by, Instant at)
    {
        ImmutableArray<Person> to = Knows(state, warning, LadderLevel.Decider) ? [] :
        [
            .. state.Setup!.People.Where(p => p.Role == Role.Decider).Select(p => Recipients.Reachable(state, p))
                .OfType<Person>().DistinctBy(p => p.Id),
        ];
        var told = new WarningEscalated(at, warning.Id, LadderLevel.Decider, [.. to.Select(p => p.Id)], by);
        // Who lets a warning go has taken it on: the client has nothing to answer.
        return to.Select(person => WarningNotices.ForClient(state, warning, person, isOver: false, at)).Aggregate(
            Decision.Of(told), (decision, letter) => by is null
                ? decision.And(WarningLinks.Linked(state, warning, letter, at))
                : decision.AndAsk(letter));
    }

    static Decision ToSponsor(LedgerState state, Warning warning, Instant at)
    {
        if (Knows(state, warning, LadderLevel.Sponsor))
            return Decision.Of(new WarningEscalated(at, warning.Id, LadderLevel.Sponsor, To: [], By: null));
        var sponsor = state.Setup!.People.FirstOrDefault(p => p.Role == Role.Sponsor) ?? state.Setup.Manager();
        return Decision.Of(new WarningEscalated(at, warning.Id, LadderLevel.Sponsor, [sponsor.Id], By: null))
            .And(WarningLinks.Linked(
                state, warning, WarningNotices.Escalated(state, warning, sponsor, at), at, FindingTopic.Reporting));
    }

    /// <summary>Two signals of one risk are one piece of news to those who were told of it.</summary>
    static bool Knows(LedgerState state, Warning warning, LadderLevel level) =>
        RiskRegister.Of(state, warning) is { } risk && state.Risks.Open.Values.Any(
            other => other.Id != warning.Id && other.Level >= level && RiskRegister.Of(state, other)?.Id == risk.Id);

    /// <summary>When a warning goes up; none when it does not, as it is.</summary>
    internal static Instant? DueAt(LedgerState state, Warning warning)
    {
        if (state.Setup!.Warnings is not { } rules || warning is { AcknowledgedBy: not null }
            or { Level: LadderLevel.Sponsor } or { CalmSince: not null }
            || (warning.Withheld && !WarningGate.Missing(state, warning).IsEmpty))
            return null;
        var hours = warning.Level == LadderLevel.Manager ? rules.HoursForManager : rules.HoursForDecider;
        return state.Setup.Calendar.AddWorkingHours(
            state.Setup.TimeZone(), Start(state.Setup, warning), hours);
    }

    // After a rest the clock starts anew.
    static Instant Start(ProjectSetup setup, Warning warning) => warning.SnoozedUntil is { } day
        ? Instant.Max(warning.Since, (day + WorkingHours.DayStart).InZoneLeniently(setup.TimeZone()).ToInstant())
        : warning.Since;
}
