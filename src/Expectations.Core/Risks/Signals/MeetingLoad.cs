using Expectations.Core.Calendars;
using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.Signals;

/// <summary>Meetings eat the team's time in the last weeks before a milestone.</summary>
/// <remarks>
/// The level of 40 percent is our rule of thumb: two of five working days; no study we know gives one. Busy hours
/// within working hours are counted, hours away are not. Up to that level meetings are usual and the pace of the past
/// weeks has them in it, so that a forecast takes off only what lies above. Strength in percent of the working hours
/// from this week to that of the milestone, as far as the calendars were read.
/// </remarks>
static class MeetingLoad
{
    internal const int UsualLevel = 40;

    /// <summary>Working days ahead that count; meetings further off are not in the calendars yet.</summary>
    const int DaysAhead = 20;

    const int HoursADay = 8;

    internal static IEnumerable<SignalReading> Read(
        LedgerState state, WarningRules rules, ImmutableArray<MilestoneLine> ahead, LocalDate today)
    {
        var level = Level(rules);
        var monday = ForecastFolding.MondayOf(today);
        foreach (var line in ahead.Where(line => line.Agreed > today
            && state.Setup!.Calendar.WorkingDaysBetween(today, line.Agreed) is > 0 and <= DaysAhead))
        {
            MeetingWeek[] weeks =
                [.. state.Plan.MeetingWeeks.Where(w => monday <= w.Week && w.Week <= line.Agreed)];
            if (weeks.Sum(w => w.Of) is not (> 0 and var of))
                continue;
            var hours = weeks.Sum(w => w.Hours);
            yield return new SignalReading(
                Signal.MeetingLoad, line.Id, hours * 100 / of, new SignalLevels(level, level * 3 / 4),
                SignalReading.Figures(
                    ("percent", hours * 100 / of), ("hours", hours), ("of", of), ("people", Busiest(weeks, level))));
        }
    }

    /// <summary>Working days of a week that meetings above the level take from the team.</summary>
    internal static double DaysTooMany(LedgerState state, LocalDate monday)
    {
        var level = Level(state.Setup!.Warnings ?? new WarningRules());
        return state.Plan.MeetingWeeks.Where(w => w.Week == monday)
            .Sum(w => Math.Max(0, w.Hours - level * w.Of / 100.0)) / HoursADay;
    }

    static int Level(WarningRules rules) => rules.MeetingPercent ?? UsualLevel;

    static string Busiest(IEnumerable<MeetingWeek> weeks, int level) => string.Join(
        ", ", weeks.GroupBy(w => w.Who, StringComparer.Ordinal)
            .Where(own => own.Sum(w => w.Hours) * 100 >= level * Math.Max(1, own.Sum(w => w.Of)))
            .Select(own => own.Key).Order(StringComparer.Ordinal));
}
