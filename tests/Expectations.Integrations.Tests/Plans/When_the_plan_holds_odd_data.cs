using System.Text;
using Expectations.Core.Plans;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_the_plan_holds_odd_data
{
    [Fact]
    public async Task Fault_28_a_task_without_a_due_date_has_no_date()
    {
        await using var world = await PlanWorld.StartAsync(
            PlanWorld.Snapshot(new { id = "t1", title = "Some day", dueDateTime = (string?)null }));
        Assert.Null((await world.PlanAsync()).Tasks.Single().Due);
    }

    [Fact]
    public async Task A_task_whose_title_cannot_be_seen_is_shown_as_nameless_and_keeps_no_letter_from_going()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(new { id = "t1", title = "\u200b\u202e" }));
        Assert.Equal("—", (await world.PlanAsync()).Tasks.Single().Title);
    }

    [Theory]
    [InlineData(130, 100)]
    [InlineData(-5, 0)]
    public async Task Fault_29_progress_out_of_range_is_clamped_and_flagged(int percent, int expected)
    {
        await using var world = await PlanWorld.StartAsync(
            PlanWorld.Snapshot(new { id = "t1", title = "Eager", percentComplete = percent }));
        var task = (await world.PlanAsync()).Tasks.Single();
        Assert.Equal((expected, PlanFlaw.PercentOutOfRange), (task.Percent, task.Flaw));
    }

    [Fact]
    public async Task Fault_30_a_start_after_the_due_date_is_flagged_and_kept()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(new
        {
            id = "t1",
            title = "Backwards",
            startDateTime = "2026-09-20T10:00:00Z",
            dueDateTime = "2026-09-10T10:00:00Z",
        }));
        var task = (await world.PlanAsync()).Tasks.Single();
        Assert.Equal(PlanFlaw.StartAfterDue, task.Flaw);
        Assert.Equal((new LocalDate(2026, 9, 20), new LocalDate(2026, 9, 10)), (task.Start, task.Due));
    }

    [Fact]
    public async Task Fault_21_line_breaks_in_a_title_become_spaces()
    {
        await using var world = await PlanWorld.StartAsync(
            PlanWorld.Snapshot(new { id = "t1", title = "Pay\r\nBcc: everyone@example.com" }));
        Assert.Equal("Pay Bcc: everyone@example.com", (await world.PlanAsync()).Tasks.Single().Title);
    }

    [Fact]
    public async Task Fault_19_html_in_a_title_stays_the_text_it_is()
    {
        await using var world = await PlanWorld.StartAsync(
            PlanWorld.Snapshot(new { id = "t1", title = "<img src=x onerror=alert(1)> & more" }));
        Assert.Equal("<img src=x onerror=alert(1)> & more", (await world.PlanAsync()).Tasks.Single().Title);
    }

    [Theory]
    [InlineData(@"a\ud800b", "a\uFFFDb")]
    [InlineData(@"a\udc00\ud800", "a\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ude00 \\ud800", "\U0001F600 \\ud800")]
    public async Task Fault_18_half_a_character_becomes_the_replacement_character(string json, string expected)
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot());
        world.Faults.Add(new() { Path = "/tasks", Verbatim = Encoding.UTF8.GetBytes(Page(json)) });
        Assert.Equal(expected, (await world.PlanAsync()).Tasks.Single().Title);
    }

    [Fact]
    public async Task Fault_18_bytes_that_are_no_text_become_the_replacement_character()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot());
        world.Faults.Add(new() { Path = "/tasks", Verbatim = Encoding.Latin1.GetBytes(Page("caf\u00e9 au lait")) });
        Assert.Equal("caf\uFFFD au lait", (await world.PlanAsync()).Tasks.Single().Title);
    }

    [Fact]
    public async Task Fault_24_ten_thousand_tasks_arrive()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(10_000)));
        var tasks = (await world.PlanAsync()).Tasks;
        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => $"Task {i}"), tasks.Select(t => t.Title));
    }

    [Fact]
    public async Task A_task_that_comes_twice_counts_once_as_last_read()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(
            new { id = "t1", title = "As it was" },
            new { id = "t2", title = "Other" },
            new { id = "t1", title = "As it is" }));
        Assert.Equal(["As it is", "Other"], (await world.PlanAsync()).Tasks.Select(t => t.Title));
    }

    [Fact]
    public async Task A_task_of_an_unknown_bucket_stands_outside_all_buckets()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(
            new { id = "t1", title = "In", bucketId = "b1" }, new { id = "t2", title = "Out", bucketId = "gone" }));
        Assert.Equal(["b1", null], (await world.PlanAsync()).Tasks.Select(t => t.Bucket));
    }

    [Theory]
    [InlineData("2026-09-10T10:00:00Z", "Pacific/Kiritimati", 10)]
    [InlineData("2026-09-10T00:00:00Z", "America/New_York", 10)]
    [InlineData("2026-09-10T16:00:00Z", "Asia/Taipei", 11)]
    [InlineData("2026-09-10T23:00:00Z", "Europe/London", 11)]
    public async Task Plain_dates_stay_and_moments_become_days_of_the_project(string due, string zone, int day)
    {
        await using var world = await PlanWorld.StartAsync(
            PlanWorld.Snapshot(new { id = "t1", title = "Due", dueDateTime = due }));
        Assert.Equal(new LocalDate(2026, 9, day), (await world.PlanAsync(zone: zone)).Tasks.Single().Due);
    }

    [Fact]
    public async Task Only_what_is_complete_has_a_day_it_was_done()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(
            new { id = "t1", title = "Done", percentComplete = 100, completedDateTime = "2026-09-01T22:30:00Z" },
            new { id = "t2", title = "Reopened", percentComplete = 50, completedDateTime = "2026-09-01T22:30:00Z" }));
        Assert.Equal(
            [new LocalDate(2026, 9, 2), (LocalDate?)null],
            (await world.PlanAsync(zone: "Asia/Shanghai")).Tasks.Select(t => t.Done));
    }

    [Fact]
    public async Task Labels_go_by_their_number_and_by_their_name()
    {
        await using var world = await PlanWorld.StartAsync(new
        {
            asOf = "2026-08-28",
            plan = new { id = PlanWorld.PlanId, title = "Web shop" },
            details = new { id = PlanWorld.PlanId, categoryDescriptions = new { category5 = "Waiting for client" } },
            buckets = Array.Empty<object>(),
            tasks = new[]
            {
                new
                {
                    id = "t1",
                    title = "Logo",
                    appliedCategories = new { category5 = true, category2 = true, category1 = false },
                },
            },
        });
        Assert.Equal(
            "Waiting for client, category2, category5",
            string.Join(", ", (await world.PlanAsync()).Tasks.Single().Labels));
    }

    static string Page(string title) => $$"""{"value":[{"id":"t1","title":"{{title}}"}]}""";
}
