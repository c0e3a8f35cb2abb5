using Expectations.Core.Baselines;
using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Priorities;

namespace Expectations.Core.Questions;

/// <summary>Folds what was asked and answered into the state.</summary>
static class QuestionFolding
{
    /// <summary>Links that are known without reading the ledger; older ones are looked up there.</summary>
    const int LinksKept = 200;

    internal static LedgerState Evolve(LedgerState state, QuestionAsked e)
    {
        var question = new Question
        {
            Id = e.Question,
            Kind = e.Kind,
            Subject = e.Subject,
            Hash = e.Hash,
            AskedAt = e.At,
            Quorum = e.Quorum,
            Seats = [.. e.Of.Zip(e.To, (of, to) => new Seat(of, of == to ? [of] : [of, to]))],
        };
        var stem = QuestionAsking.Stem(e.Kind, e.Subject);
        var asked = e.Kind switch
        {
            QuestionKind.Baseline => BaselineDecider.Evolve(state, e),
            QuestionKind.Milestone => MilestoneDecider.Evolve(state, e),
            _ => state,
        };
        return asked with
        {
            Questions = state.Questions with
            {
                Open = state.Questions.Open.SetItem(e.Question, question),
                Asked = state.Questions.Asked.SetItem(stem, state.Questions.Asked.GetValueOrDefault(stem) + 1),
            },
        };
    }

    internal static LedgerState Evolve(LedgerState state, LinkIssued e)
    {
        var book = state.Questions;
        if (e.Digest.Length > 0)
        {
            var links = book.Links.Count < LinksKept
                ? book.Links
                : book.Links.Remove(book.Links.MinBy(l => l.Value.IssuedAt).Key);
            book = book with
            {
                Links = links.SetItem(
                    e.Digest, new IssuedLink(e.Question, e.PersonId, e.ExpiresAt)
                    {
                        IssuedAt = e.At,
                        AboutWarning = e.AboutWarning,
                    }),
            };
        }
        return With(state with { Questions = book }, e.Question, q => q with { Letters = q.Letters + 1 });
    }

    internal static LedgerState Evolve(LedgerState state, CodeIssued e) => WithLink(state, e.Link, link => link with
    {
        Code = new IssuedCode(e.Digest, e.ExpiresAt),
        Codes = link.Codes + 1,
    });

    internal static LedgerState Evolve(LedgerState state, CodeRejected e) => WithLink(state, e.Link, link => link with
    {
        Code = link.Code is { } code ? code with { Failures = code.Failures + 1 } : null,
    });

    internal static LedgerState Evolve(LedgerState state, QuestionFollowedUp e) => With(state, e.Question, q => q with
    {
        Steps = e.Step is FollowUp.AskAgain ? q.Steps : q.Steps + 1,
        LastStepAt = e.At,
        Seats = e.Step is FollowUp.StandIn
            ? [.. q.Seats.Select(seat => WithStandIn(state, seat, e.To))]
            : q.Seats,
    });

    internal static LedgerState Evolve(LedgerState state, QuestionPassedOn e)
    {
        var known = QuestionAsking.PersonOf(state, e.To.Id) is not null
            ? state
            : state with { Questions = state.Questions with { Guests = state.Questions.Guests.Add(e.To) } };
        return With(known, e.Question, q => q with
        {
            Seats = [.. q.Seats.Select(seat => seat.Holders.Contains(e.From)
                ? seat with { Holders = seat.Holders.Add(e.To.Id) }
                : seat)],
        });
    }

    internal static LedgerState Evolve(LedgerState state, AnswerGiven e) =>
        With(state, e.Question, q => q with { Answers = q.Answers.Add(e.Answer) });

    internal static LedgerState Evolve(LedgerState state, AnswerTakenBack e) =>
        With(state, e.Question, q => q with { Answers = q.Answers.RemoveAll(a => a.PersonId == e.PersonId) });

    /// <summary>The clock of a question starts when the first letter about it is delivered.</summary>
    internal static LedgerState Evolve(LedgerState state, LetterSent e) =>
        e.Key.Kind == QuestionAsking.LetterKind
            ? With(state, e.Key.Period, q => q with { DeliveredAt = q.DeliveredAt ?? e.At })
            : state;

    internal static LedgerState Evolve(LedgerState state, QuestionSettled e)
    {
        var question = state.Questions.Open[e.Question];
        var closed = new ClosedQuestion
        {
            Id = question.Id,
            Kind = question.Kind,
            Subject = question.Subject,
            Hash = question.Hash,
            Outcome = e.Outcome,
            Choice = e.Choice,
            At = e.At,
            Answers = question.Answers,
        };
        var after = state with
        {
            Questions = state.Questions with
            {
                Open = state.Questions.Open.Remove(e.Question),
                Closed = state.Questions.Closed.Add(closed),
            },
        };
        return question.Kind switch
        {
            QuestionKind.Baseline => BaselineDecider.Evolve(after, closed),
            QuestionKind.Milestone => MilestoneDecider.Evolve(after, closed),
            QuestionKind.Change => ChangeFolding.Evolve(after, closed),
            QuestionKind.Priorities => PriorityDecider.Evolve(after, closed),
            _ => after,
        };
    }

    /// <summary>Names of those whose answer decided.</summary>
    internal static string NamesOf(ClosedQuestion closed) => string.Join(
        ", ", closed.Answers.Where(a => a.Choice == closed.Choice).Select(a => a.Name));

    static Seat WithStandIn(LedgerState state, Seat seat, ImmutableArray<string> to) =>
        state.Setup!.People.FirstOrDefault(p => p.Id == seat.Of)?.StandIn is { } standIn && to.Contains(standIn)
        && !seat.Holders.Contains(standIn)
            ? seat with { Holders = seat.Holders.Add(standIn) }
            : seat;

    static LedgerState With(LedgerState state, string id, Func<Question, Question> change) =>
        state.Questions.Open.TryGetValue(id, out var question)
            ? state with
            {
                Questions = state.Questions with { Open = state.Questions.Open.SetItem(id, change(question)) },
            }
            : state;

    static LedgerState WithLink(LedgerState state, string digest, Func<IssuedLink, IssuedLink> change) =>
        state.Questions.Links.TryGetValue(digest, out var link)
            ? state with
            {
                Questions = state.Questions with { Links = state.Questions.Links.SetItem(digest, change(link)) },
            }
            : state;
}
