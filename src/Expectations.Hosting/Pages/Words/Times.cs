using NodaTime.Text;

namespace Expectations.Hosting.Pages.Words;

/// <summary>Dates and times as people write them, with the day of the week.</summary>
static class Times
{
    static readonly LocalDatePattern DayPattern =
        LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");
    static readonly LocalDatePattern ShortDayPattern =
        LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");
    static readonly LocalTimePattern ClockPattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    internal static string Day(LocalDate date) => DayPattern.Format(date);

    /// <summary>Without the year, where the year stands nearby.</summary>
    internal static string ShortDay(LocalDate date) => ShortDayPattern.Format(date);

    /// <summary>The day of a report; a period that is no date as it is.</summary>
    internal static string Period(string period) =>
        LocalDatePattern.Iso.Parse(period) is { Success: true, Value: var date } ? Day(date) : period;

    internal static string Clock(LocalTime time) => ClockPattern.Format(time);

    internal static string Moment(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return $"{Day(local.Date)}, {Clock(local.TimeOfDay)}";
    }

    internal static string MomentAndZone(Instant at, DateTimeZone zone) => $"{Moment(at, zone)} {zone.Id}";

    internal static string Machine(Instant at) => InstantPattern.General.Format(at);
}
