using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Warnings;

/// <summary>Says how likely a milestone is to miss the date promised, and which sources say so.</summary>
public static class MilestoneWarning
{
    /// <summary>The chance of missing from which on a milestone is warned of: more likely missed than kept.</summary>
    public const double Threshold = 0.5;

    static readonly Dictionary<ForecastSource, Signal> Signals = new()
    {
        [ForecastSource.PublishedOverruns] = new("published-overruns", "projects like it usually end {0} days late"),
        [ForecastSource.Pace] = new("pace", "at the pace of half a year it ends {0} days late"),
        [ForecastSource.RecentPace] = new("recent-pace", "at the pace of eight weeks it ends {0} days late"),
        [ForecastSource.TaskDates] = new("task-dates", "by the dates of its own tasks it ends {0} days late"),
        [ForecastSource.AllCases] = new("all-cases", "by all earlier milestones it ends {0} days late"),
        [ForecastSource.RoughlyAlike] = new("roughly-alike", "by milestones once roughly as far it ends {0} days late"),
        [ForecastSource.Alike] = new("alike", "by milestones once about as far it ends {0} days late"),
        [ForecastSource.CloselyAlike] = new("closely-alike", "by milestones once just as far it ends {0} days late"),
    };

    /// <summary>Weighs a forecast against the promised date.</summary>
    /// <param name="forecast">The forecast of today.</param>
    /// <param name="promised">The date promised; in the past the chance of missing is 0.99.</param>
    /// <returns>
    /// The chance of missing; each reason has the days late at even odds and its share of the chance.
    /// </returns>
    public static Warning Judge(FinishForecast forecast, LocalDate promised)
    {
        double left = Period.DaysBetween(forecast.AsOf, promised);
        var chance = 1 - forecast.ChanceBy(promised);
        var reasons = forecast.Opinions
            .Select(o => (o.Source, Late: Math.Ceiling(o.Odds.At(0.5) - left),
                Adds: o.Weight * (1 - o.Odds.ChanceWithin(left))))
            .Where(r => r is { Late: > 0, Adds: >= 0.02 }).OrderByDescending(r => r.Adds).Take(3)
            .Select(r => (r.Late, r.Adds, Signal: Signals[r.Source]))
            .Select(r => new Reason(r.Signal.Name, r.Late, r.Adds, RulesOfThumb.Say(r.Signal, r.Late)));
        return new Warning(chance, chance >= Threshold, forecast.Basis.JudgedMilestones > 0, [.. reasons]);
    }
}
