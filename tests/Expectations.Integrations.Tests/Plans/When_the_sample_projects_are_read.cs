using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Integrations.Plans;
using Expectations.Local.Sandbox;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_the_sample_projects_are_read
{
    public static TheoryData<string, string> Projects => new()
    {
        { "shop-relaunch", "Europe/London" },
        { "hotel-app", "Asia/Taipei" },
        { "factory-dashboard", "Asia/Shanghai" },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Each_week_has_a_plan_with_named_people_and_nothing_odd(string id, string zone)
    {
        foreach (var plan in await WeeksAsync(id, zone))
        {
            Assert.DoesNotContain(plan.Tasks, t => t.Flaw != PlanFlaw.None || t.Bucket is null || t.Assignees.IsEmpty);
            Assert.DoesNotContain(plan.Tasks, t => t.Assignees.Contains("former member"));
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task The_story_has_everything_a_report_can_tell(string id, string zone)
    {
        var weeks = await WeeksAsync(id, zone);
        var pairs = weeks.Zip(weeks.Skip(1)).ToList();
        Assert.Equal(16, weeks.Count);
        Assert.Contains(pairs, p => p.First.Tasks.SequenceEqual(p.Second.Tasks));
        Assert.Contains(pairs, p => p.Second.Tasks.ExceptBy(p.First.Tasks.Select(t => t.Id), t => t.Id).Any());
        Assert.Contains(pairs, p => p.First.Buckets.Any(b => DaysLater(b, p.First, p.Second) >= 7));
        Assert.Contains(weeks, w => w.Tasks.Any(t => t.Labels.Contains("category5")));
        Assert.Contains(weeks, w => w.Tasks.Any(t => t.Labels.Contains("category9")));
        Assert.Contains(weeks, w => !w.Meetings.IsEmpty);
        Assert.Contains(weeks, w => w.Absences is { IsEmpty: false });
        Assert.True(weeks[^1].Tasks.Count(t => t.IsDone) > weeks[^1].Tasks.Length * 3 / 4);
    }

    static int DaysLater(PlanBucket bucket, PlanSnapshot before, PlanSnapshot after) =>
        Last(bucket, before) is { } was && Last(bucket, after) is { } now ? Period.DaysBetween(was, now) : 0;

    static LocalDate? Last(PlanBucket bucket, PlanSnapshot plan) =>
        plan.Tasks.Where(t => t.Bucket == bucket.Id).Max(t => t.Due);

    static async Task<List<PlanSnapshot>> WeeksAsync(string id, string zone)
    {
        var histories = SandboxPlan.LoadFolder(Path.Combine(AppContext.BaseDirectory, "Sample"));
        var clock = new Clock();
        await using var sandbox = await GraphSandbox.StartAsync(histories, clock);
        using var source = new GraphPlanSource(new() { SignIn = GraphSignIn.Sandbox, BaseUrl = sandbox.BaseUrl });
        var weeks = new List<PlanSnapshot>();
        foreach (var moment in histories.Single(h => h.Id == id).Moments)
        {
            clock.Now = moment + Duration.FromHours(1);
            var request = new ReadPlan(Team(histories, id), zone, clock.Now.InUtc().Date.PlusWeeks(2));
            weeks.Add(Assert.IsType<PlanRead>(await source.ReadAsync(request, clock.Now)).Plan);
        }
        return weeks;
    }

    static PlanReference Team(IReadOnlyList<SandboxPlan> histories, string id) => new()
    {
        PlanId = id,
        ClientCalendar = $"{id}@northlight.example",
        TeamMailboxes = [.. histories.Single(h => h.Id == id).Mailboxes],
    };

    sealed class Clock : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}
