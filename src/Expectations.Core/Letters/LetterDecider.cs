using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Core.Letters;

/// <summary>What happens when the delivery of a letter has ended, and when someone wants no more of them.</summary>
static class LetterDecider
{
    internal static Decision WhenLetterSettled(LedgerState state, LetterSettled fact)
    {
        if (fact.Outcome == LetterOutcome.Sent)
            return Decision.Of(new LetterSent(fact.At, fact.Key, fact.ContentHash));
        var failed = Decision.Of(new LetterFailed(fact.At, fact.Key, fact.Outcome, fact.ContentHash, fact.Detail));
        if (QuestionAsking.PersonOf(state, fact.Key.PersonId) is not { } person)
            return failed;
        if (fact.Outcome is LetterOutcome.Refused or LetterOutcome.Bounced)
            failed = failed.And(WhenUnreachable(state, fact, person));
        failed = failed.And(QuestionClock.WhenLetterLost(
            ProjectLedger.Evolve(state, failed.Events), fact.Key, fact.At));
        return IsManager(state, person) ? failed : failed.AndAsk(Tell(state, fact, person));
    }

    internal static Decision WhenUnsubscribeAsked(LedgerState state, UnsubscribeAsked fact)
    {
        if (state.Setup!.Person(fact.PersonId) is null)
            return Decision.Refusing(fact.At, "unsubscribe", "Nobody with that identity gets letters of this project.");
        return state.Letters.Unsubscribed.Contains(fact.PersonId)
            ? Decision.Nothing
            : Decision.Of(new PersonUnsubscribed(fact.At, fact.PersonId))
                .AndAsk(new WithdrawLetters(fact.PersonId, RoutineOnly: true));
    }

    internal static LedgerState Evolve(LedgerState state, LetterSent e) => QuestionFolding.Evolve(
        state with { Letters = state.Letters with { LastSent = e.Key } }, e);

    internal static LedgerState Evolve(LedgerState state, PersonUnsubscribed e) => state with
    {
        Letters = state.Letters with { Unsubscribed = state.Letters.Unsubscribed.Add(e.PersonId) },
    };

    internal static LedgerState Evolve(LedgerState state, PersonUnreachable e) => state with
    {
        Letters = state.Letters with { Unreachable = state.Letters.Unreachable.Add(e.PersonId) },
    };

    static Decision WhenUnreachable(LedgerState state, LetterSettled fact, Person person)
    {
        var decision = state.Letters.Unreachable.Contains(person.Id)
            ? Decision.Nothing
            : Decision.Of(new PersonUnreachable(fact.At, person.Id, fact.Detail ?? fact.Outcome.ToString()));
        var known = ProjectLedger.Evolve(state, decision.Events);
        return StandInLetter(known, fact, person) is { } letter ? decision.AndAsk(letter) : decision;
    }

    // Only the newest report is worth passing on; an older one has been superseded by it.
    static SendLetter? StandInLetter(LedgerState state, LetterSettled fact, Person person)
    {
        if (fact.Key.Kind != LetterWriting.ReportKind || state.Paused || state.Reports.Last is not { } last
            || last.Period != fact.Key.Period || Recipients.Reachable(state, person) is not { } standIn
            || state.Letters.Unsubscribed.Contains(standIn.Id))
            return null;
        var key = new LetterKey(LetterWriting.ReportKind, last.Period, standIn.Id, 0);
        return LetterWriting.Report(state, key, standIn, last.Content, fact.At);
    }

    static SendLetter Tell(LedgerState state, LetterSettled fact, Person person) =>
        fact.Outcome == LetterOutcome.Blocked
            ? Notices.LetterBlocked(state, fact)
            : Notices.LetterUndeliverable(state, fact, person);

    static bool IsManager(LedgerState state, Person person) => state.Setup!.Manager().Id == person.Id;
}
