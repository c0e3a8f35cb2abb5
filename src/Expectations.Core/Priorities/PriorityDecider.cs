using Expectations.Core.Questions;

namespace Expectations.Core.Priorities;

/// <summary>Rating requirements, and confirming what falls below the capacity line.</summary>
static class PriorityDecider
{
    const string Subject = "requirements";

    internal static Decision WhenRatingsAsked(LedgerState state, RatingsAsked fact) =>
        state.Agreed.Requirements.IsEmpty
            ? Decision.Refusing(fact.At, "ask-ratings", "The baseline has no requirements; add them to the setup.")
            : AskOrRefuse(state, QuestionKind.Priorities, "ask-ratings", fact.At);

    internal static Decision WhenCapacityLineAsked(LedgerState state, CapacityLineAsked fact) => state switch
    {
        { Agreed.Capacity: null } => Decision.Refusing(
            fact.At, "ask-line", "The baseline has no capacity; add it to the setup."),
        { Ratings.Count: 0 } => Decision.Refusing(fact.At, "ask-line", "Nobody has rated yet; ask for ratings first."),
        _ => AskOrRefuse(state, QuestionKind.CapacityLine, "ask-line", fact.At),
    };

    internal static LedgerState Evolve(LedgerState state, ClosedQuestion closed) => state with
    {
        Ratings = state.Ratings.SetItems(
            closed.Answers.Select(a => KeyValuePair.Create(a.PersonId, a.Ratings))),
    };

    static Decision AskOrRefuse(LedgerState state, QuestionKind kind, string request, Instant at)
    {
        var asked = QuestionAsking.Ask(state, kind, Subject, at);
        return asked.Events.IsEmpty ? Decision.Refusing(at, request, "The client is being asked already.") : asked;
    }
}
