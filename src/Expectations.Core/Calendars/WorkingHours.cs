namespace Expectations.Core.Calendars;

/// <summary>Counting in hours someone is at work.</summary>
public static class WorkingHours
{
    /// <summary>Wall time at which a working day begins.</summary>
    public static LocalTime DayStart { get; } = new(9, 0);

    /// <summary>Wall time at which a working day ends.</summary>
    public static LocalTime DayEnd { get; } = new(17, 0);

    /// <summary>
    /// The moment so many working hours after another: eight a day, evenings and days off not counted.
    /// </summary>
    /// <inheritdoc cref="WorkingDays.NextWorkingDay" path="/exception"/>
    public static Instant AddWorkingHours(
        this WorkingCalendar calendar, DateTimeZone zone, Instant from, int hours)
    {
        var (day, time) = Begin(calendar, from.InZone(zone).LocalDateTime);
        var left = Period.FromHours(hours).ToDuration();
        for (var today = Until(time); left > today; today = Until(DayStart))
        {
            left -= today;
            day = calendar.Add(day, 1);
            time = DayStart;
        }

        return (day + time).PlusTicks(left.BclCompatibleTicks).InZoneLeniently(zone).ToInstant();
    }

    static (LocalDate Day, LocalTime Time) Begin(WorkingCalendar calendar, LocalDateTime from)
    {
        var day = calendar.NextWorkingDay(from.Date);
        if (day != from.Date || from.TimeOfDay < DayStart)
            return (day, DayStart);
        return from.TimeOfDay < DayEnd ? (day, from.TimeOfDay) : (calendar.Add(day, 1), DayStart);
    }

    static Duration Until(LocalTime time) => Duration.FromTicks(DayEnd.TickOfDay - time.TickOfDay);
}
