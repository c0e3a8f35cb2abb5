using Expectations.Core;
using Expectations.Core.Plans;
using Microsoft.Graph.Models;
using NodaTime.Text;

namespace Expectations.Integrations.Plans;

/// <summary>The coming weeks in the project's zone, and how calendar entries fall into them: pure.</summary>
sealed class CalendarSpan
{
    static readonly LocalDateTimePattern Moment = LocalDateTimePattern.ExtendedIso;

    readonly DateTimeZone zone;
    readonly LocalDate first;
    readonly LocalDate last;

    internal CalendarSpan(ReadPlan request, Instant now)
    {
        zone = DateTimeZoneProviders.Tzdb[request.Zone];
        first = now.InZone(zone).Date;
        last = LocalDate.Max(first, request.LookAhead);
    }

    /// <summary>Beginning of today, as the service wants it in UTC.</summary>
    internal string From => Write(first);

    /// <summary>End of the last day.</summary>
    internal string Until => Write(last.PlusDays(1));

    /// <summary>End of the last day, or of the day that many days from today where that is earlier.</summary>
    internal string UntilAtMost(int days) => Write(LocalDate.Min(last, first.PlusDays(days)).PlusDays(1));

    /// <summary>The meeting an event is; none where its times cannot be read.</summary>
    internal static Meeting? Meeting(Event e) =>
        Read(e.Start) is { } start && Read(e.End) is { } end
            ? new Meeting(CleanText.Line(e.Subject), start, end)
            : null;

    /// <summary>Whole days somebody is away: those whose noon in the project's zone is out of office.</summary>
    internal IEnumerable<Absence> Away(ScheduleInformation schedule)
    {
        var days = new SortedSet<LocalDate>();
        foreach (var item in (schedule.ScheduleItems ?? []).Where(i => i.Status == FreeBusyStatus.Oof))
            if (Read(item.Start) is { } start && Read(item.End) is { } end)
                days.UnionWith(Days().Where(d => Noon(d) is var noon && start <= noon && noon < end));
        return Runs(days).Select(run => new Absence(schedule.ScheduleId ?? "", run.From, run.Until));
    }

    IEnumerable<LocalDate> Days()
    {
        for (var day = first; day <= last; day = day.PlusDays(1))
            yield return day;
    }

    static IEnumerable<(LocalDate From, LocalDate Until)> Runs(SortedSet<LocalDate> days)
    {
        LocalDate? from = null;
        foreach (var day in days)
        {
            from ??= day;
            if (days.Contains(day.PlusDays(1)))
                continue;
            yield return (from.Value, day);
            from = null;
        }
    }

    Instant Noon(LocalDate day) => day.At(LocalTime.Noon).InZoneLeniently(zone).ToInstant();

    string Write(LocalDate day) =>
        Moment.Format(day.AtStartOfDayInZone(zone).ToInstant().InUtc().LocalDateTime);

    static Instant? Read(DateTimeTimeZone? time) =>
        Zone(time?.TimeZone) is { } zone
        && Moment.Parse(time?.DateTime ?? "") is { Success: true, Value: var local }
            ? local.InZoneLeniently(zone).ToInstant()
            : null;

    // UTC is asked for; a service that answers in another zone names it the Windows or the IANA way.
    static DateTimeZone? Zone(string? name) => name switch
    {
        null => null,
        "UTC" => DateTimeZone.Utc,
        _ => DateTimeZoneProviders.Tzdb.GetZoneOrNull(
            TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana) ? iana : name),
    };
}
