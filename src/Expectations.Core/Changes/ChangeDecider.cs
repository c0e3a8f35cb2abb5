using Expectations.Core.Letters;
using Expectations.Core.Questions;

namespace Expectations.Core.Changes;

/// <summary>Proposing a change, letting it go to the client, and taking it back.</summary>
static class ChangeDecider
{
    internal static Decision WhenChangeReceived(LedgerState state, ChangeReceived fact)
    {
        if (ChangeCheck.Problem(state, fact.Change) is { } problem)
            return Decision.Refusing(fact.At, "propose-change", problem);
        if (state.Changes.GetValueOrDefault(fact.Change.Id)?.State is ChangeState.Chosen or ChangeState.Withdrawn)
            return Decision.Refusing(fact.At, "propose-change",
                "That change is closed; propose another one under an identity of its own.");
        var proposed = Decision.Of(new ChangeProposed(fact.At, fact.Change, fact.Release, fact.By));
        var known = ProjectLedger.Evolve(state, proposed.Events);
        if (!fact.Release)
            return proposed.And(QuestionAsking.Refresh(known, fact.At))
                .AndAsk(Notices.ChangeDrafted(known, fact.Change, fact.At));
        var refreshed = QuestionAsking.Refresh(known, fact.At);
        return proposed.And(refreshed).And(QuestionAsking.Ask(
            ProjectLedger.Evolve(known, refreshed.Events), QuestionKind.Change, fact.Change.Id, fact.At));
    }

    internal static Decision WhenWithdrawalAsked(LedgerState state, ChangeWithdrawalAsked fact)
    {
        if (state.Changes.GetValueOrDefault(fact.Change)?.State is not (ChangeState.Draft or ChangeState.Asked))
            return Decision.Refusing(fact.At, "withdraw-change", "No such change is open.");
        var withdrawn = Decision.Of(new ChangeWithdrawn(fact.At, fact.Change, fact.Reason, fact.By));
        var known = ProjectLedger.Evolve(state, withdrawn.Events);
        var open = state.Questions.Open.Values
            .Where(q => q.Kind == QuestionKind.Change && q.Subject == fact.Change).ToList();
        return open.Aggregate(withdrawn, (decision, question) => decision.And(QuestionSettling.Close(
            ProjectLedger.Evolve(known, decision.Events[1..]), question, QuestionOutcome.Superseded, null, fact.At)));
    }
}
