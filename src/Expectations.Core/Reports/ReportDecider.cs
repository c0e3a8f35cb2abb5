using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;

namespace Expectations.Core.Reports;

/// <summary>What happens when a progress report falls due.</summary>
static class ReportDecider
{
    internal static Decision WhenTimeReached(LedgerState state, Instant at)
    {
        if (!state.Setup!.Plan.CanBeRead)
            return ProjectLedger.InTurn(
                state, at, ReviewDecider.WhenTimeReached, ItemDecider.WhenFirstLookedAt, PlanDecider.WhenPlanIsCurrent);
        var tooEarly = state.Outage is { } outage && at < outage.RetryAt;
        var needsPlan = state.Plan.AsOf is null || ReportSchedule.DueBy(state, at) is not null
            || MilestoneDecider.NextDueAt(state) <= at || SignalWatch.NextReadingAt(state) <= at;
        var reading = needsPlan && !tooEarly
            ? Decision.Asking(PlanDecider.Request(state, at))
            : Decision.Nothing;
        return reading.And(ReviewDecider.WhenTimeReached(state, at));
    }

    /// <summary>Gives out, holds or leaves out the report that is due, if one is.</summary>
    internal static Decision WhenPlanIsKnown(LedgerState state, Instant at, bool stale)
    {
        if (ReportSchedule.DueBy(state, at) is not { } due)
            return Decision.Nothing;
        var content = ReportWriting.Write(state, due.Period, at, due.Missed, stale);
        var to = Recipients.OfReports(state);
        if (ReasonToSkip(state, due, content, to, at) is { } reason)
            return Decision.Of(new ReportSkipped(at, due.Period, reason));
        var holding = ReasonsToHold(state, due.Period, content);
        return holding.IsEmpty ? Issue(state, due, content, to, at) : Hold(state, due, content, holding, at);
    }

    static Decision Issue(
        LedgerState state, DueReport due, ReportContent content, ImmutableArray<Person> to, Instant at)
    {
        var issued = new ReportIssued(at, due.Period, [.. to.Select(p => p.Id)], ReportWriting.Said(content))
        {
            Missed = due.Missed,
            Stale = content.StaleSince is not null,
            Written = content,
        };
        return Decision.Of(issued).AndAsk(LetterWriting.Reports(state, due.Period, content, to, at));
    }

    static Decision Hold(
        LedgerState state, DueReport due, ReportContent content, ImmutableArray<HoldReason> reasons, Instant at)
    {
        var held =
            new ReportHeld(at, due.Period, reasons) { Missed = due.Missed, Stale = content.StaleSince is not null };
        return Decision.Of(held).AndAsk(Notices.ReportWaits(state, held));
    }

    static SkipReason? ReasonToSkip(
        LedgerState state, DueReport due, ReportContent content, ImmutableArray<Person> to, Instant at)
    {
        if (to.IsEmpty)
            return SkipReason.NobodyToWriteTo;
        if (content.NothingChanged && state.Setup!.Noise.SkipWhenNothingChanged && !BreaksSilence(state, due))
            return SkipReason.NothingChanged;
        return to.Any(p => Recipients.IsOverBudget(state, p, at)) ? SkipReason.NoiseBudget : null;
    }

    // Skipping is only allowed while the report after this one still comes before the silence ceiling.
    static bool BreaksSilence(LedgerState state, DueReport due)
    {
        if (state.Reports.LastIssuedAt is not { } last)
            return true;
        var next = ReportSchedule.Following(state, due.Occurrence);
        return next is null
            || ReportSchedule.DueAt(state.Setup!, next.Value) - last
                > Duration.FromDays(state.Setup!.Noise.SilenceCeilingDays);
    }

    static ImmutableArray<HoldReason> ReasonsToHold(LedgerState state, string period, ReportContent content)
    {
        var rule = state.Setup!.Review;
        var reasons = ImmutableArray.CreateBuilder<HoldReason>();
        if (state.Reports.HoldPeriod == period)
            reasons.Add(HoldReason.Asked);
        if (rule.Hold == HoldWhen.Always)
            reasons.Add(HoldReason.Always);
        if (rule.Hold == HoldWhen.Material && content.Health == Health.Red && state.Reports.LastHealth != Health.Red)
            reasons.Add(HoldReason.TurnedRed);
        if (rule.Hold == HoldWhen.Material && content.Milestones.Any(m => MovedMaterially(m, state.Setup)))
            reasons.Add(HoldReason.PromiseMoved);
        return reasons.ToImmutable();
    }

    // A date that only passes, week after week, is no news; one that somebody moved is.
    static bool MovedMaterially(MilestoneLine line, ProjectSetup setup) =>
        line is { Now: { } now, LastReported: { } last, Reached: null, IsOverdue: false }
        && MilestoneLines.Delay(setup, last, now) >= setup.Review.MaterialDelayDays;
}
