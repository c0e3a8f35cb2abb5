using Expectations.Core.Calendars;
using static Expectations.Core.Tests.Calendars.When_a_cadence_gives_its_days;
using static Expectations.Core.Tests.Calendars.When_the_clocks_change;

namespace Expectations.Core.Tests.Calendars;

public class When_people_are_off
{
    /// <summary>
    /// Mainland China, autumn 2026: off from 1 to 7 October, worked on 20 September and 10 October.
    /// </summary>
    internal static readonly WorkingCalendar GoldenWeek = WorkingCalendar.MondayToFriday with
    {
        Holidays = [.. Enumerable.Range(1, 7).Select(day => new LocalDate(2026, 10, day))],
        MakeUpDays = [new(2026, 9, 20), new(2026, 10, 10)],
    };

    static readonly DateTimeZone Shanghai = Zone("Asia/Shanghai");

    [Theory]
    [InlineData("2026-09-20T09:00", "2026-09-20T09:00")]
    [InlineData("2026-09-26T09:00", "2026-09-28T09:00")]
    [InlineData("2026-10-02T09:00", "2026-10-08T09:00")]
    [InlineData("2026-10-10T09:00", "2026-10-10T09:00")]
    [InlineData("2026-10-11T09:00", "2026-10-12T09:00")]
    public void Fault_8_a_report_waits_for_the_next_working_day(string occurrence, string due) =>
        Assert.Equal(Moment(due), Due(occurrence));

    [Fact]
    public void Fault_8_daily_reports_over_a_week_of_holidays_fall_on_one_day()
    {
        var daily = Cadence("FREQ=DAILY", "2026-10-01T09:00");
        var due = ReportCadence.Between(daily, daily.Start.PlusSeconds(-1), Moment("2026-10-08T12:00"))
            .Select(occurrence => ReportCadence.DueAt(occurrence, GoldenWeek, Shanghai)).ToList();
        Assert.Equal(8, due.Count);
        Assert.Equal(At("2026-10-08T01:00Z"), Assert.Single(due.Distinct()));
    }

    [Fact]
    public void Working_days_count_make_up_days_and_leave_holidays_out()
    {
        LocalDate before = new(2026, 9, 30), after = new(2026, 10, 10);
        Assert.Equal(3, GoldenWeek.WorkingDaysBetween(before, after));
        Assert.Equal(-3, GoldenWeek.WorkingDaysBetween(after, before));
        Assert.Equal(after, GoldenWeek.Add(before, 3));
        Assert.Equal(before, GoldenWeek.Add(after, -3));
        Assert.Equal(before, GoldenWeek.Add(before, 0));
    }

    [Fact]
    public void A_calendar_without_a_working_day_is_refused_and_not_searched_for_ever()
    {
        var never = GoldenWeek with { Weekend = [.. Enum.GetValues<IsoDayOfWeek>()] };
        Assert.Throws<ArgumentException>(() => never.NextWorkingDay(new(2027, 1, 1)));
    }

    [Theory]
    [InlineData("2026-09-29T23:30", "2026-09-30T07:00")]
    [InlineData("2026-09-30T06:59", "2026-09-30T07:00")]
    [InlineData("2026-09-30T12:00", "2026-09-30T12:00")]
    [InlineData("2026-09-30T20:00", "2026-10-08T07:00")]
    [InlineData("2026-10-03T12:00", "2026-10-08T07:00")]
    [InlineData("2026-10-10T12:00", "2026-10-10T12:00")]
    public void Nobody_is_written_to_in_quiet_hours_or_on_holidays(string ready, string goes) =>
        Assert.Equal(Moment(goes), Opens(ready, GoldenWeek));

    [Theory]
    [InlineData("2026-09-30T13:10", "12:00", "14:00", "2026-09-30T14:00")]
    [InlineData("2026-09-30T23:10", "12:00", "14:00", "2026-09-30T23:10")]
    [InlineData("2026-09-30T03:00", "07:00", "07:00", "2026-09-30T03:00")]
    [InlineData("2026-10-03T13:00", "07:00", "07:00", "2026-10-08T00:00")]
    public void Quiet_hours_may_lie_within_a_day_or_be_none(
        string ready, string from, string until, string goes) =>
        Assert.Equal(Moment(goes),
            Opens(ready, GoldenWeek with { QuietFrom = Time(from), QuietUntil = Time(until) }));

    [Theory]
    [InlineData("2026-10-25T00:10Z", "2026-10-25T00:30Z")]
    [InlineData("2026-10-25T00:40Z", "2026-10-25T00:40Z")]
    [InlineData("2026-10-25T01:10Z", "2026-10-25T01:30Z")]
    public void Quiet_hours_end_twice_where_the_clocks_go_back(string ready, string goes)
    {
        var calendar = new WorkingCalendar { Weekend = [], QuietFrom = new(20, 0), QuietUntil = new(1, 30) };
        Assert.Equal(At(goes), SendWindow.Open(At(ready), Zone("Europe/London"), calendar));
    }

    [Fact]
    public void Quiet_hours_that_end_while_the_clocks_jump_end_with_the_jump()
    {
        var calendar = new WorkingCalendar { Weekend = [], QuietFrom = new(20, 0), QuietUntil = new(1, 30) };
        Assert.Equal(At("2026-03-29T01:00Z"),
            SendWindow.Open(At("2026-03-28T22:00Z"), Zone("Europe/London"), calendar));
    }

    static LocalDateTime Due(string occurrence) =>
        ReportCadence.DueAt(Moment(occurrence), GoldenWeek, Shanghai).InZone(Shanghai).LocalDateTime;

    static LocalDateTime Opens(string ready, WorkingCalendar calendar) =>
        SendWindow.Open(Moment(ready).InZoneStrictly(Shanghai).ToInstant(), Shanghai, calendar)
            .InZone(Shanghai).LocalDateTime;

    static LocalTime Time(string text) =>
        NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
