using CsCheck;
using Expectations.Core.Calendars;

namespace Expectations.Core.Tests.Calendars;

/// <summary>What holds for every cadence, calendar and zone.</summary>
public class Whatever_the_calendar
{
    static readonly string[] Zones =
        ["Europe/London", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Africa/Cairo",
            "Pacific/Apia"];

    static readonly string[] Rules =
    [
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=WEEKLY;INTERVAL=3;WKST=SU;BYDAY=SU,SA", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=15,31",
        "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2,8;BYMONTHDAY=29", "FREQ=WEEKLY;COUNT=40",
        "FREQ=DAILY;UNTIL=20300101",
    ];

    static readonly Gen<LocalDate> Days = Gen.Int[0, 20_000]
        .Select(n => new LocalDate(1990, 1, 1).PlusDays(n));

    static readonly Gen<LocalTime> Times =
        Gen.Int[0, (24 * 60) - 1].Select(minute => LocalTime.Midnight.PlusMinutes(minute));

    static readonly Gen<LocalDateTime> Moments = Gen.Select(Days, Times, (day, time) => day + time);

    static readonly Gen<Cadence> Cadences = Gen.Select(
        OneOf(Rules), Moments.Where(moment => moment.Year < 2029),
        (rule, start) => new Cadence { Rule = rule, Start = start });

    static readonly Gen<WorkingCalendar> Calendars = Gen.Select(
        Gen.Int[1, 7].HashSet[0, 5], Days.Array[0, 30], Days.Array[0, 10], Times, Times,
        (weekend, holidays, makeUps, from, until) => new WorkingCalendar
        {
            Weekend = [.. weekend.Select(day => (IsoDayOfWeek)day)],
            Holidays = [.. holidays],
            MakeUpDays = [.. makeUps],
            QuietFrom = from,
            QuietUntil = until,
        });

    static readonly Gen<DateTimeZone> ZoneGen = OneOf(Zones).Select(id => DateTimeZoneProviders.Tzdb[id]);

    [Fact]
    public void The_next_occurrence_is_later_and_none_lies_between() =>
        Gen.Select(Cadences, Moments, Gen.Double[0, 1]).Sample((cadence, after, share) =>
        {
            if (ReportCadence.Next(cadence, after) is not { } next)
                return ReportCadence.Next(cadence, after.PlusYears(3)) is null;
            var wait = Period.Between(after, next, PeriodUnits.Seconds).Seconds;
            var between = after.PlusSeconds((long)(wait * share * 0.999));
            return next > after && next >= cadence.Start && ReportCadence.Next(cadence, between) == next;
        });

    [Fact]
    public void Occurrences_do_not_depend_on_where_one_begins_to_ask() =>
        Gen.Select(Cadences, Gen.Int[0, 3000], Gen.Int[0, 800]).Sample((cadence, skip, length) =>
        {
            var from = cadence.Start.PlusDays(skip);
            var until = from.PlusDays(length);
            var whole = ReportCadence.Between(cadence, cadence.Start.PlusSeconds(-1), until);
            Assert.Equal(whole.Where(o => o > from), ReportCadence.Between(cadence, from, until));
        }, iter: 300);

    [Fact]
    public void A_rule_without_an_end_gives_what_the_library_gives_from_its_start() =>
        Gen.Select(OneOf(Rules[..5]), Moments.Where(m => m.Year < 2029), (rule, start) => (rule, start))
            .Sample(pair =>
            {
                var cadence = new Cadence { Rule = pair.rule, Start = pair.start };
                var first = new Ical.Net.DataTypes.CalDateTime(pair.start.ToDateTimeUnspecified());
                var expected = new Ical.Net.Evaluation.RecurrencePatternEvaluator(
                        new Ical.Net.DataTypes.RecurrenceRule(pair.rule)).Evaluate(first, first, null)
                    .Select(period => LocalDateTime.FromDateTime(period.StartTime.Value)).Take(120);
                var found = ReportCadence.Between(
                    cadence, pair.start.PlusSeconds(-1), pair.start.PlusYears(20)).Take(120);
                Assert.Equal(expected, found);
            }, iter: 100);

    [Fact]
    public void A_report_is_due_on_a_working_day_and_never_before_its_own() =>
        Gen.Select(Moments, Calendars, ZoneGen).Sample((occurrence, calendar, zone) =>
        {
            var due = ReportCadence.DueAt(occurrence, calendar, zone).InZone(zone).LocalDateTime;
            return calendar.IsWorkingDay(due.Date) && due >= occurrence;
        });

    [Fact]
    public void A_letter_goes_at_the_first_minute_that_is_neither_quiet_nor_off() =>
        Gen.Select(Moments, Calendars, ZoneGen).Sample((wall, calendar, zone) =>
        {
            var earliest = zone.AtLeniently(wall).ToInstant();
            var open = SendWindow.Open(earliest, zone, calendar);
            Assert.True(open >= earliest && Suits(open, zone, calendar));
            Assert.Equal(open, SendWindow.Open(open, zone, calendar));
            for (var earlier = open - Duration.FromMinutes(1); earlier >= earliest
                && open - earlier < Duration.FromDays(3); earlier -= Duration.FromMinutes(1))
                Assert.False(Suits(earlier, zone, calendar));
        }, iter: 300);

    [Fact]
    public void Counting_working_days_undoes_adding_them() =>
        Gen.Select(Days, Calendars, Gen.Int[-60, 60]).Sample((day, calendar, n) =>
            calendar.WorkingDaysBetween(day, calendar.Add(day, n)) == n);

    static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>The rule in the plainest words, to measure the code against.</summary>
    static bool Suits(Instant moment, DateTimeZone zone, WorkingCalendar calendar)
    {
        var local = moment.InZone(zone);
        var (time, from, until) = (local.TimeOfDay, calendar.QuietFrom, calendar.QuietUntil);
        var quiet = from < until
            ? time >= from && time < until
            : from > until && (time >= from || time < until);
        return calendar.IsWorkingDay(local.Date) && !quiet;
    }
}
