namespace Expectations.Forecasting.Finish;

/// <summary>Answers when a milestone or project will be finished, or says why it cannot.</summary>
public static class FinishForecaster
{
    const double TooOftenEndless = 0.5;

    /// <summary>
    /// Blends what the pace of work, the tasks' own dates, the organisation's finished milestones and published
    /// overruns say, each as far as it has been right before, and widens or narrows the whole so that 80 % of
    /// finishes fall between P10 and P90. Pure: the same question has the same answer.
    /// </summary>
    public static FinishAnswer Forecast(FinishQuestion question)
    {
        if (question.StartedOn > question.AsOf || question.TasksLeft < 0 || !(question.CapacityAhead > 0))
            return new NoForecast(question.AsOf, Lack.Contradiction);
        var cases = ReferenceClass.Of(question);
        var opinions = Collect(question, cases, out var endless);
        if (opinions.Count == 0)
            return new NoForecast(question.AsOf, endless ? Lack.ScopeOutrunsWork : Lack.NothingToGoBy);

        var weighed = Weigh(question.Record, opinions);
        var blend = Spread.Blend([.. weighed.Select(o => (o.Odds, o.Weight))]);
        var basis = BasisOf(question, cases, opinions);
        var odds = question.Record.Calibrated(blend, basis.Cases > 0);
        return new FinishForecast(question.AsOf, odds, blend, weighed, basis);
    }

    static List<(ForecastSource Source, Spread Odds)> Collect(
        FinishQuestion question, ReferenceClass cases, out bool endless)
    {
        var opinions = new List<(ForecastSource, Spread)>(cases.Opinions(question));
        void Add(ForecastSource source, Spread? odds)
        {
            if (odds is not null)
                opinions.Add((source, odds));
        }

        Add(ForecastSource.PublishedOverruns, PublishedOverruns.Opinion(question));
        Add(ForecastSource.TaskDates, TaskDates.Opinion(question));
        var pace = Pace.Opinion(question, Pace.LongWindow, out var share);
        endless = share > TooOftenEndless;
        if (!endless)
            Add(ForecastSource.Pace, pace);
        var recent = Pace.Opinion(question, Pace.ShortWindow, out share);
        if (share <= TooOftenEndless)
            Add(ForecastSource.RecentPace, recent);
        return opinions;
    }

    static ImmutableArray<Opinion> Weigh(TrackRecord record, List<(ForecastSource Source, Spread Odds)> opinions)
    {
        var best = opinions.Max(o => record.LogWeight(o.Source));
        var weights = opinions.ConvertAll(o => Math.Exp(record.LogWeight(o.Source) - best));
        var total = weights.Sum();
        return [.. opinions.Select((o, i) => new Opinion(o.Source, weights[i] / total, o.Odds))];
    }

    static ForecastBasis BasisOf(
        FinishQuestion question, ReferenceClass cases, List<(ForecastSource Source, Spread Odds)> opinions)
    {
        var paced = opinions.Any(o => o.Source is ForecastSource.Pace or ForecastSource.RecentPace);
        var weeks = question.Weeks.TakeLast(Pace.LongWindow).ToArray();
        var compared = cases.Cases >= ReferenceClass.FewestCases;
        return new ForecastBasis
        {
            TasksLeft = question.TasksLeft,
            TasksWithDates = question.Tasks.Count(t => t.DueOn is not null || t.WorkingDays is not null),
            Window = paced ? (weeks[0].StartsOn, weeks[^1].StartsOn) : null,
            Cases = compared ? cases.Cases : 0,
            MostAlike = compared ? cases.MostAlike(question) : [],
            JudgedMilestones = question.Record.Milestones,
        };
    }
}
