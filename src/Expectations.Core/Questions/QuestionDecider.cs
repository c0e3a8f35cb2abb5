using Expectations.Core.Calendars;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Risks;

namespace Expectations.Core.Questions;

/// <summary>What a person does with a link.</summary>
static class QuestionDecider
{
    internal const string CodeKind = "code";

    const int LongestName = 100;
    const int LongestWords = 2000;
    const int MostWrongCodes = 5;
    const int MostCodes = 5;

    /// <summary>Fresh links a person gets for one question within a day.</summary>
    const int MostFreshLinks = 3;

    static readonly Duration CodeLife = Duration.FromMinutes(15);

    internal static Decision WhenAnswerReceived(LedgerState state, AnswerReceived fact)
    {
        var standing = LinkStanding.Of(state, fact.Link, fact.At);
        if (standing is not { State: LinkState.Open, Question: { } question, Person: { } person, Body: { } body })
            return Refuse(fact.At, "answer", standing);
        if (fact.Seen != question.Hash)
            return Decision.Refusing(fact.At, "answer", "What is asked has changed; look at it again.");
        if (Problem(fact, body) is { } problem)
            return Decision.Refusing(fact.At, "answer", problem);
        if (NeedsCode(state, body, fact.Choice) && CodeProblem(state, fact) is { } refusal)
            return refusal;
        if (body is WarningBody told)
            return WarningLinks.WhenAnswered(state, fact, told.Warning, person);
        var given = new AnswerGiven(fact.At, question.Id, fact.Seen, new Answer
        {
            PersonId = person.Id,
            Choice = fact.Choice,
            Name = fact.Name.Trim(),
            At = fact.At,
            Words = string.IsNullOrWhiteSpace(fact.Words) ? null : fact.Words.Trim(),
            Date = fact.Date,
            Ratings = fact.Ratings,
        });
        var decision = Decision.Of(given);
        return decision.And(QuestionSettling.WhenTimeReached(ProjectLedger.Evolve(state, given), question.Id, fact.At));
    }

    internal static Decision WhenLinkRecalled(LedgerState state, LinkRecalled fact) =>
        state.Questions.Links.ContainsKey(fact.Link.Digest)
            ? Decision.Nothing
            : Decision.Of(fact.Link with { At = fact.At });

    internal static Decision WhenUndoAsked(LedgerState state, UndoAsked fact)
    {
        var standing = LinkStanding.Of(state, fact.Link, fact.At);
        return standing is { State: LinkState.Answered, Question: { } question, Person: { } person }
            ? Decision.Of(new AnswerTakenBack(fact.At, question.Id, person.Id))
            : Refuse(fact.At, "undo", standing);
    }

    internal static Decision WhenFreshLinkAsked(LedgerState state, FreshLinkAsked fact)
    {
        var standing = LinkStanding.Of(state, fact.Link, fact.At);
        if (standing is { State: LinkState.Expired, Body: WarningBody told, Person: { } reader })
            return IsTooOften(state, reader, told.Warning.Id, fact)
                ? TooManyLinks(fact.At)
                : WarningLinks.WhenFreshLinkAsked(state, told.Warning, reader, fact.At);
        if (standing.Person is not { } person || Successor(state, standing, person) is not { } question || state.Paused)
            return Refuse(fact.At, "fresh-link", standing);
        return IsTooOften(state, person, question.Id, fact)
            ? TooManyLinks(fact.At)
            : QuestionAsking.Write(state, question.Id, person, fact.At, FollowUp.AskAgain);
    }

    static bool IsTooOften(LedgerState state, Person person, string about, FreshLinkAsked fact) =>
        state.Questions.Links.Values.Count(l => l.PersonId == person.Id && l.Question == about
            && fact.At - l.IssuedAt < Duration.FromDays(1)) > MostFreshLinks;

    static Decision TooManyLinks(Instant at) => Decision.Refusing(
        at, "fresh-link", "Several links were mailed today; look for them, or wait a day.");

    internal static Decision WhenCodeAsked(LedgerState state, CodeAsked fact)
    {
        var standing = LinkStanding.Of(state, fact.Link, fact.At);
        if (standing is not { State: LinkState.Open, Person: { } person })
            return Refuse(fact.At, "code", standing);
        var link = state.Questions.Links[fact.Link];
        if (link.Codes >= MostCodes)
            return Decision.Refusing(fact.At, "code",
                "Too many codes were mailed for this link; ask for a fresh link.");
        var issued = new CodeIssued(fact.At, fact.Link, fact.At + CodeLife);
        var content = new CodeContent(state.Setup!.Name, state.Setup.Zone, issued.ExpiresAt);
        var key = new LetterKey(CodeKind, fact.Link[..16], person.Id, link.Codes);
        return Decision.Of(issued).AndAsk(new SendLetter(
            LetterWriting.Address(state.Setup, key, person, content, fact.At) with { Expires = issued.ExpiresAt }));
    }

