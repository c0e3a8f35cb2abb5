using Expectations.Benchmarks.Work;
using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Benchmarks;

/// <summary>
/// B5: bytes on disk a project-year: 52 reports, 12 milestones, and 26 changes that arrive between reports; with
/// forecasts, their dates get odds at each reading.
/// </summary>
static class B5Bytes
{
    public static async Task<Result> RunAsync(string folder, int projects, bool forecasts)
    {
        await using (var engine = await Engine.OpenAsync(folder, new StubPress(), new CountingOutlet(), Portfolio.Start))
        {
            await engine.RegisterAsync(projects, setup => setup with
            {
                Baseline = new Baseline { Milestones = Milestones() },
                Forecasts = forecasts ? new ForecastRules() : null,
            });
            for (var week = 0; week < 52; week++)
            {
                await engine.LiveUntilAsync(Portfolio.Start + Duration.FromDays(7 * (week + 1)));
                if (week % 2 == 0)
                    await ChangeAsync(engine, projects, week);
            }
        }
        var bytes = Directory.GetFiles(folder).Where(f => !f.EndsWith(".reserve", StringComparison.Ordinal)).Sum(f => new FileInfo(f).Length);
        return new Result("B5 bytes", $"{projects:N0} project-years{(forecasts ? " with forecasts" : "")}")
            .With("kB a project-year", bytes / 1000.0 / projects);
    }

    static Task ChangeAsync(Engine engine, int projects, int week) => Parallel.ForEachAsync(
        Enumerable.Range(0, projects), new ParallelOptions { MaxDegreeOfParallelism = 256 },
        async (number, token) => await engine.Runner.ApplyAsync(
            Portfolio.Id(number), new PlanRead(engine.Clock.Now, Changed(week)) { Id = $"delivery-{week}" }, token));

    static PlanSnapshot Changed(int week)
    {
        var plan = Portfolio.Plan(week);
        return plan with { Tasks = plan.Tasks.SetItem(week % 20, plan.Tasks[week % 20] with { Priority = 1 + week % 3 }) };
    }

    static ImmutableArray<Milestone> Milestones() =>
    [
        .. Enumerable.Range(1, 12).Select(i => new Milestone
        {
            Id = $"m{i}", Name = $"Delivery {i}", Date = new LocalDate(2026, i, 20), Bucket = i % 2 == 0 ? "First" : "Second",
        }),
    ];
}
