using Expectations.Forecasting;
using Expectations.Forecasting.Finish;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// The peer: real over announced time left of finished projects, by quartile of planned progress, every week
/// counting alike.
/// </summary>
static class StageRatios
{
    static readonly Dictionary<LocalDate, (double[] Cuts, Spread[] Ratios)> Quarters = [];

    public static Spread Odds(Release[] projects, Made made)
    {
        if (!Quarters.TryGetValue(made.Quarter, out var stages))
            Quarters[made.Quarter] = stages = Learn([.. projects.Where(p => p.Finished < made.Quarter)]);
        var stage = stages.Cuts.Count(c => c <= Progress(made.Project, made.Status));
        return new([.. stages.Ratios[stage].Days.Select(r => r * Left(made.Status))]);
    }

    static (double[], Spread[]) Learn(Release[] finished)
    {
        var weeks = finished.SelectMany(p => p.Statuses.Where(s => s.On < p.Finished && s.On >= p.Started)
            .Select(s => (Progress: Progress(p, s), Ratio: Math.Log(Period.DaysBetween(s.On, p.Finished) / Left(s))))).ToArray();
        var sorted = weeks.Select(w => w.Progress).Order().ToArray();
        double[] cuts = [sorted[sorted.Length / 4], sorted[sorted.Length / 2], sorted[sorted.Length * 3 / 4]];
        var ratios = Enumerable.Range(0, 4).Select(stage => new Spread([.. Quantiles.Of(
            [.. weeks.Where(w => cuts.Count(c => c <= w.Progress) == stage).Select(w => (w.Ratio, 1.0))]).Select(Math.Exp)]));
        return (cuts, [.. ratios]);
    }

    static double Left(MilestoneStatus status) => Math.Max(7, Period.DaysBetween(status.On, status.AnnouncedFor ?? status.On));

    static double Progress(Release project, MilestoneStatus status)
    {
        double elapsed = Period.DaysBetween(project.Started, status.On);
        return elapsed / (elapsed + Left(status));
    }
}
