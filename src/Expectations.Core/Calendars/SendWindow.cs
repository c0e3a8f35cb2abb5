using NodaTime.TimeZones;

namespace Expectations.Core.Calendars;

/// <summary>When a person may be written to.</summary>
public static class SendWindow
{
    static readonly ZoneLocalMappingResolver FirstMoment =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    static readonly ZoneLocalMappingResolver LastMoment =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>
    /// First moment, not earlier than the one given, that is on a working day and outside quiet hours by the
    /// recipient's wall clock. Quiet hours may cross midnight.
    /// </summary>
    /// <param name="earliest">Moment from which on the letter may go.</param>
    /// <param name="zone">Time zone of the recipient.</param>
    /// <param name="calendar">Working days and quiet hours.</param>
    /// <exception cref="ArgumentException">The calendar has no working day within ten years.</exception>
    public static Instant Open(Instant earliest, DateTimeZone zone, WorkingCalendar calendar)
    {
        var moment = earliest;
        while (true)
        {
            var local = moment.InZone(zone).LocalDateTime;
            var day = calendar.NextWorkingDay(local.Date);
            var opens = day > local.Date ? day.AtMidnight() : EndOfQuiet(local, calendar);
            if (opens == local)
                return moment;
            moment = FirstAfter(moment, opens, zone);
        }
    }

    /// <summary>
    /// The wall time itself where it is not quiet, else the end of the quiet hours it lies in.
    /// </summary>
    static LocalDateTime EndOfQuiet(LocalDateTime local, WorkingCalendar calendar)
    {
        var (from, until, time) = (calendar.QuietFrom, calendar.QuietUntil, local.TimeOfDay);
        if (from < until)
            return time >= from && time < until ? local.Date + until : local;
        if (from == until || (time >= until && time < from))
            return local;
        return (time >= from ? local.Date.PlusDays(1) : local.Date) + until;
    }

    // In the hour the clocks show twice, the first showing of the opening time may already be past.
    static Instant FirstAfter(Instant moment, LocalDateTime opens, DateTimeZone zone)
    {
        var first = zone.ResolveLocal(opens, FirstMoment).ToInstant();
        return first > moment ? first : zone.ResolveLocal(opens, LastMoment).ToInstant();
    }
}
