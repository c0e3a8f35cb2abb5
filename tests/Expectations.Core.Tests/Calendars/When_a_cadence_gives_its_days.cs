using Expectations.Core.Calendars;

namespace Expectations.Core.Tests.Calendars;

public class When_a_cadence_gives_its_days
{
    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=FR", "2026-01-02T09:00", "01-09 01-16 01-23 01-30")]
    [InlineData("FREQ=WEEKLY", "2026-01-01T09:00", "01-08 01-15 01-22 01-29")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "2026-01-02T09:00", "01-12 01-16 01-26 01-30")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "2026-01-04T09:00", "01-05 01-18 01-19 02-01")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1", "2026-01-01T09:00", "01-02 01-09 01-16 01-23")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-01-30T09:00", "02-02 02-05 02-08 02-11")]
    [InlineData("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-01-02T09:00", "01-05 01-06 01-07 01-08")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-02T09:00", "01-30 02-27 03-27 04-24")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-02T09:00",
        "01-30 02-27 03-31 04-30")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "2026-01-20T09:00", "04-15 07-15 10-15 01-15")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-20T09:00", "01-31 02-28 03-31 04-30")]
    [InlineData("FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO", "2026-01-01T09:00", "03-02 09-07 03-01 09-06")]
    [InlineData("FREQ=YEARLY", "2026-05-03T09:00", "05-03 05-03 05-03 05-03")]
    public void It_follows_the_rule(string rule, string start, string days) =>
        Assert.Equal(days, Days(rule, start, 4));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31T09:00", "02-28 03-31 04-30 05-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=30", "2028-01-31T09:00", "02-29 03-30 04-30 05-30")]
    [InlineData("FREQ=MONTHLY", "2026-01-29T09:00", "02-28 03-29 04-29 05-29")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15,31", "2026-01-31T09:00", "02-15 02-28 03-15 03-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=30,31", "2026-01-31T09:00", "02-28 03-30 03-31 04-30")]
    [InlineData("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=31", "2026-01-01T09:00", "03-31 06-30 09-30 12-31")]
    [InlineData("FREQ=YEARLY", "2024-02-29T09:00", "02-28 02-28 02-28 02-29")]
    public void Fault_9_day_29_to_31_means_the_end_of_a_shorter_month(
        string rule, string start, string days) =>
        Assert.Equal(days, Days(rule, start, 4));

    [Theory]
    [InlineData("FREQ=DAILY;BYHOUR=9", "2026-01-01T17:30:15", "2026-01-02T09:30:15")]
    [InlineData("FREQ=DAILY;BYHOUR=18;BYMINUTE=0;BYSECOND=0", "2026-01-01T17:30:15", "2026-01-01T18:00:00")]
    [InlineData("FREQ=DAILY", "2026-01-01T17:30:15", "2026-01-01T17:30:15")]
    public void It_takes_from_the_start_what_the_rule_leaves_open(string rule, string start, string first) =>
        Assert.Equal(Moment(first), ReportCadence.Next(Cadence(rule, start), Moment("2000-01-01T00:00")));

    [Theory]
    [InlineData("FREQ=WEEKLY;COUNT=3", "2026-01-15")]
    [InlineData("FREQ=WEEKLY;UNTIL=20260115", "2026-01-15")]
    [InlineData("FREQ=WEEKLY;UNTIL=20260115T085959", "2026-01-08")]
    [InlineData("FREQ=YEARLY;COUNT=5000", "2126-01-01")]
    public void It_ends_where_the_rule_ends(string rule, string last)
    {
        var all = ReportCadence.Between(
            Cadence(rule, "2026-01-01T09:00"),
            Moment("2000-01-01T00:00"),
            Moment("2300-01-01T00:00")).ToList();
        Assert.Equal(Moment(last + "T09:00"), all[^1]);
        Assert.Null(ReportCadence.Next(Cadence(rule, "2026-01-01T09:00"), all[^1]));
    }

    [Fact]
    public void It_is_right_twenty_years_in()
    {
        var fortnightly = Cadence("FREQ=WEEKLY;INTERVAL=2", "2006-01-06T09:00");
        var next = ReportCadence.Next(fortnightly, Moment("2026-01-02T09:00"));
        Assert.Equal(Moment("2026-01-09T09:00"), next);
        Assert.Equal(0, Period.DaysBetween(fortnightly.Start.Date, next!.Value.Date) % 14);
    }

    [Theory]
    [InlineData("", "characters")]
    [InlineData("RRULE:FREQ=WEEKLY", "FREQ must be")]
    [InlineData("FREQ=WEEKLY;", "NAME=VALUE")]
    [InlineData("FREQ=WEEKLY;FREQ=DAILY", "twice")]
    [InlineData("BYDAY=FR", "FREQ must be")]
    [InlineData("FREQ=HOURLY", "once a day")]
    [InlineData("FREQ=SECONDLY;INTERVAL=1", "once a day")]
    [InlineData("FREQ=DAILY;BYHOUR=9,17", "once a day")]
    [InlineData("FREQ=DAILY;BYHOUR=24", "0 to 23")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0", "1 to 104")]
    [InlineData("FREQ=WEEKLY;INTERVAL=99999999999999", "1 to 104")]
    [InlineData("FREQ=WEEKLY;COUNT=-1", "COUNT")]
    [InlineData("FREQ=WEEKLY;COUNT=2147483647", "COUNT")]
    [InlineData("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "exclude")]
    [InlineData("FREQ=WEEKLY;UNTIL=20261301", "UNTIL")]
    [InlineData("FREQ=WEEKLY;UNTIL=20261231T235959Z", "without Z")]
    [InlineData("FREQ=WEEKLY;UNTIL=20200101", "no day")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "BYDAY")]
    [InlineData("FREQ=WEEKLY;BYDAY=1FR", "numbered weekday")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=15", "BYMONTH")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "0 is nothing")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "-31 to 31")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "None of the months")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "None of the months")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", "no day")]
    [InlineData("FREQ=MONTHLY;BYDAY=9MO", "no day")]
    [InlineData("FREQ=DAILY;BYDAY=MO;BYSETPOS=2", "no day")]
    [InlineData("FREQ=WEEKLY;BYSETPOS=1", "BYSETPOS")]
    [InlineData("FREQ=YEARLY;BYEASTER=1", "BYEASTER is not supported")]
    public void It_refuses_what_a_report_cannot_follow(string rule, string because)
    {
        var cadence = Cadence(rule, "2026-01-01T09:00");
        Assert.Contains(because, ReportCadence.Problem(cadence), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ReportCadence.Next(cadence, cadence.Start));
    }

    [Fact]
    public void It_refuses_an_endless_rule_text_at_once() =>
        Assert.Contains("characters", ReportCadence.Problem(
            Cadence("FREQ=DAILY;BYMONTHDAY=" + string.Join(',', Enumerable.Repeat("1", 100_000)),
                "2026-01-01T09:00")));

    internal static Cadence Cadence(string rule, string start) =>
        new() { Rule = rule, Start = Moment(start) };

    internal static LocalDateTime Moment(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture(
            text.Length > 16 ? "uuuu-MM-dd'T'HH:mm:ss" : "uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    static string Days(string rule, string start, int count)
    {
        var cadence = Cadence(rule, start);
        var found = ReportCadence.Between(cadence, cadence.Start, cadence.Start.PlusYears(30)).Take(count);
        return string.Join(' ', found.Select(day => day.Date.ToString("MM-dd", null)));
    }
}
