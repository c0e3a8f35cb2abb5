using Expectations.Core.Calendars;
using NodaTime.Text;
using static Expectations.Core.Tests.Calendars.When_a_cadence_gives_its_days;

namespace Expectations.Core.Tests.Calendars;

public class When_the_clocks_change
{
    static readonly WorkingCalendar EveryDay = WorkingCalendar.MondayToFriday with { Weekend = [] };

    [Theory]
    [InlineData("Europe/London", "2026-03-29T01:30", "2026-03-29T01:30Z")]
    [InlineData("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:40Z")]
    public void Fault_1_a_time_the_clocks_skip_is_shifted_forward_once(
        string zone, string wall, string due) =>
        Assert.Equal(At(due), ReportCadence.DueAt(Moment(wall), EveryDay, Zone(zone)));

    [Theory]
    [InlineData("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30Z")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z")]
    public void Fault_2_a_time_the_clocks_show_twice_means_the_first(string zone, string wall, string due) =>
        Assert.Equal(At(due), ReportCadence.DueAt(Moment(wall), EveryDay, Zone(zone)));

    [Theory]
    [InlineData("Europe/London", "2026-03-01T01:30", 29, "2026-03-29")]
    [InlineData("America/New_York", "2026-03-01T02:30", 8, "2026-03-08")]
    [InlineData("Australia/Lord_Howe", "2026-10-01T02:10", 4, "2026-10-04")]
    [InlineData("Europe/London", "2026-10-20T01:30", 6, "2026-10-25")]
    public void Fault_1_and_2_a_daily_report_goes_once_on_each_day(
        string zone, string start, int count, string last)
    {
        var daily = Cadence("FREQ=DAILY", start);
        var due = ReportCadence.Between(daily, daily.Start.PlusSeconds(-1), Moment(last + "T23:59"))
            .Select(occurrence =>
                ReportCadence.DueAt(occurrence, EveryDay, Zone(zone)).InZone(Zone(zone)).Date).ToList();
        Assert.Equal(count, due.Count);
        Assert.Equal(count, due.Distinct().Count());
    }

    [Fact]
    public void A_weekly_report_on_monday_at_five_in_shanghai_goes_on_that_monday()
    {
        // Matomo sent it on Tuesday: Monday 05:00 in Shanghai is still Sunday by UTC.
        var weekly = Cadence("FREQ=WEEKLY;BYDAY=MO", "2026-06-01T05:00");
        var next = ReportCadence.Next(weekly, Moment("2026-06-02T00:00"));
        var due = ReportCadence.DueAt(next!.Value, WorkingCalendar.MondayToFriday, Zone("Asia/Shanghai"));
        Assert.Equal(At("2026-06-07T21:00Z"), due);
        Assert.Equal(Moment("2026-06-08T05:00"), due.InZone(Zone("Asia/Shanghai")).LocalDateTime);
    }

    [Theory]
    [InlineData("Europe/London", "2026-01-05T09:00")]
    [InlineData("America/New_York", "2026-01-05T09:00")]
    [InlineData("Asia/Shanghai", "2026-01-05T09:00")]
    [InlineData("Australia/Lord_Howe", "2026-01-05T09:00")]
    public void A_daily_report_is_at_nine_in_summer_and_in_winter(string zone, string start)
    {
        // Matomo sent it an hour late while summer time lasted.
        var daily = Cadence("FREQ=DAILY", start);
        var times = ReportCadence.Between(daily, daily.Start, daily.Start.PlusYears(1))
            .Select(occurrence =>
                ReportCadence.DueAt(occurrence, EveryDay, Zone(zone)).InZone(Zone(zone)).TimeOfDay);
        Assert.All(times, time => Assert.Equal(new LocalTime(9, 0), time));
    }

    [Fact]
    public void A_day_that_a_zone_skips_moves_on_to_a_working_day() =>
        // Samoa went from Thursday 29 to Saturday 31 December 2011.
        Assert.Equal(new LocalDateTime(2012, 1, 2, 9, 0), ReportCadence.DueAt(
            Moment("2011-12-30T09:00"), WorkingCalendar.MondayToFriday, Zone("Pacific/Apia"))
            .InZone(Zone("Pacific/Apia")).LocalDateTime);

    internal static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    internal static Instant At(string text) =>
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(text).Value;
}
