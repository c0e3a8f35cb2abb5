using Expectations.Core.Calendars;
using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Questions;

/// <summary>What happens to a question as time goes by: reminders, stand-ins, the sponsor, the end.</summary>
static class QuestionClock
{
    static readonly LocalTime Morning = new(9, 0);

    /// <summary>Working days by which a reminder goes sooner to go along with another.</summary>
    const int SoonerAtMost = 2;

    internal static Instant? NextDueAt(LedgerState state) =>
        state.Questions.Open.IsEmpty ? null : state.Questions.Open.Values.Min(question => DueAt(state, question));

    internal static Decision WhenTimeReached(LedgerState state, Instant at)
    {
        var decision = Decision.Nothing;
        foreach (var id in state.Questions.Open.Keys)
        {
            var known = ProjectLedger.Evolve(state, decision.Events);
            if (known.Questions.Open.TryGetValue(id, out var question) && DueAt(known, question) <= at)
                decision = decision.And(WhenDue(known, question, at));
        }
        return decision.And(GoingAlong(state, decision, at));
    }

    /// <summary>Asks everyone again who has not answered; what they got before the pause no longer counts.</summary>
    internal static Decision WhenResumed(LedgerState state, Instant at) =>
        state.Questions.Open.Values.Aggregate(Decision.Nothing, (decision, question) => decision.And(
            FollowUp(ProjectLedger.Evolve(state, decision.Events), question, Questions.FollowUp.AskAgain, at)));

    /// <summary>Passes a question on to the stand-in of someone a letter did not reach.</summary>
    internal static Decision WhenLetterLost(LedgerState state, LetterKey key, Instant at)
    {
        if (key.Kind != QuestionAsking.LetterKind || !state.Questions.Open.TryGetValue(key.Period, out var question)
            || QuestionAsking.PersonOf(state, key.PersonId) is not { } person
            || Recipients.Reachable(state, person) is not { } standIn || question.SeatOf(standIn.Id) is not null
            || question.SeatOf(person.Id) is null)
            return Decision.Nothing;
        var passed = new QuestionPassedOn(at, question.Id, person.Id, standIn, Forwarded: false);
        return Decision.Of(passed).And(QuestionAsking.Write(
            ProjectLedger.Evolve(state, passed), question.Id, standIn, at, inPlaceOf: person.Name));
    }

