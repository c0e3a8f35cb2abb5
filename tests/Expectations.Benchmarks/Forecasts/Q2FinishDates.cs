using System.Globalization;
using System.Text;
using Expectations.Forecasting;
using Expectations.Forecasting.Finish;
using NodaTime.Text;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// Q2: every week of every project, when will it be released? Only what was known by that week; cases and
/// judgements only of projects released before the week's quarter; scored once ten are.
/// </summary>
static class Q2FinishDates
{
    const int FewestReleased = 10;
    static readonly LocalDatePattern Dates = LocalDatePattern.CreateWithInvariantCulture("MM'/'dd'/'yy");

    public static string Run(string path)
    {
        var projects = Quality.Files(path, ".csv").SelectMany(Read).ToArray();
        var made = Forecast(projects);
        var scored = made.Where(m => m.Scored).ToArray();
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"Q2: {projects.Length} projects, {made.Count} weeks; scored "
            + $"{scored.Length} weeks of {scored.Select(m => m.Project).Distinct().Count()} projects, first {scored.Min(m => m.Forecast.AsOf)}");
        report.AppendLine(DateScores.Header);
        foreach (var (name, odds) in Methods(projects))
            report.AppendLine(DateScores.Of(scored, odds).Line(name));
        var ours = DateScores.Of(scored, m => m.Forecast.Odds);
        var announced = DateScores.Of(scored, m => Point(m.Announced));
        report.AppendLine(ours.Against(announced, "announced date"));
        report.AppendLine(ours.Against(
            DateScores.Of(scored, m => StageRatios.Odds(projects, m)), "reference class by stage"));
        report.AppendLine(CultureInfo.InvariantCulture, $"P10-P90 by project, 90 % interval over projects: {ours.CoverageInterval}");
        report.AppendLine(LastWeights(scored));
        return report.ToString();
    }

    static IEnumerable<(string, Func<Made, Spread>)> Methods(Release[] projects)
    {
        yield return ("announced date", m => Point(m.Announced));
        yield return ("x median ratio of all cases", m => Only(m, ForecastSource.AllCases));
        yield return ("reference class by stage", m => StageRatios.Odds(projects, m));
        yield return ("published overruns only", m => Only(m, ForecastSource.PublishedOverruns));
        yield return ("cases about as far only", m => Only(m, ForecastSource.Alike));
        yield return ("blend, equal weights", m => Blend(m, _ => true, equal: true));
        yield return ("blend without published", m => Blend(m, s => s != ForecastSource.PublishedOverruns));
        yield return ("blend without nearness", m => Blend(m, s => s is ForecastSource.PublishedOverruns or ForecastSource.AllCases));
        yield return ("blend, not calibrated", m => m.Forecast.Uncalibrated);
        yield return ("OURS", m => m.Forecast.Odds);
    }

    static List<Made> Forecast(Release[] projects)
    {
        var weeks = projects.SelectMany(p => p.Statuses.Where(s => s.On < p.Finished && s.On >= p.Started).Select(s => (p, s)))
            .OrderBy(w => w.s.On).GroupBy(w => QuarterOf(w.s.On));
        var made = new List<Made>();
        foreach (var quarter in weeks)
        {
            var record = TrackRecord.Judge(made.Select(m => new PastForecast(m.Project.Name, m.Forecast, m.Project.Finished)), quarter.Key);
            var cases = projects.Where(p => p.Finished < quarter.Key).Select(p => p.AsCase).ToImmutableArray();
            foreach (var (project, status) in quarter)
            {
                var answer = FinishForecaster.Forecast(new FinishQuestion
                {
                    AsOf = status.On,
                    StartedOn = project.Started,
                    AnnouncedFor = status.AnnouncedFor,
                    Cases = cases,
                    Record = record,
                });
                made.Add(new Made(project, (FinishForecast)answer, status, quarter.Key, cases.Length >= FewestReleased));
            }
        }

        return made;
    }

    static IEnumerable<Release> Read(string file) => Table.Read(file)
        .Select(r => (Name: r["Project Code"], On: Date(r["Week End Date"]), For: Date(r["Target RelDate"]),
            Finished: Date(r["Actual Release"]), Started: Date(r["Start Date"]), First: Date(r["First Est"])))
        .Where(r => r is { On: not null, For: not null, Finished: not null, Started: not null, First: not null })
        .GroupBy(r => r.Name)
        .Select(g => new Release(g.Key, g.First().Started!.Value, g.First().Finished!.Value,
            [.. g.OrderBy(r => r.On).Select(r => new MilestoneStatus(r.On!.Value, r.For))]));

    static LocalDate? Date(string text) => Dates.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    static LocalDate QuarterOf(LocalDate date) => new(date.Year, (date.Month - 1) / 3 * 3 + 1, 1);

    static Spread Point(double days) => new([.. Spread.Levels.Select(_ => days)]);

    static Spread Only(Made made, ForecastSource source) => Blend(made, s => s == source);

    static Spread Blend(Made made, Func<ForecastSource, bool> takes, bool equal = false)
    {
        var taken = made.Forecast.Opinions.Where(o => takes(o.Source)).Select(o => (o.Odds, equal ? 1 : o.Weight + 1e-12)).ToList();
        return taken.Count > 0 ? Spread.Blend(taken) : made.Forecast.Uncalibrated;
    }

    static string LastWeights(Made[] scored) => "weights at the end: " + string.Join(", ", scored[^1].Forecast.Opinions
        .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Source} {o.Weight:0.00}")));
}

/// <summary>One project of the file.</summary>
sealed record Release(string Name, LocalDate Started, LocalDate Finished, ImmutableArray<MilestoneStatus> Statuses)
{
    public PastMilestone AsCase { get; init; } = new(Name, Started, Finished, Statuses);
}

/// <summary>A forecast of the benchmark and what it was made from.</summary>
sealed record Made(Release Project, FinishForecast Forecast, MilestoneStatus Status, LocalDate Quarter, bool Scored)
{
    /// <summary>What past weeks played through say, not widened.</summary>
    public Spread? Plain { get; init; }

    /// <summary>The date the milestone was planned for that day.</summary>
    public LocalDate? Planned { get; init; }

    public double Announced => Period.DaysBetween(Status.On, Status.AnnouncedFor ?? Status.On);

    public double Actual => Period.DaysBetween(Status.On, Project.Finished);

    public double Duration => Period.DaysBetween(Project.Started, Project.Finished);
}
