using Expectations.Core.Projects;
using Expectations.Core.Risks;

namespace Expectations.Core.Questions;

/// <summary>What a link leads to at a moment.</summary>
public enum LinkState
{
    /// <summary>No such link was mailed for this project.</summary>
    Unknown,

    /// <summary>The question is open and the person may answer.</summary>
    Open,

    /// <summary>The person has answered; until the answer takes effect it can be taken back.</summary>
    Answered,

    /// <summary>Somebody else has decided.</summary>
    DecidedByOther,

    /// <summary>The link is too old; a fresh one is mailed on request.</summary>
    Expired,

    /// <summary>The question is closed.</summary>
    Closed,

    /// <summary>What was asked has changed since; a newer letter asks about it.</summary>
    Superseded,

    /// <summary>The project is paused; it is asked again when it goes on.</summary>
    Paused,
}

/// <summary>What a link leads to.</summary>
/// <param name="State">What it leads to.</param>
public sealed record LinkStanding(LinkState State)
{
    /// <summary>To whom it was mailed.</summary>
    public Person? Person { get; init; }

    /// <summary>The question, while it is open.</summary>
    public Question? Question { get; init; }

    /// <summary>What the question shows.</summary>
    public QuestionBody? Body { get; init; }

    /// <summary>When the link stops working.</summary>
    public Instant ExpiresAt { get; init; }

    /// <summary>The question, once it is closed.</summary>
    public ClosedQuestion? Closed { get; init; }

    /// <summary>The answer that decided, or that the person gave.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Until when the person can take the answer back.</summary>
    public Instant? UndoUntil { get; init; }

    /// <summary>Whether a choice moves so much that a code has to be mailed and typed in.</summary>
    public bool NeedsCode(LedgerState state, string choice) =>
        Body is not null && QuestionDecider.NeedsCode(state, Body, choice);

    /// <summary>What a link leads to at a moment.</summary>
    /// <param name="state">The project.</param>
    /// <param name="digest">SHA-256 of the link's token, lower-case hex.</param>
    /// <param name="at">The moment.</param>
    public static LinkStanding Of(LedgerState state, string digest, Instant at)
    {
        if (!state.Questions.Links.TryGetValue(digest, out var link)
            || QuestionAsking.PersonOf(state, link.PersonId) is not { } person)
            return new LinkStanding(LinkState.Unknown);
        if (link.AboutWarning)
            return WarningLinks.StandingOf(state, link, person, at);
        return state.Questions.Open.TryGetValue(link.Question, out var question)
            ? OfOpen(state, question, link, person, at)
            : OfClosed(state, link, person);
    }

    static LinkStanding OfOpen(LedgerState state, Question question, IssuedLink link, Person person, Instant at)
    {
        var body = QuestionBodies.Of(state, question.Kind, question.Subject);
        var standing = new LinkStanding(LinkState.Open)
        {
            Person = person,
            Question = question,
            Body = body,
            ExpiresAt = link.ExpiresAt,
        };
        if (state.Paused)
            return standing with { State = LinkState.Paused };
        if (body?.Hash() != question.Hash || question.SeatOf(person.Id) is not { } seat)
            return standing with { State = LinkState.Superseded };
        var decision = QuestionSettling.DecisionOf(question);
        if (question.Answers.FirstOrDefault(a => a.PersonId == person.Id) is { } own)
            return standing with
            {
                State = LinkState.Answered,
                Answer = own,
                UndoUntil = decision is null ? null : QuestionSettling.SettlesAt(state, question),
            };
        if ((question.AnswerFor(seat) ?? decision) is { } other)
            return standing with { State = LinkState.DecidedByOther, Answer = other };
        return link.ExpiresAt <= at ? standing with { State = LinkState.Expired } : standing;
    }

    static LinkStanding OfClosed(LedgerState state, IssuedLink link, Person person)
    {
        var closed = state.Questions.Closed.LastOrDefault(c => c.Id == link.Question);
        return new LinkStanding(closed?.Outcome switch
        {
            null => LinkState.Unknown,
            QuestionOutcome.Superseded => LinkState.Superseded,
            _ => LinkState.Closed,
        })
        {
            Person = person,
            Closed = closed,
            Answer = closed?.Answers.FirstOrDefault(a => a.Choice == closed.Choice),
        };
    }
}
