using Microsoft.Graph.Models;

namespace Expectations.Integrations.Plans;

/// <summary>When a mailbox is at work, and how much of that is taken: pure.</summary>
/// <param name="given">What the mailbox says; Monday to Friday from nine to five where it says nothing usable.</param>
/// <param name="usual">Zone that holds where the mailbox names none.</param>
/// <param name="named">Finds a zone by the name the service gives it.</param>
sealed class OfficeHours(WorkingHours? given, DateTimeZone usual, Func<string?, DateTimeZone?> named)
{
    const int QuartersAnHour = 4;
    static readonly Duration Quarter = Duration.FromMinutes(15);
    static readonly DayOfWeekObject[] Weekdays =
    [
        DayOfWeekObject.Monday, DayOfWeekObject.Tuesday, DayOfWeekObject.Wednesday, DayOfWeekObject.Thursday,
        DayOfWeekObject.Friday,
    ];

    readonly DateTimeZone zone = named(given?.TimeZone?.Name) ?? usual;

    /// <summary>The working spans of a week.</summary>
    internal IEnumerable<Interval> OfWeek(LocalDate monday)
    {
        var (from, until) = Times();
        for (var day = monday; day < monday.PlusWeeks(1); day = day.PlusDays(1))
            if (Days().Contains(DayOf(day)))
                yield return new Interval(
                    (day + from).InZoneLeniently(zone).ToInstant(), (day + until).InZoneLeniently(zone).ToInstant());
    }

    /// <summary>Full hours that are busy, and full hours in all, where nobody is away; counted by quarters.</summary>
    internal static (int Met, int Of) Count(IEnumerable<Interval> spans, Interval[] busy, Interval[] away)
    {
        var (met, of) = (0, 0);
        foreach (var span in spans)
            for (var middle = span.Start + Quarter / 2; middle < span.End; middle += Quarter)
            {
                if (away.Any(a => a.Contains(middle)))
                    continue;
                of++;
                if (busy.Any(b => b.Contains(middle)))
                    met++;
            }
        return (met / QuartersAnHour, of / QuartersAnHour);
    }

    IEnumerable<DayOfWeekObject> Days() =>
        given?.DaysOfWeek is { Count: > 0 } days ? days.OfType<DayOfWeekObject>() : Weekdays;

    (LocalTime From, LocalTime Until) Times() =>
        given is { StartTime: { } start, EndTime: { } end } && Time(start) < Time(end)
            ? (Time(start), Time(end))
            : (Core.Calendars.WorkingHours.DayStart, Core.Calendars.WorkingHours.DayEnd);

    static LocalTime Time(Microsoft.Kiota.Abstractions.Time time) => new(time.Hour, time.Minute);

    static DayOfWeekObject DayOf(LocalDate day) => Enum.Parse<DayOfWeekObject>(day.DayOfWeek.ToString());
}
