using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Questions;

/// <summary>When a question is decided, and what follows from it.</summary>
static class QuestionSettling
{
    /// <summary>The answer that decides; none while the question is undecided.</summary>
    internal static Answer? DecisionOf(Question question) => question.Quorum == Quorum.One
        ? question.Answers.FirstOrDefault()
        : question.Answers.FirstOrDefault(a => Choices.IsRejection(a.Choice))
            ?? (question.Seats.All(s => question.AnswerFor(s) is not null) ? question.Answers[^1] : null);

    /// <summary>When a decided question takes effect: until then the decision can be taken back.</summary>
    internal static Instant? SettlesAt(LedgerState state, Question question) =>
        DecisionOf(question) is { } decision
            ? decision.At + Duration.FromMinutes(QuestionAsking.Rules(state).UndoMinutes)
            : null;

    /// <summary>Closes a question whose decision takes effect by now.</summary>
    internal static Decision WhenTimeReached(LedgerState state, string id, Instant at)
    {
        if (!state.Questions.Open.TryGetValue(id, out var question)
            || SettlesAt(state, question) is not { } settles || at < settles)
            return Decision.Nothing;
        var decisive = DecisionOf(question)!;
        var united = Choices.IsRejection(decisive.Choice) || question.Quorum == Quorum.One
            || question.Answers.All(a => a.Choice == decisive.Choice);
        return Close(state, question, united ? QuestionOutcome.Answered : QuestionOutcome.Disagreed,
            united ? decisive.Choice : null, at);
    }

    /// <summary>Closes a question and tells everyone concerned.</summary>
    internal static Decision Close(
        LedgerState state, Question question, QuestionOutcome outcome, string? choice, Instant at)
    {
        var body = QuestionBodies.Of(state, question.Kind, question.Subject);
        var settled = new QuestionSettled(at, question.Id, outcome, choice);
        var known = ProjectLedger.Evolve(state, settled);
        var decision = Decision.Of(settled);
        if (body is not null)
            decision = decision.AndAsk(Receipts(known, question, body, at));
        return decision.And(QuestionAsking.Refresh(known, at));
    }

    static IEnumerable<SendLetter> Receipts(LedgerState state, Question question, QuestionBody body, Instant at)
    {
        var setup = state.Setup!;
        var content = new ReceiptContent
        {
            ProjectName = setup.Name,
            Zone = setup.Zone,
            Kind = question.Kind,
            Body = body,
            Closed = state.Questions.Closed[^1],
        };
        // What nobody answered concerns only the one who runs the project.
        var asked = content.Closed.Outcome == QuestionOutcome.Lapsed ? [] : question.Seats.SelectMany(s => s.Holders);
        return asked.Append(setup.Manager().Id).Distinct(StringComparer.Ordinal)
            .Select(id => QuestionAsking.PersonOf(state, id)).OfType<Person>()
            .Select(person => new SendLetter(LetterWriting.Address(
                setup, new LetterKey("receipt", question.Id, person.Id, 0), person, content, at)));
    }
}
