using Expectations.Core.Boundaries;
using Expectations.Core.Forecasts;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Risks.LateTasks;
using Expectations.Core.Risks.Signals;

namespace Expectations.Core.Plans;

/// <summary>Folds what is known of the plan into the state.</summary>
static class PlanFolding
{
    internal static LedgerState Evolve(LedgerState state, PlanObserved e)
    {
        var tasks = state.Plan.Tasks.SetItems(
            (e.Changed ?? []).Select(t => KeyValuePair.Create(t.Id, t))).RemoveRange(e.Removed ?? []);
        var told = e.Versions;
        var now = MoveLog.Note(state, e) with
        {
            // What a tool tells of single items does not end the trouble with reading the whole.
            Outage = told is null ? null : state.Outage,
            Risks = state.Risks with { WaitingSince = WaitingOnClient.Note(state, e) },
            Scope = ScopeDecider.WhenObserved(state, e),
            Plan = state.Plan with
            {
                AsOf = state.Plan.AsOf is { } known ? Instant.Max(known, e.At) : e.At,
                Title = e.Title ?? state.Plan.Title,
                Buckets = e.Buckets ?? state.Plan.Buckets,
                Tasks = tasks,
                Absences = e.Absences ?? state.Plan.Absences,
                Meetings = e.Meetings ?? state.Plan.Meetings,
                MeetingWeeks = e.MeetingWeeks ?? state.Plan.MeetingWeeks,
                Versions = told is { } versions
                    ? state.Plan.Versions.SetItems(versions.Select(v => KeyValuePair.Create(v.Id, v)))
                    : ToldMeanwhile.Left(state.Plan, e.At),
                ReadAt = told is not null ? state.Plan.ReadAt : state.Setup!.Plan.Webhooks is null ? null : e.At,
                ReadingDueAt = told is null ? null : state.Plan.ReadingDueAt,
            },
        };
        return TaskFolding.Note(ForecastFolding.Note(state, now, e), e);
    }

    /// <summary>Another plan takes the place of the one so far, whose tasks are in nobody's way any more.</summary>
    internal static LedgerState WhenReplaced(LedgerState state, Instant at) => TaskFolding.WithoutOpen(state) with
    {
        Outage = null,
        Plan = new PlanMemory { BegunAt = at },
        Risks = state.Risks with { WaitingSince = state.Risks.WaitingSince.Clear() },
        Scope = ScopeDecider.WhenPlanIsReplaced(state.Scope),
    };

    internal static LedgerState Evolve(LedgerState state, PlanReadingWanted e) =>
        state with { Plan = state.Plan with { ReadingDueAt = e.DueAt } };

    internal static LedgerState Evolve(LedgerState state, PlanUnreadable e) => state with
    {
        Outage = new PlanOutage(
            state.Outage?.Since ?? e.At, e.Trouble, (state.Outage?.Attempts ?? 0) + 1, e.RetryAt,
            e.Told || (state.Outage?.Told ?? false), state.Outage?.ShrinkAccepted ?? false,
            state.Outage?.ShrinkTold ?? false),
    };

    internal static LedgerState Evolve(LedgerState state, PlanDoubted e) => state with
    {
        Outage = new PlanOutage(state.Outage?.Since ?? e.At, null, (state.Outage?.Attempts ?? 0) + 1, e.RetryAt,
            Told: true, ShrinkTold: true),
    };

    internal static LedgerState Evolve(LedgerState state, ShrinkAccepted e) => state with
    {
        Outage = state.Outage! with { ShrinkAccepted = true, RetryAt = e.At },
    };

    internal static LedgerState Evolve(LedgerState state, MilestoneFound e) => state with
    {
        Original = state.Original with { Milestones = state.Original.Milestones.Add(e.Milestone) },
        Agreed = state.Agreed with { Milestones = state.Agreed.Milestones.Add(e.Milestone) },
        Risks = e.Milestone.Date > state.Setup!.Day(e.At)
            ? state.Risks
            : state.Risks with { FoundTooLate = state.Risks.FoundTooLate.Add(e.Milestone.Id) },
    };
}
