using Expectations.Core.Calendars;

namespace Expectations.Core.Tests.Calendars;

public class When_a_holiday_file_is_read
{
    [Fact]
    public void It_gives_golden_week_with_its_make_up_days()
    {
        var read = HolidayFile.Read(File(
            Event("20261001", "20261008", "国庆节 休"),
            Event("20260920", "20260921", "国庆节 补班"),
            Event("20261010", "20261011", "国庆节 调休上班")));
        Assert.Equal(When_people_are_off.GoldenWeek.Holidays.ToArray(), read.Holidays.ToArray());
        Assert.Equal(When_people_are_off.GoldenWeek.MakeUpDays.ToArray(), read.MakeUpDays.ToArray());
    }

    [Theory]
    [InlineData("SUMMARY:補行上班日", true)]
    [InlineData("SUMMARY:National Day make-up", true)]
    [InlineData("SUMMARY:Extra Working Day", true)]
    [InlineData("SUMMARY:Saturday\r\nCATEGORIES:WORKDAY", true)]
    [InlineData("SUMMARY:Saturday\r\nCATEGORIES:China,make-up", true)]
    [InlineData("SUMMARY:Special Non-working Day", false)]
    [InlineData("SUMMARY:颱風停班停課", false)]
    [InlineData("SUMMARY:Christmas\r\nCATEGORIES:Holiday", false)]
    [InlineData("DESCRIPTION:nothing more", false)]
    public void It_tells_make_up_days_by_what_the_event_says(string properties, bool makeUp)
    {
        var read = HolidayFile.Read(File(
            $"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261010\r\n{properties}\r\nEND:VEVENT"));
        LocalDate day = new(2026, 10, 10);
        Assert.Equal(day, Assert.Single(makeUp ? read.MakeUpDays : read.Holidays));
        Assert.Empty(makeUp ? read.Holidays : read.MakeUpDays);
    }

    [Fact]
    public void It_follows_a_yearly_rule_within_the_years_asked_for()
    {
        var read = HolidayFile.Read(File(
            Event("19700501", "19700502", "Labour Day\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20270501"),
            Event("20201126", "20201127", "Thanksgiving\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")),
            2026, 2028);
        Assert.Equal(
            [new LocalDate(2026, 5, 1), new(2026, 11, 26), new(2027, 11, 25), new(2028, 5, 1),
                new(2028, 11, 23)],
            read.Holidays.ToArray());
    }

    [Fact]
    public void It_takes_days_as_written_whatever_the_time_and_the_line_ends()
    {
        var read = HolidayFile.Read("\uFEFF" + File(
            "BEGIN:VEVENT\r\nDTSTART;TZID=Asia/Shanghai:20261231T000000\r\n"
            + "DTEND;TZID=Asia/Shanghai:20270102T000000\r\nSUMMARY:New\r\n  Year\r\nEND:VEVENT",
            "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260704\r\nDURATION:P2D\r\nEND:VEVENT",
            "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260801\r\nSTATUS:CANCELLED\r\nEND:VEVENT")
            .Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(
            [new LocalDate(2026, 7, 4), new(2026, 7, 5), new(2026, 12, 31), new(2027, 1, 1)],
            read.Holidays.ToArray());
    }

    [Theory]
    [InlineData("", "Line 1:")]
    [InlineData("Date,Holiday\n2026-10-01,National Day", "Line 1:")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no events")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\n", "Line 2:")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\n", "Line 2:")]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT\n", "Line 2:")]
    public void A_file_that_is_none_is_refused_with_the_line(string ics, string because) =>
        Assert.Contains(because, Refused(ics), StringComparison.Ordinal);

    [Theory]
    [InlineData("SUMMARY:No date")]
    [InlineData("DTSTART;VALUE=DATE:20261301")]
    [InlineData("DTSTART;VALUE=DATE:tomorrow")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20270101")]
    [InlineData("DTSTART;VALUE=DATE:19000101\r\nDTEND;VALUE=DATE:99991231")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=SECONDLY")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\nRRULE:FREQ=SECONDLY")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYHOUR=1,2,3")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nRRULE:nonsense")]
    [InlineData("DTSTART;VALUE=DATE:20260101\r\nRECURRENCE-ID;VALUE=DATE:20260101")]
    public void An_event_that_cannot_be_used_is_refused_with_its_line(string properties) =>
        Assert.StartsWith("Line 7: ", Refused(File(
            Event("20261225", "20261226", "Christmas"), $"BEGIN:VEVENT\r\n{properties}\r\nEND:VEVENT")),
            StringComparison.Ordinal);

    static string Refused(string ics) => Assert.Throws<FormatException>(() => HolidayFile.Read(ics)).Message;

    static string Event(string from, string until, string summary) =>
        $"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{from}\r\nDTEND;VALUE=DATE:{until}\r\n"
        + $"SUMMARY:{summary}\r\nEND:VEVENT";

    static string File(params string[] events) =>
        $"BEGIN:VCALENDAR\r\n{string.Join("\r\n", events)}\r\nEND:VCALENDAR\r\n";
}
