namespace Expectations.Forecasting.Finish;

/// <summary>
/// Judges how well forecasts would have done on the organisation's own milestones: each is forecast again at up to six
/// moments of its way, from what was known then and with the weights and widths earned until then. Nothing needs to be
/// kept of what each source said, and a better way of forecasting is judged by its own past.
/// </summary>
public static class ForecastReplay
{
    /// <summary>Below so many finished milestones nothing is learned: a cold start stays as it is.</summary>
    public const int FewestFinished = 3;

    /// <summary>Newest finished milestones, and as many of those on their way, that are judged.</summary>
    const int MostMilestones = 60;
    const int MostMoments = 6;

    /// <summary>The record of the organisation by what was known on a day.</summary>
    /// <param name="milestones">Its milestones, in any order.</param>
    /// <param name="asOf">The day; what happened on it or later is not looked at.</param>
    public static TrackRecord Judge(IEnumerable<MilestonePast> milestones, LocalDate asOf)
    {
        var known = milestones.Where(m => m.StartedOn < asOf)
            .Select(m => m.FinishedOn < asOf ? m : m with { FinishedOn = null })
            .OrderByDescending(m => m.FinishedOn ?? m.StartedOn).ThenBy(m => m.Name, StringComparer.Ordinal).ToArray();
        var finished = known.Where(m => m.FinishedOn is not null).Take(MostMilestones).ToArray();
        if (finished.Length < FewestFinished)
            return TrackRecord.Empty;
        var judged = finished.Concat(known.Where(m => m.FinishedOn is null).Take(MostMilestones));
        var made = new List<PastForecast>();
        foreach (var month in judged.SelectMany(m => Moments(m, asOf)).OrderBy(m => m.Status.On)
            .GroupBy(m => (m.Status.On.Year, m.Status.On.Month)))
        {
            var first = new LocalDate(month.Key.Year, month.Key.Month, 1);
            var record = TrackRecord.Judge(made, first);
            PastMilestone[] cases = [.. finished.Where(m => m.FinishedOn < first).Select(m => m.Case!)];
            made.AddRange([.. month.Select(moment => Forecast(moment, cases, record)).OfType<PastForecast>()]);
        }

        return TrackRecord.Judge(made, asOf);
    }

    // Where the plan gave no date there was none to forecast from.
    static IEnumerable<(MilestonePast Milestone, MilestoneStatus Status)> Moments(
        MilestonePast milestone, LocalDate asOf)
    {
        var end = milestone.FinishedOn ?? asOf;
        var usable = milestone.Statuses
            .Where(s => s.AnnouncedFor is not null && s.On >= milestone.StartedOn && s.On < end).ToArray();
        var stride = Math.Max(1, (usable.Length + MostMoments - 1) / MostMoments);
        for (var i = 0; i < usable.Length; i += stride)
            yield return (milestone, usable[i]);
    }

    static PastForecast? Forecast(
        (MilestonePast Milestone, MilestoneStatus Status) moment, PastMilestone[] cases, TrackRecord record)
    {
        var (milestone, status) = moment;
        var answer = FinishForecaster.Forecast(new FinishQuestion
        {
            AsOf = status.On,
            StartedOn = milestone.StartedOn,
            AnnouncedFor = status.AnnouncedFor,
            TasksLeft = status.TasksLeft,
            Weeks = [.. milestone.Weeks.Where(w => w.StartsOn.PlusWeeks(1) <= status.On)],
            // The date a plan announces is the latest of its tasks'.
            Tasks = [new OpenTask(status.AnnouncedFor)],
            TaskDelays = [.. milestone.Delays.Where(d => d.On < status.On).Select(d => d.DaysLate)],
            Cases = [.. cases],
            Record = record,
        });
        return answer is FinishForecast forecast
            ? new PastForecast(milestone.Name, forecast, milestone.FinishedOn)
            : null;
    }
}
