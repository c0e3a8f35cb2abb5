using Expectations.Core.Calendars;

namespace Expectations.Core.Tests.Calendars;

public sealed class When_hours_of_work_are_counted
{
    static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    [Theory]
    [InlineData("2026-09-01T10:00", 2, "2026-09-01T12:00")]
    [InlineData("2026-09-01T10:00", 7, "2026-09-01T17:00")]
    [InlineData("2026-09-01T10:00", 8, "2026-09-02T10:00")]
    [InlineData("2026-09-01T21:30", 1, "2026-09-02T10:00")]
    [InlineData("2026-09-01T03:00", 1, "2026-09-01T10:00")]
    [InlineData("2026-09-04T16:00", 2, "2026-09-07T10:00")]
    [InlineData("2026-09-05T12:00", 1, "2026-09-07T10:00")]
    [InlineData("2026-12-24T16:00", 2, "2026-12-28T10:00")]
    public void Evenings_and_days_off_do_not_count(string from, int hours, string until) =>
        Assert.Equal(At(until), (WorkingCalendar.MondayToFriday with { Holidays = [new LocalDate(2026, 12, 25)] })
            .AddWorkingHours(London, At(from), hours));

    [Fact]
    public void The_wall_clock_counts_when_the_clocks_change() =>
        Assert.Equal(At("2026-10-26T10:00"), WorkingCalendar.MondayToFriday.AddWorkingHours(London, At("2026-10-23T16:00"), 2));

    static Instant At(string wall) => LocalDateTime.FromDateTime(
        DateTime.Parse(wall, System.Globalization.CultureInfo.InvariantCulture)).InZoneStrictly(London).ToInstant();
}
