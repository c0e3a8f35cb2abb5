using System.Text.Json;
using Expectations.Core.Calendars;
using Expectations.Core.Changes;
using Expectations.Core.Education;
using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Questions;

/// <summary>Asks deciders by letter, each with a link of their own.</summary>
static class QuestionAsking
{
    internal const string LetterKind = "question";

    /// <summary>
    /// Asks all deciders about a subject; nothing where it is being asked, or is no subject any more.
    /// </summary>
    internal static Decision Ask(LedgerState state, QuestionKind kind, string subject, Instant at)
    {
        if (IsOpen(state, kind, subject) || QuestionBodies.Of(state, kind, subject) is not { } body)
            return Decision.Nothing;
        var seats = Seats(state);
        if (seats.IsEmpty)
            return Decision.Refusing(at, "ask", "No decider can be reached; put a working address into the setup.")
                .AndAsk(Notices.NobodyToAsk(state, kind, subject, at));
        var asked = new QuestionAsked(
            at, NextId(state, kind, subject), kind, subject, body.Hash(), QuorumOf(state, kind),
            [.. seats.Select(s => s.Of.Id)], [.. seats.Select(s => s.To.Id)]);
        // When the project goes on, everyone is written to.
        return (state.Paused ? [] : seats).Aggregate(Decision.Of(asked), (decision, seat) => decision.And(Write(
            ProjectLedger.Evolve(state, decision.Events), asked.Question, seat.To, at,
            inPlaceOf: seat.To == seat.Of ? null : seat.Of.Name)));
    }

    /// <summary>One letter with a fresh link.</summary>
    internal static Decision Write(
        LedgerState state, string id, Person to, Instant at, FollowUp? again = null, string? inPlaceOf = null)
    {
        var setup = state.Setup!;
        var question = state.Questions.Open[id];
        if (QuestionBodies.Of(state, question.Kind, question.Subject) is not { } body)
            return Decision.Nothing;
        var opens = again is FollowUp.AskAgain
            ? at
            : SendWindow.Open(at, setup.TimeZoneOf(to), setup.Calendar);
        var issued = new LinkIssued(at, id, to.Id, opens + Duration.FromDays(Rules(state).LinkDays));
        var content = new QuestionContent
        {
            ProjectName = setup.Name,
            Client = setup.Client,
            Zone = setup.Zone,
            Question = id,
            Kind = question.Kind,
            Body = body,
            ExpiresAt = issued.ExpiresAt,
            Again = again,
            InPlaceOf = inPlaceOf,
        };
        var key = new LetterKey(LetterKind, id, to.Id, question.Letters);
        var letter = new SendLetter(LetterWriting.Address(setup, key, to, content, at) with
        {
            NotBefore = opens,
            Expires = issued.ExpiresAt,
        });
        return Decision.Of(issued).And(
            again is null ? Findings.Quoting(state, letter, at, Topics(state, question)) : Decision.Asking(letter));
    }

    /// <summary>
    /// Closes questions whose content is no longer what was asked, and asks anew where there still is one.
    /// </summary>
    internal static Decision Refresh(LedgerState state, Instant at) => Renew(
        state, at, question => QuestionBodies.Of(state, question.Kind, question.Subject)?.Hash() != question.Hash);

    /// <summary>
    /// Asks anew what is undecided where others are to decide now, or are reached elsewhere: links already mailed are
    /// in the wrong hands.
    /// </summary>
    internal static Decision WhenSetupChanged(LedgerState state, ProjectSetup before, Instant at) => Renew(
        state, at, question => QuestionSettling.DecisionOf(question) is null && !Fits(state, before, question));

    static Decision Renew(LedgerState state, Instant at, Predicate<Question> isOutdated)
    {
        var decision = Decision.Nothing;
        foreach (var question in state.Questions.Open.Values)
            if (isOutdated(question))
            {
                var known = ProjectLedger.Evolve(state, decision.Events);
                var closed = Decision.Of(
                    new QuestionSettled(at, question.Id, QuestionOutcome.Superseded, Choice: null));
                decision = decision.And(closed).And(Ask(
                    ProjectLedger.Evolve(known, closed.Events), question.Kind, SubjectNow(known, question), at));
            }
        return decision;
    }

    static ImmutableArray<(Person Of, Person To)> Seats(LedgerState state) =>
    [
        .. state.Setup!.People.Where(p => p.Role == Role.Decider)
            .Select(p => (Of: p, To: Recipients.Reachable(state, p))).Where(s => s.To is not null)
            .Select(s => (s.Of, s.To!)),
    ];

    static bool Fits(LedgerState state, ProjectSetup before, Question question)
    {
        var setup = state.Setup!;
        return question.Seats.All(seat => setup.Person(seat.Of)?.Role == Role.Decider)
            && Seats(state).All(s => question.Seats.Any(seat => seat.Of == s.Of.Id && seat.Holders.Contains(s.To.Id)))
            && question.Seats.SelectMany(seat => seat.Holders).Select(setup.Person).OfType<Person>()
                .All(holder => before.Person(holder.Id)?.Email == holder.Email);
    }

    // A finding goes only with the question it helps to answer.
    internal static FindingTopic[] Topics(LedgerState state, Question question) => question.Kind switch
    {
        QuestionKind.Baseline => [FindingTopic.Estimating],
        QuestionKind.Change when state.Changes.TryGetValue(question.Subject, out var change)
            && change.Change.Options.Any(option => option.Kind == OptionKind.Extend) => [FindingTopic.Overruns],
        _ => [],
    };

    internal static DecisionRules Rules(LedgerState state) => state.Setup!.Decisions ?? new DecisionRules();

    internal static Person? PersonOf(LedgerState state, string id) =>
        state.Setup!.Person(id) ?? state.Questions.Guests.FirstOrDefault(guest => guest.Id == id);

    static bool IsOpen(LedgerState state, QuestionKind kind, string subject) =>
        state.Questions.Open.Values.Any(q => q.Kind == kind && q.Subject == subject);

    static string SubjectNow(LedgerState state, Question question) =>
        question.Kind == QuestionKind.Baseline ? QuestionBodies.BaselineSubject(state) : question.Subject;

    // Everyone has an own view of what is worth most.
    static Quorum QuorumOf(LedgerState state, QuestionKind kind) =>
        kind == QuestionKind.Priorities ? Quorum.All : Rules(state).Quorum;

    static string NextId(LedgerState state, QuestionKind kind, string subject)
    {
        var stem = Stem(kind, subject);
        return $"{stem}-{state.Questions.Asked.GetValueOrDefault(stem) + 1}";
    }

    internal static string Stem(QuestionKind kind, string subject) =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString())}-{subject}";
}
