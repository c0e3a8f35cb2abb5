using System.Diagnostics;
using Expectations.Benchmarks.Work;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Hosting.Delivery;

namespace Expectations.Benchmarks;

/// <summary>B7: the letters of the next ninety days for a thousand projects.</summary>
static class B7DryRun
{
    public static Result Run(int projects, ILetterPress press)
    {
        var states = Enumerable.Range(0, projects).Select(State).ToArray();
        var end = Portfolio.Start + Duration.FromDays(90);
        // Once for the just-in-time compiler.
        _ = Letters(states[0], end).Count;

        var watch = Stopwatch.StartNew();
        var planned = states.AsParallel().SelectMany(s => Letters(s, end)).ToArray();
        var decided = watch.Elapsed.TotalSeconds;
        watch.Restart();
        planned.AsParallel().ForAll(letter => press.Press(letter.Letter));
        return new Result("B7 dry run", $"{projects:N0} projects, 90 days")
            .With("letters", planned.Length)
            .With("seconds without rendering", decided)
            .With("seconds rendered", decided + watch.Elapsed.TotalSeconds);
    }

    static List<PlannedLetter> Letters(LedgerState state, Instant until) =>
        [.. Preview.Of(state, Portfolio.Start, until).OfType<PlannedLetter>()];

    static LedgerState State(int number)
    {
        var state = LedgerState.Empty;
        foreach (Fact fact in (Fact[])[new SetupReceived(Portfolio.Start, Portfolio.Project(number)), new PlanRead(Portfolio.Start, Portfolio.Plan(0))])
            state = ProjectLedger.Evolve(state, ProjectLedger.Decide(state, fact).Events);
        return state;
    }
}
