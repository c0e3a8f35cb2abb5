namespace Expectations.Core.Calendars;

/// <summary>Counting in working days.</summary>
public static class WorkingDays
{
    // Longer than any run of days off; a calendar without a working day must not search for ever.
    const int LongestSearch = 3660;

    /// <summary>Whether a day is worked: a make-up day always, else neither weekend nor holiday.</summary>
    public static bool IsWorkingDay(this WorkingCalendar calendar, LocalDate day) =>
        calendar.Weekend.Contains(day.DayOfWeek)
            ? calendar.MakeUpDays.Contains(day)
            : !calendar.Holidays.Contains(day) || calendar.MakeUpDays.Contains(day);

    /// <summary>The day itself where it is worked, else the first working day after it.</summary>
    /// <exception cref="ArgumentException">The calendar has no working day within ten years.</exception>
    public static LocalDate NextWorkingDay(this WorkingCalendar calendar, LocalDate onOrAfter) =>
        calendar.Nearest(onOrAfter, 1);

    /// <summary>
    /// The n-th working day after a day, or before it for negative n; for 0 the day itself.
    /// </summary>
    /// <inheritdoc cref="NextWorkingDay" path="/exception"/>
    public static LocalDate Add(this WorkingCalendar calendar, LocalDate day, int workingDays)
    {
        var step = Math.Sign(workingDays);
        for (var left = workingDays; left != 0; left -= step)
            day = calendar.Nearest(day.PlusDays(step), step);
        return day;
    }

    /// <summary>
    /// Working days on the way from one day to another: the first does not count, the last does; negative
    /// when the way leads back.
    /// </summary>
    public static int WorkingDaysBetween(this WorkingCalendar calendar, LocalDate from, LocalDate until)
    {
        var step = until >= from ? 1 : -1;
        var counted = 0;
        for (var day = from; day != until;)
        {
            day = day.PlusDays(step);
            if (calendar.IsWorkingDay(day))
                counted += step;
        }

        return counted;
    }

    static LocalDate Nearest(this WorkingCalendar calendar, LocalDate day, int step)
    {
        for (var tried = 0; tried < LongestSearch; tried++, day = day.PlusDays(step))
            if (calendar.IsWorkingDay(day))
                return day;
        throw new ArgumentException("The calendar has no working day within ten years.", nameof(calendar));
    }
}
