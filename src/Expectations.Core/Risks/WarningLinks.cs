using Expectations.Core.Education;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using NodaTime.Text;

namespace Expectations.Core.Risks;

/// <summary>The link in a letter about a warning: whoever got it takes the warning on, or lets it rest.</summary>
/// <remarks>The same links as those of questions; only what they lead to is another.</remarks>
static class WarningLinks
{
    const string FreshKind = "warning-link";

    /// <summary>The letter with a link of its receiver's own, and a finding that fits.</summary>
    internal static Decision Linked(
        LedgerState state, Warning warning, SendLetter send, Instant at, params ReadOnlySpan<FindingTopic> topics)
    {
        var letter = send.Letter;
        var expires = letter.NotBefore + Duration.FromDays(QuestionAsking.Rules(state).LinkDays);
        var issued = new LinkIssued(at, warning.Id, letter.To.Id, expires) { AboutWarning = true };
        var linked = letter with { Content = letter.Content with { Answer = new WarningLink(warning.Id, expires) } };
        return Decision.Of(issued).And(Findings.Quoting(state, new SendLetter(linked), at, topics));
    }

    /// <summary>What a link to a warning leads to at a moment.</summary>
    internal static LinkStanding StandingOf(LedgerState state, IssuedLink link, Person person, Instant at)
    {
        var warning = state.Risks.Open.GetValueOrDefault(link.Question);
        if (warning is null || warning.AcknowledgedBy is not null || Rests(state, warning, at)
            || WarningNotices.ContentFor(state, warning, person, at) is null)
            return Ended(link, person, warning);
        var body = new WarningBody(warning, RiskRegister.Of(state, warning));
        return new LinkStanding(
            state.Paused ? LinkState.Paused : link.ExpiresAt <= at ? LinkState.Expired : LinkState.Open)
        {
            Person = person,
            Body = body,
            ExpiresAt = link.ExpiresAt,
            Question = new Question
            {
                Id = warning.Id,
                Kind = QuestionKind.Warning,
                Subject = warning.Id,
                Hash = body.Hash(),
                AskedAt = warning.RaisedAt,
            },
        };
    }

    /// <summary>Takes the warning on or lets it rest; the manager hears of it where it was somebody else.</summary>
    internal static Decision WhenAnswered(LedgerState state, AnswerReceived fact, Warning warning, Person person)
    {
        var name = fact.Name.Trim();
        var decision = fact.Choice == Choices.Rest
            ? RiskDecider.WhenSnoozeAsked(
                state, new WarningSnoozeAsked(fact.At, warning.Id, fact.Date ?? default, fact.Words ?? "", name))
            : Decision.Of(new WarningAcknowledged(fact.At, warning.Id, name));
        if (decision.IsRefusal)
            return decision;
        decision = decision with { Events = [.. decision.Events.Select(e => ByLink(e, person))] };
        return person.Role == Role.Manager
            ? decision
            : decision.AndAsk(WarningNotices.Answered(state, warning, fact, name));
    }

    /// <summary>The letter once more, with a fresh link.</summary>
    internal static Decision WhenFreshLinkAsked(LedgerState state, Warning warning, Person person, Instant at)
    {
        var period = $"{warning.Id}-{InstantPattern.General.Format(at)}";
        var key = new LetterKey(FreshKind, period, person.Id, 0);
        return WarningNotices.ContentFor(state, warning, person, at) is { } content
            ? Linked(state, warning, new SendLetter(LetterWriting.Address(state.Setup!, key, person, content, at)), at)
            : Decision.Nothing;
    }

    static LedgerEvent ByLink(LedgerEvent recorded, Person person) => recorded switch
    {
        WarningAcknowledged e => e with { PersonId = person.Id },
        WarningSnoozed e => e with { PersonId = person.Id },
        _ => recorded,
    };

    static bool Rests(LedgerState state, Warning warning, Instant at) =>
        warning.SnoozedUntil is { } day && day > state.Setup!.Day(at);

    static LinkStanding Ended(IssuedLink link, Person person, Warning? warning)
    {
        var choice = warning switch
        {
            { AcknowledgedBy: not null } => Choices.TakeOn,
            { SnoozedUntil: not null } => Choices.Rest,
            _ => null,
        };
        var answer = choice is null || warning!.AnsweredBy is not { } by || warning.AnsweredAt is not { } when
            ? null
            : new Answer { PersonId = "", Choice = choice, Name = by, At = when, Date = warning.SnoozedUntil };
        return new LinkStanding(LinkState.Closed)
        {
            Person = person,
            Answer = answer,
            Closed = new ClosedQuestion
            {
                Id = link.Question,
                Kind = QuestionKind.Warning,
                Subject = link.Question,
                Hash = "",
                Outcome = QuestionOutcome.Answered,
                Choice = choice,
                At = answer?.At ?? link.IssuedAt,
            },
        };
    }
}