    internal static Decision WhenPassOnAsked(LedgerState state, PassOnAsked fact)
    {
        var standing = LinkStanding.Of(state, fact.Link, fact.At);
        if (standing is not { State: LinkState.Open, Question: { } question, Person: { } person })
            return Refuse(fact.At, "pass-on", standing);
        if (standing.Body is WarningBody)
            return Decision.Refusing(fact.At, "pass-on", "A warning is not passed on; forward the letter instead.");
        if (PassingOn.To(state, person, fact) is not { } to)
            return Decision.Refusing(fact.At, "pass-on",
                "A decision can only be passed on to a name and address at a domain this project allows.");
        if (question.SeatOf(to.Id) is not null)
            return Decision.Refusing(fact.At, "pass-on", "That person is asked already.");
        var passed = new QuestionPassedOn(fact.At, question.Id, person.Id, to, Forwarded: true);
        return Decision.Of(passed).And(QuestionAsking.Write(
            ProjectLedger.Evolve(state, passed), question.Id, to, fact.At, inPlaceOf: person.Name));
    }

    /// <summary>Whether a choice moves so much that the mailbox must be shown to be read right now.</summary>
    internal static bool NeedsCode(LedgerState state, QuestionBody body, string choice)
    {
        if (body is not ChangeBody change
            || change.Change.Options.FirstOrDefault(o => o.Id == choice) is not { } option)
            return false;
        var rules = QuestionAsking.Rules(state);
        var calendar = state.Setup!.Calendar;
        return (option.Cost > 0 && option.Cost >= rules.HighImpactCost) || change.Agreed.Milestones.Any(m =>
            option.Dates.TryGetValue(m.Id, out var to)
            && Math.Abs(calendar.WorkingDaysBetween(m.Date, to)) > rules.HighImpactDays);
    }

    static Decision? CodeProblem(LedgerState state, AnswerReceived fact)
    {
        var code = state.Questions.Links[fact.Link].Code;
        if (code is null || code.ExpiresAt <= fact.At || code.Failures >= MostWrongCodes || fact.Code is null)
            return Decision.Refusing(fact.At, "answer", "This decision needs a code; have one mailed and type it in.");
        return code.Digest == fact.Code
            ? null
            : Decision.Of(new CodeRejected(fact.At, fact.Link), new RequestRefused(
                fact.At, "answer", "The code is wrong; look at the newest mail and type it again."));
    }

    static string? Problem(AnswerReceived fact, QuestionBody body)
    {
        if (!body.Choices.Contains(fact.Choice))
            return "That cannot be chosen here; choose one of what the page offers.";
        if (string.IsNullOrWhiteSpace(fact.Name) || fact.Name.Length > LongestName
            || TextCheck.HasUnseenCharacters(fact.Name, linesAllowed: false))
            return $"Type your name, {LongestName} characters at most.";
        if (Choices.NeedsWords(fact.Choice) && string.IsNullOrWhiteSpace(fact.Words))
            return "Say in a few words why.";
        if (fact.Words is { } words && (words.Length > LongestWords || TextCheck.HasUnseenCharacters(words, true)))
            return $"Write {LongestWords} characters at most, as plain text.";
        if (body is PrioritiesBody priorities && (fact.Ratings.Count != priorities.Requirements.Length
            || !priorities.Requirements.All(r => fact.Ratings.GetValueOrDefault(r.Id) is >= 1 and <= 5)))
            return "Rate every line from 1 to 5.";
        return null;
    }

    // What was superseded is asked anew under another identity.
    static Question? Successor(LedgerState state, LinkStanding standing, Person person) =>
        standing.Question is { } open && standing.State is LinkState.Open or LinkState.Expired
            ? standing.Question
            : state.Questions.Open.Values.FirstOrDefault(q => standing.State == LinkState.Superseded
                && q.Kind == standing.Closed?.Kind && q.SeatOf(person.Id) is not null);

    static Decision Refuse(Instant at, string request, LinkStanding standing) =>
        Decision.Refusing(at, request, standing.State switch
        {
            LinkState.Unknown => "The link leads nowhere; use the newest mail.",
            LinkState.Answered => "You have answered already; take that back first.",
            LinkState.DecidedByOther => "Somebody else has decided.",
            LinkState.Expired => "The link is too old; have a fresh one mailed.",
            LinkState.Superseded => "What was asked has changed; a newer mail asks about it.",
            LinkState.Paused => "The project is paused; you are asked again when it goes on.",
            LinkState.Closed => "The question is closed.",
            _ => "There is nothing to take back.",
        });
}
