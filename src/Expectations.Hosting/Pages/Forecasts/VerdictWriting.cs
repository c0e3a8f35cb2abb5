using System.Globalization;
using Expectations.Core.Forecasts;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>A verdict in the words of a project manager.</summary>
static class VerdictWriting
{
    const int GoodEnough = 80;

    internal static VerdictLine Write(Outlook outlook, WorkAhead work, MilestoneForecast said)
    {
        var forecast = new DatedForecast(outlook.On, said);
        var line = new VerdictLine
        {
            Milestone = work.Milestone.Id,
            Name = work.Milestone.Name,
            AskedFor = work.Milestone.Date,
            Because = said.Days is null
                ? $"There is no forecast: {Phrases.Of(said.Lack ?? ForecastLack.NothingToGoBy)}."
                : Because(outlook, work, said),
        };
        return forecast.ChanceBy(work.Milestone.Date) is not { } chance ? line : line with
        {
            Chance = chance,
            P50 = forecast.DateAt(50),
            P80 = forecast.DateAt(GoodEnough),
            P85 = forecast.DateAt(85),
            WouldDo = chance >= GoodEnough ? [] : [.. WouldDo(outlook, work, forecast.DateAt(GoodEnough)!.Value)],
        };
    }

    static string Because(Outlook outlook, WorkAhead work, MilestoneForecast said)
    {
        var weeks = outlook.Weeks.TakeLast(said.Weeks).ToArray();
        var (done, added) = (weeks.Sum(w => w.Done), weeks.Sum(w => w.Added));
        var parts = new List<string> { $"{Count(work.TasksLeft, "open task")} until then" };
        if (weeks.Length > 0)
            parts.Add($"{Count(done, "task")} done and {added} added in the last {Count(weeks.Length, "week")}");
        if (outlook.Delays.Length > 0)
            parts.Add($"{outlook.Delays.Count(d => d > 0)} of {Count(outlook.Delays.Length, "task")} done after "
                + "the date it had");
        parts.Add(said.Cases > 0
            ? $"{Count(said.Cases, "finished milestone")} of ours compared"
            : "published overruns in place of finished milestones of ours");
        return string.Join(", ", parts) + ".";
    }

    // The last is always there: a later date needs nobody's past.
    static IEnumerable<string> WouldDo(Outlook outlook, WorkAhead work, LocalDate later)
    {
        var verdict = VerdictMaker.Judge(Forecaster.Question(outlook, work)) as Verdict;
        foreach (var driver in verdict?.Drivers ?? [])
            switch (driver)
            {
                case FewerTasks { Tasks: var fewer } when fewer < work.TasksLeft:
                    yield return $"if {Count(fewer, "task")} fewer had to be done";
                    break;
                case MorePeople more:
                    yield return $"if {Count(more.People, "person", "people")} more joined today, learning as they go";
                    break;
            }
        yield return $"if it were due on {Times.Day(later)}";
    }

    static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
