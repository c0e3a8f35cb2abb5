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
    readonly LocalDate monday;
    readonly LocalDate last;

    internal CalendarSpan(ReadPlan request, Instant now)
    {
        zone = DateTimeZoneProviders.Tzdb[request.Zone];
        first = now.InZone(zone).Date;
        monday = first.PlusDays(1 - (int)first.DayOfWeek);
        last = LocalDate.Max(first, request.LookAhead);
    }

    /// <summary>Beginning of today, as the service wants it in UTC.</summary>
    internal string From => Write(first);

    /// <summary>Beginning of this week: its meetings are counted whole, so that a passing day is no news.</summary>
    internal string FromMonday => Write(monday);

    /// <summary>End of the last day.</summary>
    internal string Until => Write(last.PlusDays(1));

    /// <summary>End of the last day, or of the day that many days from this Monday where that is earlier.</summary>
    internal string UntilAtMost(int days) => Write(LocalDate.Min(last, monday.PlusDays(days)).PlusDays(1));

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

    /// <summary>How busy somebody is in each whole week: only times and whether they are busy are looked at.</summary>
    internal IEnumerable<MeetingWeek> Met(ScheduleInformation schedule)
    {
        var hours = new OfficeHours(schedule.WorkingHours, zone, Zone);
        Interval[] Spans(FreeBusyStatus status) =>
        [
            .. (schedule.ScheduleItems ?? []).Where(i => i.Status == status)
                .Select(i => Read(i.Start) is { } start && Read(i.End) is { } end && start < end
                    ? new Interval(start, end)
                    : (Interval?)null).OfType<Interval>(),
        ];
        var (busy, away) = (Spans(FreeBusyStatus.Busy), Spans(FreeBusyStatus.Oof));
        for (var week = monday; week.PlusDays(4) <= last; week = week.PlusWeeks(1))
        {
            var (met, of) = OfficeHours.Count(hours.OfWeek(week), busy, away);
            if (of > 0)
                yield return new MeetingWeek(schedule.ScheduleId ?? "", week, met, of);
        }
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
