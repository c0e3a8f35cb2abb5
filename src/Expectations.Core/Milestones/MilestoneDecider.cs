using Expectations.Core.Calendars;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Core.Milestones;

/// <summary>What happens when a milestone is reached, or its date comes and it is not.</summary>
static class MilestoneDecider
{
    static readonly LocalTime Evening = new(18, 0);

    /// <summary>When the plan is read because the date of a milestone is over.</summary>
    internal static Instant? NextDueAt(LedgerState state)
    {
        if (state.Setup!.Decisions is not { ConfirmMilestones: true })
            return null;
        var next = state.Agreed.Milestones.Where(m => !state.Milestones.ContainsKey(m.Id))
            .Select(m => m.Date).DefaultIfEmpty(LocalDate.MaxIsoValue).Min();
        if (next == LocalDate.MaxIsoValue)
            return null;
        var due = EndOf(state.Setup, next);
        return state.Outage is { } outage ? Instant.Max(due, outage.RetryAt) : due;
    }

    /// <summary>
    /// Asks for confirmation of what is reached, and tells the manager once of what is not and should be.
    /// </summary>
    internal static Decision WhenPlanIsKnown(LedgerState state, Instant at)
    {
        if (state.Setup!.Decisions is not { ConfirmMilestones: true })
            return Decision.Nothing;
        var decision = Decision.Nothing;
        foreach (var milestone in state.Agreed.Milestones)
            decision = decision.And(WhenPlanIsKnown(ProjectLedger.Evolve(state, decision.Events), milestone, at));
        return decision;
    }

    static Decision WhenPlanIsKnown(LedgerState state, Milestone milestone, Instant at)
    {
        var standing = state.Milestones.GetValueOrDefault(milestone.Id)?.State;
        if (standing is not (null or MilestoneState.Missed))
            return Decision.Nothing;
        if (MilestoneLines.ReachedOn(state, milestone) is not null)
            return QuestionAsking.Ask(state, QuestionKind.Milestone, milestone.Id, at);
        return standing is null && EndOf(state.Setup!, milestone.Date) <= at
            ? Decision.Of(new MilestoneMissed(at, milestone.Id)).AndAsk(Notices.MilestoneMissed(state, milestone, at))
            : Decision.Nothing;
    }

    internal static Decision WhenConfirmationAsked(LedgerState state, ConfirmationAsked fact)
    {
        if (state.Milestones.GetValueOrDefault(fact.Milestone)?.State is MilestoneState.Confirmed)
            return Decision.Refusing(fact.At, "ask-confirmation", "The client has confirmed this milestone already.");
        var asked = QuestionAsking.Ask(state, QuestionKind.Milestone, fact.Milestone, fact.At);
        return asked.Events.IsEmpty
            ? Decision.Refusing(fact.At, "ask-confirmation",
                "The client is being asked already, or there is no such milestone; look at the project's decisions.")
            : asked;
    }

    internal static LedgerState Evolve(LedgerState state, MilestoneMissed e) =>
        With(state, e.Milestone, new MilestoneStanding(MilestoneState.Missed, e.At));

    internal static LedgerState Evolve(LedgerState state, QuestionAsked e) =>
        With(state, e.Subject, new MilestoneStanding(MilestoneState.AwaitingClient, e.At));

    internal static LedgerState Evolve(LedgerState state, ClosedQuestion closed)
    {
        // Asked anew under another identity, or about a milestone that is gone.
        if (closed.Outcome == QuestionOutcome.Superseded)
            return state with { Milestones = state.Milestones.Remove(closed.Subject) };
        var answer = closed.Answers.FirstOrDefault(a => a.Choice == closed.Choice);
        var standing = (closed.Outcome, closed.Choice) switch
        {
            (QuestionOutcome.Deemed, _) => MilestoneState.DeemedAccepted,
            (_, Choices.Confirm) => MilestoneState.Confirmed,
            (_, Choices.Call) => MilestoneState.CallWanted,
            (_, Choices.Dispute) => MilestoneState.Disputed,
            _ => MilestoneState.Lapsed,
        };
        return With(state, closed.Subject, new MilestoneStanding(
            standing, closed.At, answer is null ? null : QuestionFolding.NamesOf(closed), answer?.Words));
    }

    static LedgerState With(LedgerState state, string milestone, MilestoneStanding standing) =>
        MoveLog.NoteOtherChange(state with { Milestones = state.Milestones.SetItem(milestone, standing) });

    static Instant EndOf(ProjectSetup setup, LocalDate day) =>
        (setup.Calendar.NextWorkingDay(day) + Evening).InZoneLeniently(setup.TimeZone()).ToInstant();
}
