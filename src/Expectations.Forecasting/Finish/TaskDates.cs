namespace Expectations.Forecasting.Finish;

/// <summary>
/// What the open tasks' own due dates and estimates say, stretched by how late finished tasks were. With fewer
/// than five finished tasks the published overruns take that place.
/// </summary>
static class TaskDates
{
    const int FewestDelays = 5;
    const double CalendarDaysAWorkingDay = 7 / 5.0;

    public static Spread? Opinion(FinishQuestion question)
    {
        if (DaysPlanned(question) is not { } planned)
            return null;
        if (question.TaskDelays.Length < FewestDelays)
            return Spread.FromLogs(PublishedOverruns.Ratio.Times(planned).Days.Select(Math.Log));
        var finishes = question.TaskDelays.TakeLast(500)
            .Select(delay => (Math.Log(Math.Max(1, planned + delay)), 1.0)).ToList();
        return Spread.FromLogs(Quantiles.Of(finishes));
    }

    /// <summary>The latest due date, or the estimates added up where they reach further; null without either.</summary>
    static double? DaysPlanned(FinishQuestion question)
    {
        double? latest = null;
        var work = 0.0;
        foreach (var task in question.Tasks)
        {
            if (task.DueOn is { } due)
                latest = Math.Max(latest ?? 1, Period.DaysBetween(question.AsOf, due));
            work += Math.Max(0, task.WorkingDays ?? 0);
        }

        var worked = work * CalendarDaysAWorkingDay / Math.Max(0.05, question.CapacityAhead * question.PeopleAhead);
        return work > 0 ? Math.Max(latest ?? 1, worked) : latest;
    }
}
