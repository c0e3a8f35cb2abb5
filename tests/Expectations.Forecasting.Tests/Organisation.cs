using Expectations.Forecasting.Finish;
using Expectations.Forecasting.Verdicts;
using MathNet.Numerics.Distributions;

namespace Expectations.Forecasting.Tests;

/// <summary>A made-up organisation whose milestones take longer than announced by a known law.</summary>
static class Organisation
{
    public static readonly LocalDate Monday = new(2026, 1, 5);

    /// <summary>Whether forty tasks in sixty days are too much, at five a week.</summary>
    public static readonly VerdictQuestion Usual = new()
    {
        AsOf = Monday,
        AskedFor = Monday.PlusDays(60),
        TasksLeft = 40,
        Weeks = Weeks(4, 6, 5, 3, 7, 5, 4, 6, 5, 2, 8, 5),
        PersonDaysAWeekBehind = 15,
    };

    /// <summary>Milestones that start every ten days and slip by a lognormal factor.</summary>
    public static PastMilestone[] Milestones(int count, int seed, double mu = 0.5, double sigma = 0.35)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(n =>
        {
            var started = Monday.PlusDays(10 * n);
            var announced = random.Next(40, 200);
            var taken = Math.Max(8, (int)(announced * LogNormal.Sample(random, mu, sigma)));
            var finished = started.PlusDays(taken);
            var statuses = Enumerable.Range(0, taken / 7 + 1).Select(w => started.PlusDays(7 * w))
                .Where(on => on < finished)
                .Select(on => new MilestoneStatus(on, started.PlusDays(announced)));
            return new PastMilestone($"M{n + 1}", started, finished, [.. statuses]);
        })];
    }

    public static ImmutableArray<WeekOfWork> Weeks(params int[] done) =>
        [.. done.Select((d, i) => new WeekOfWork(Monday.PlusWeeks(i - done.Length), d, 0))];
}
