using System.Globalization;
using Expectations.Core.Calendars;

namespace Expectations.Core.Projects;

/// <summary>Finds what is wrong with a working calendar.</summary>
static class CalendarCheck
{
    const int MostDays = 2000;

    internal static void Check(WorkingCalendar calendar, ProblemList found)
    {
        if (calendar.Weekend.Distinct().Count(day => day != IsoDayOfWeek.None) >= 7)
            found.Add("calendar.weekend", "No day of the week is worked.", "Take at least one day out.");
        if (calendar.Holidays.Length > MostDays || calendar.MakeUpDays.Length > MostDays)
            found.Add("calendar.holidays", "There are too many days.",
                $"Keep at most {MostDays}; read fewer years.");
        if (calendar.Holidays.Intersect(calendar.MakeUpDays).Order().ToList() is [var both, ..])
            found.Add("calendar.makeUpDays", string.Create(
                CultureInfo.InvariantCulture, $"{both:uuuu-MM-dd} is both a holiday and a make-up day."),
                "Take it out of one of the two.");
        if (calendar.QuietFrom != calendar.QuietUntil && OpenMinutes(calendar) < 60)
            found.Add("calendar.quietFrom", "The quiet hours leave less than an hour of the day.",
                "Move quietFrom and quietUntil apart, or make them equal for no quiet hours.");
    }

    static long OpenMinutes(WorkingCalendar calendar)
    {
        var minutes = Period.Between(calendar.QuietUntil, calendar.QuietFrom, PeriodUnits.Minutes).Minutes;
        return minutes >= 0 ? minutes : minutes + (24 * 60);
    }
}
