using Expectations.Core;
using Expectations.Core.Calendars;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Hosting.Ledgers;

namespace Expectations.Local.Demo;

/// <summary>
/// Plays the clients of the sample: each decides what is asked within a day or two. The last questions are left to
/// whoever watches.
/// </summary>
sealed class DemoClient(LedgerRunner runner, DemoWorld world)
{
    static readonly Duration TimeToThink = Duration.FromHours(30);
    static readonly Duration LeftToTheWatcher = Duration.FromDays(13);

    /// <summary>Decides what has been asked long enough ago.</summary>
    public async Task DecideAsync(Instant now, CancellationToken cancellation)
    {
        foreach (var project in world.Projects)
        {
            if (!project.Calendar.IsWorkingDay(project.Day(now)))
                continue;
            var state = await runner.StateAsync(project.Id, cancellation);
            foreach (var question in state.Questions.Open.Values)
                if (question.DeliveredAt + TimeToThink <= now && question.AskedAt <= world.End - LeftToTheWatcher)
                    foreach (var answer in Answers(state, question, now))
                        await runner.ApplyAsync(project.Id, answer, cancellation);
            await SayHowItFeelsAsync(project, state, now, cancellation);
        }
    }

    static IEnumerable<AnswerReceived> Answers(LedgerState state, Question question, Instant now)
    {
        foreach (var seat in question.Seats.Where(s => question.AnswerFor(s) is null))
        {
            var link = state.Questions.Links.LastOrDefault(
                l => l.Value.Question == question.Id && l.Value.PersonId == seat.Of).Key;
            if (link is not null && state.Setup!.Person(seat.Of) is { } person)
                yield return Answer(state, question, person, link, now);
        }
    }

    static AnswerReceived Answer(LedgerState state, Question question, Person person, string link, Instant now)
    {
        var answer = new AnswerReceived(now, link, Choices.Confirm, person.Name, question.Hash);
        return question.Kind switch
        {
            QuestionKind.Baseline => answer with { Choice = Choices.Sign },
            QuestionKind.Change => answer with { Choice = state.Changes[question.Subject].Change.Options[0].Id },
            QuestionKind.Priorities => answer with
            {
                Choice = Choices.Rate,
                Ratings = state.Agreed.Requirements.Index().ToImmutableSortedDictionary(
                    r => r.Item.Id, r => Rating(r.Index, person), StringComparer.Ordinal),
            },
            _ => answer,
        };
    }

    // People do not agree on everything.
    static int Rating(int number, Person person) => 1 + ((3 * number + 2 * person.Name.Length + 1) % 5);

    async Task SayHowItFeelsAsync(ProjectSetup project, LedgerState state, Instant now, CancellationToken cancellation)
    {
        var who = project.People.First(p => p.Role == Role.Decider);
        if (project.Decisions is null || state.Reports.LastIssuedAt is not { } last
            || now - last < Duration.FromHours(20)
            || state.Pulses.Any(p => now - p.At < Duration.FromDays(13)))
            return;
        var score = state.Reports.LastHealth switch
        {
            Core.Reports.Health.Green => 5,
            Core.Reports.Health.Amber => 4,
            _ => 3,
        };
        await runner.ApplyAsync(project.Id, new PulseReceived(now, who.Id, score, Words: null), cancellation);
    }
}