    /// <summary>The reminders that are due soon to those who are asked again now: one morning, not one each.</summary>
    static Decision GoingAlong(LedgerState state, Decision now, Instant at)
    {
        var asked = now.Events.OfType<QuestionFollowedUp>().SelectMany(e => e.To).ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0)
            return Decision.Nothing;
        var known = ProjectLedger.Evolve(state, now.Events);
        return known.Questions.Open.Values.Where(question => IsRemindedSoon(known, question, asked, at)).Aggregate(
            Decision.Nothing, (decision, question) => decision.And(FollowUp(
                ProjectLedger.Evolve(known, decision.Events), question, Questions.FollowUp.Remind, at)));
    }

    static bool IsRemindedSoon(LedgerState state, Question question, HashSet<string> asked, Instant at) =>
        QuestionSettling.DecisionOf(question) is null
        && StepDueAt(state, question) <= MorningAfter(state.Setup!, at, SoonerAtMost)
        && Steps(state, question)[question.Steps].Step is Questions.FollowUp.Remind
        && MorningAfter(state.Setup!, (question.LastStepAt ?? question.DeliveredAt)!.Value, 1) <= at
        && question.Seats.Any(s => question.AnswerFor(s) is null && s.Holders.Any(asked.Contains));

    static Instant? DueAt(LedgerState state, Question question) =>
        QuestionSettling.DecisionOf(question) is not null
            ? QuestionSettling.SettlesAt(state, question)
            : StepDueAt(state, question);

    static Decision WhenDue(LedgerState state, Question question, Instant at)
    {
        if (QuestionSettling.DecisionOf(question) is not null)
            return QuestionSettling.WhenTimeReached(state, question.Id, at);
        return Steps(state, question)[question.Steps].Step is { } step
            ? FollowUp(state, question, step, at)
            : End(state, question, at);
    }

    static Decision End(LedgerState state, Question question, Instant at)
    {
        if (question.Kind == QuestionKind.Milestone && state.Agreed.DeemedAcceptedAfterDays is not null)
            return QuestionSettling.Close(state, question, QuestionOutcome.Deemed, Choices.Confirm, at);
        // Those who rated count, even where not everyone did.
        return question is { Kind: QuestionKind.Priorities, Answers.IsEmpty: false }
            ? QuestionSettling.Close(state, question, QuestionOutcome.Answered, Choices.Rate, at)
            : QuestionSettling.Close(state, question, QuestionOutcome.Lapsed, null, at);
    }

    static Decision FollowUp(LedgerState state, Question question, FollowUp step, Instant at)
    {
        Seat[] silent = [.. question.Seats.Where(s => question.AnswerFor(s) is null)];
        (Seat Seat, Person To)[] asked = step is Questions.FollowUp.Sponsor
            ? []
            : [.. silent.SelectMany(seat => AskedNow(state, seat, step).Select(to => (seat, to)))
                .DistinctBy(a => a.to.Id)];
        var decision = Decision.Of(new QuestionFollowedUp(at, question.Id, step, [.. asked.Select(a => a.To.Id)]));
        foreach (var (seat, person) in asked)
            decision = decision.And(QuestionAsking.Write(
                ProjectLedger.Evolve(state, decision.Events), question.Id, person, at, step,
                seat.Of == person.Id ? null : QuestionAsking.PersonOf(state, seat.Of)?.Name));
        var waiting =
            string.Join(", ", silent.Select(s => QuestionAsking.PersonOf(state, s.Of)?.Name).OfType<string>());
        return step switch
        {
            Questions.FollowUp.StandIn => decision.AndAsk(Notices.AnswerOverdue(state, question, waiting, at)),
            Questions.FollowUp.Sponsor =>
                decision.AndAsk(Notices.AnswerOverdueForSponsor(state, question, waiting, at)),
            _ => decision,
        };
    }

    /// <summary>Whom a step writes to for one seat.</summary>
    static IEnumerable<Person> AskedNow(LedgerState state, Seat seat, FollowUp step)
    {
        var holders = seat.Holders.Select(id => QuestionAsking.PersonOf(state, id)).OfType<Person>();
        return step is Questions.FollowUp.StandIn
            && state.Setup!.Person(state.Setup!.Person(seat.Of)?.StandIn) is { } standIn
            ? holders.Append(standIn)
            : holders;
    }

    static Instant? StepDueAt(LedgerState state, Question question)
    {
        var steps = Steps(state, question);
        if (question.DeliveredAt is not { } since || question.Steps >= steps.Length)
            return null;
        var due = MorningAfter(state.Setup!, since, steps[question.Steps].Days);
        // After an outage the steps still come one by one.
        return question.LastStepAt is { } last ? Instant.Max(due, MorningAfter(state.Setup!, last, 1)) : due;
    }

    static Instant MorningAfter(ProjectSetup setup, Instant moment, int workingDays) =>
        (setup.Calendar.Add(setup.Day(moment), workingDays) + Morning).InZoneLeniently(setup.TimeZone()).ToInstant();

    static ImmutableArray<(int Days, FollowUp? Step)> Steps(LedgerState state, Question question)
    {
        var rules = QuestionAsking.Rules(state);
        var end = question.Kind == QuestionKind.Milestone
            ? state.Agreed.DeemedAcceptedAfterDays ?? rules.LapseAfterDays
            : rules.LapseAfterDays;
        var all = rules.RemindAfterDays.Select(days => (days, (FollowUp?)Questions.FollowUp.Remind))
            .Append((rules.StandInAfterDays, Questions.FollowUp.StandIn))
            .Append((rules.SponsorAfterDays, Questions.FollowUp.Sponsor));
        return [.. all.Where(step => step.Item1 < end).OrderBy(step => step.Item1), (end, null)];
    }
}
