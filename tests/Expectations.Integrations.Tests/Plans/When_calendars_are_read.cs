using System.Globalization;
using CsCheck;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Integrations.Plans;
using Expectations.Local.Sandbox;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_calendars_are_read
{
    const string Client = "shop@example.com";

    static readonly object[] Events =
    [
        Event("Demo", "2026-09-10T09:00:00", "2026-09-10T10:00:00"),
        new
        {
            mailbox = Client,
            subject = "Called off",
            isCancelled = true,
            start = At("2026-09-10T11:00:00"),
            end = At("2026-09-10T12:00:00"),
        },
        new
        {
            mailbox = Client,
            subject = "Salary talk",
            sensitivity = "private",
            start = At("2026-09-10T11:00:00"),
            end = At("2026-09-10T12:00:00"),
        },
        new
        {
            mailbox = Client,
            subject = "Somebody's birthday",
            showAs = "free",
            start = At("2026-09-10T00:00:00"),
            end = At("2026-09-11T00:00:00"),
        },
        Event("Far away", "2026-12-10T09:00:00", "2026-12-10T10:00:00"),
    ];

    [Fact]
    public async Task Meetings_that_are_on_and_not_private_are_told()
    {
        await using var world = await WorldAsync(1);
        var meeting = Assert.Single((await world.PlanAsync()).Meetings);
        Assert.Equal(
            new Meeting("Demo", Instant.FromUtc(2026, 9, 10, 9, 0), Instant.FromUtc(2026, 9, 10, 10, 0)), meeting);
    }

    [Fact]
    public async Task Who_is_out_of_office_is_absent_by_name_and_whole_days()
    {
        await using var world = await WorldAsync(1);
        Assert.Equal(
            new Absence("Person 1", new LocalDate(2026, 9, 8), new LocalDate(2026, 9, 9)),
            Assert.Single((await world.PlanAsync()).Absences!.Value));
    }

    [Fact]
    public async Task More_than_twenty_mailboxes_take_several_requests()
    {
        await using var world = await WorldAsync(45);
        Assert.Equal(45, (await world.PlanAsync()).Absences!.Value.Length);
    }

    [Fact]
    public async Task A_mailbox_that_is_gone_lets_the_next_one_ask()
    {
        await using var world = await WorldAsync(3);
        world.Faults.Add(SandboxFault.NotFound() with { Path = "/users/p1%40example.com/calendar/getSchedule" });
        Assert.Equal(3, (await world.PlanAsync()).Absences!.Value.Length);
    }

    [Fact]
    public async Task Without_consent_for_calendars_the_plan_is_read_all_the_same()
    {
        await using var world = await WorldAsync(1, "Tasks.Read.All", "User.ReadBasic.All");
        var plan = await world.PlanAsync();
        Assert.Equal((3, 0, null), (plan.Tasks.Length, plan.Meetings.Length, plan.Absences));
    }

    [Fact]
    public async Task A_calendar_that_is_down_does_not_fail_the_plan()
    {
        await using var world = await WorldAsync(1);
        world.Faults.Add(SandboxFault.Unavailable() with { Path = "/calendarView", RetryAfter = 0, Times = 5 });
        var plan = await world.PlanAsync();
        Assert.Equal((3, 0, 1), (plan.Tasks.Length, plan.Meetings.Length, plan.Absences!.Value.Length));
    }

    [Fact]
    public async Task Where_the_team_gives_no_answer_nobody_knows_who_is_away()
    {
        await using var world = await WorldAsync(45);
        world.Faults.Add(SandboxFault.Unavailable() with { Path = "/getSchedule", RetryAfter = 0, Times = 5 });
        Assert.Null((await world.PlanAsync()).Absences);
    }

    [Fact]
    public async Task Fault_34_throttled_calendars_are_throttling()
    {
        await using var world = await WorldAsync(1);
        world.Faults.Add(SandboxFault.Throttled(60) with { Path = "/calendarView" });
        var failure = await world.FailureAsync();
        Assert.Equal((PlanTrouble.Throttled, Duration.FromSeconds(60)), (failure.Trouble, failure.RetryAfter));
    }

    [Fact]
    public void A_day_and_a_night_out_of_office_are_one_day_whatever_the_zone_of_the_mailbox() =>
        Gen.Int[0, 14 * 48 - 48].Sample(halfHours =>
        {
            var start = PlanWorld.Morning.InUtc().Date.AtMidnight().PlusMinutes(halfHours * 30L).PlusHours(-8);
            var days = Away("Asia/Taipei", start.PlusHours(12), start.PlusHours(36)).ToList();
            Assert.Equal(days[0].From, Assert.Single(days).Until);
        });

    [Theory]
    [InlineData("2026-09-08T07:00:00", "2026-09-08T09:00:00", 0)]
    [InlineData("2026-09-08T07:00:00", "2026-09-08T12:00:00", 1)]
    public void An_hour_or_two_out_of_office_is_no_absence(string from, string until, int days) =>
        Assert.Equal(days, Away("Europe/London", Local(from), Local(until)).Count());

    [Fact]
    public void Meetings_within_working_hours_are_counted_by_the_week_and_nothing_else()
    {
        var schedule = new ScheduleInformation
        {
            ScheduleId = "somebody",
            ScheduleItems =
            [
                Item(FreeBusyStatus.Busy, "2026-09-07T08:00:00", "2026-09-07T12:00:00"),
                Item(FreeBusyStatus.Busy, "2026-09-07T11:00:00", "2026-09-07T13:00:00"),
                Item(FreeBusyStatus.Busy, "2026-09-07T18:00:00", "2026-09-07T22:00:00"),
                Item(FreeBusyStatus.Tentative, "2026-09-08T09:00:00", "2026-09-08T17:00:00"),
                Item(FreeBusyStatus.Busy, "2026-09-12T09:00:00", "2026-09-12T17:00:00"),
                Item(FreeBusyStatus.Oof, "2026-09-10T00:00:00", "2026-09-11T00:00:00"),
                Item(FreeBusyStatus.Busy, "2026-09-10T09:00:00", "2026-09-10T12:00:00"),
            ],
        };
        var weeks = Span("Etc/UTC").Met(schedule).ToList();
        Assert.Equal(new MeetingWeek("somebody", new LocalDate(2026, 9, 7), 4, 32), weeks.Single(w => w.Week == new LocalDate(2026, 9, 7)));
        Assert.All(weeks.Where(w => w.Week != new LocalDate(2026, 9, 7)), w => Assert.Equal((0, 40), (w.Hours, w.Of)));
    }

    [Fact]
    public void Working_hours_are_those_of_the_mailbox_in_its_own_zone()
    {
        var schedule = new ScheduleInformation
        {
            ScheduleId = "somebody",
            WorkingHours = new WorkingHours
            {
                DaysOfWeek = [DayOfWeekObject.Monday, DayOfWeekObject.Tuesday],
                StartTime = new Time(8, 0, 0),
                EndTime = new Time(12, 30, 0),
                TimeZone = new TimeZoneBase { Name = "Pacific Standard Time" },
            },
            ScheduleItems = [Item(FreeBusyStatus.Busy, "2026-09-07T15:00:00", "2026-09-07T17:00:00")],
        };
        Assert.Equal(
            new MeetingWeek("somebody", new LocalDate(2026, 9, 7), 2, 9),
            Span("Europe/London").Met(schedule).Single(w => w.Week == new LocalDate(2026, 9, 7)));
    }

    [Fact]
    public void Nonsense_in_a_calendar_counts_as_nothing()
    {
        var schedule = new ScheduleInformation
        {
            WorkingHours = new WorkingHours { DaysOfWeek = [null], StartTime = new Time(17, 0, 0), EndTime = new Time(9, 0, 0), TimeZone = new TimeZoneBase { Name = "Nowhere" } },
            ScheduleItems = [Item(FreeBusyStatus.Busy, "2026-09-07T12:00:00", "2026-09-07T09:00:00"), new ScheduleItem { Status = FreeBusyStatus.Busy }],
        };
        Assert.All(Span("Europe/London").Met(schedule), week => Assert.Equal(0, week.Hours));
    }

    [Fact]
    public async Task How_busy_people_are_is_told_by_name()
    {
        await using var world = await WorldAsync(2);
        var weeks = (await world.PlanAsync()).MeetingWeeks!.Value;
        Assert.Equal(["Person 1", "Person 2"], weeks.Select(w => w.Who).Distinct());
        Assert.All(weeks, week => Assert.Equal(0, week.Hours));
    }

    [Fact]
    public async Task Calendars_read_in_part_say_nothing_of_how_busy_people_are()
    {
        await using var world = await WorldAsync(1, "Tasks.Read.All", "User.ReadBasic.All");
        Assert.Null((await world.PlanAsync()).MeetingWeeks);
    }

    static CalendarSpan Span(string zone) => new(
        new ReadPlan(new PlanReference { PlanId = "p" }, zone, new LocalDate(2026, 9, 30)), PlanWorld.Morning - Duration.FromDays(2));

    static ScheduleItem Item(FreeBusyStatus status, string from, string until) =>
        new() { Status = status, Start = Utc(Local(from)), End = Utc(Local(until)), Subject = "Nobody's business" };

    static IEnumerable<Absence> Away(string zone, LocalDateTime from, LocalDateTime until)
    {
        var request = new ReadPlan(new PlanReference { PlanId = "p" }, zone, new LocalDate(2026, 9, 30));
        return new CalendarSpan(request, PlanWorld.Morning - Duration.FromDays(2)).Away(new ScheduleInformation
        {
            ScheduleId = "somebody",
            ScheduleItems =
            [
                new ScheduleItem { Status = FreeBusyStatus.Oof, Start = Utc(from), End = Utc(until) },
                new ScheduleItem { Status = FreeBusyStatus.Busy, Start = Utc(from.PlusDays(-1)), End = Utc(until) },
            ],
        });
    }

    static DateTimeTimeZone Utc(LocalDateTime time) => new()
    {
        DateTime = time.ToString("uuuu-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        TimeZone = "UTC",
    };

    static LocalDateTime Local(string text) =>
        LocalDateTime.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture));

    static object At(string time) => new { dateTime = time, timeZone = "UTC" };

    static object Event(string subject, string from, string until) =>
        new { mailbox = Client, subject, start = At(from), end = At(until) };

    static Task<PlanWorld> WorldAsync(int people, params string[] roles)
    {
        var numbers = Enumerable.Range(1, people).ToList();
        var snapshot = new
        {
            asOf = "2026-08-28",
            plan = new { id = PlanWorld.PlanId, title = "Web shop" },
            buckets = Array.Empty<object>(),
            tasks = PlanWorld.Tasks(3),
            users = numbers.Select(i => new { id = $"u{i}", displayName = $"Person {i}", mail = $"p{i}@example.com" }),
            events = Events,
            absences = numbers.Select(i => new
            {
                mailbox = $"p{i}@example.com",
                status = "oof",
                start = At("2026-09-07T23:00:00"),
                end = At("2026-09-09T23:00:00"),
            }),
        };
        return PlanWorld.StartAsync(snapshot, credential: () => new SandboxCredential(roles), plan: new PlanReference
        {
            PlanId = PlanWorld.PlanId,
            ClientCalendar = Client,
            TeamMailboxes = [.. numbers.Select(i => $"p{i}@example.com")],
        });
    }
}
