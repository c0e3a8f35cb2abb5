using Expectations.Core.Plans;
using Expectations.Integrations.Plans;
using Expectations.Local.Sandbox;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_people_are_looked_up
{
    [Fact]
    public async Task Each_task_names_those_who_work_on_it()
    {
        await using var world = await PlanWorld.StartAsync(Plan(3));
        Assert.Equal("Person 1, Person 2, Person 3", Names(await world.PlanAsync()));
    }

    [Fact]
    public async Task More_than_twenty_go_in_several_batches()
    {
        await using var world = await PlanWorld.StartAsync(Plan(45));
        Assert.Equal(45, Names(await world.PlanAsync()).Split(", ").Length);
    }

    [Fact]
    public async Task Fault_35_one_failed_answer_in_a_batch_costs_one_name_only()
    {
        await using var world = await PlanWorld.StartAsync(Plan(3));
        world.Faults.Add(SandboxFault.Unavailable() with { Path = "/users/u2" });
        Assert.Equal("Person 1, Person 3", Names(await world.PlanAsync()));
    }

    [Fact]
    public async Task Fault_35_a_name_that_fails_now_goes_by_what_was_last_seen()
    {
        await using var world = await PlanWorld.StartAsync(Plan(3));
        var before = await world.PlanAsync();
        world.Faults.Add(SandboxFault.Unavailable() with { Path = "/users/u2" });
        Assert.Equal(Names(before), Names(await world.PlanAsync()));
    }

    [Fact]
    public async Task Fault_35_one_throttled_answer_is_asked_for_again()
    {
        await using var world = await PlanWorld.StartAsync(Plan(3));
        world.Faults.Add(SandboxFault.Throttled(0) with { Path = "/users/u2" });
        Assert.Equal("Person 1, Person 2, Person 3", Names(await world.PlanAsync()));
    }

    [Fact]
    public async Task Fault_35_a_throttled_answer_that_asks_for_long_patience_is_throttling()
    {
        await using var world = await PlanWorld.StartAsync(Plan(3));
        world.Faults.Add(SandboxFault.Throttled(200) with { Path = "/users/u2" });
        var failure = await world.FailureAsync();
        Assert.Equal((PlanTrouble.Throttled, Duration.FromSeconds(200)), (failure.Trouble, failure.RetryAfter));
    }

    [Fact]
    public async Task Fault_35_a_whole_batch_that_fails_fails_the_reading()
    {
        await using var world = await PlanWorld.StartAsync(Plan(3));
        world.Faults.Add(SandboxFault.Throttled(100) with { Path = "/$batch" });
        var failure = await world.FailureAsync();
        Assert.Equal((PlanTrouble.Throttled, Duration.FromSeconds(100)), (failure.Trouble, failure.RetryAfter));
    }

    [Fact]
    public async Task Fault_40_somebody_whose_account_is_gone_is_a_former_member()
    {
        await using var world = await PlanWorld.StartAsync(Plan(2));
        world.Faults.Add(SandboxFault.NotFound() with { Path = "/users/u2" });
        Assert.Equal("Person 1, former member", Names(await world.PlanAsync()));
    }

    [Fact]
    public async Task Without_permission_to_look_people_up_the_plan_is_read_without_names()
    {
        await using var world = await PlanWorld.StartAsync(
            Plan(2), credential: () => new SandboxCredential("Tasks.Read.All"));
        var plan = await world.PlanAsync();
        Assert.Equal((2, ""), (plan.Tasks.Length, Names(plan)));
    }

    static string Names(PlanSnapshot plan) => string.Join(", ", plan.Tasks.SelectMany(t => t.Assignees));

    static object Plan(int people)
    {
        var numbers = Enumerable.Range(1, people).ToList();
        return new
        {
            asOf = "2026-08-28",
            plan = new { id = PlanWorld.PlanId, title = "Web shop" },
            buckets = Array.Empty<object>(),
            tasks = numbers.Select(i => new
            {
                id = $"t{i}",
                title = $"Task {i}",
                assignments = new Dictionary<string, object>(StringComparer.Ordinal) { [$"u{i}"] = new { orderHint = "" } },
            }),
            users = numbers.Select(i => new { id = $"u{i}", displayName = $"Person {i}" }),
        };
    }
}
