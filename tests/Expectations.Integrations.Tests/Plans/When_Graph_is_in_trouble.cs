using Azure.Identity;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Integrations.Plans;
using Expectations.Local.Sandbox;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_Graph_is_in_trouble
{
    [Fact]
    public async Task Fault_31_a_missing_plan_is_not_found_rather_than_empty()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.NotFound());
        Assert.Equal(PlanTrouble.NotFound, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_32_a_403_of_a_limit_is_no_lost_consent()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.LimitReached());
        var failure = await world.FailureAsync();
        Assert.Equal(PlanTrouble.LimitReached, failure.Trouble);
        Assert.Contains("MaximumActiveTasksInProject", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_32_any_other_403_is_lost_consent()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.ConsentLost());
        Assert.Equal(PlanTrouble.ConsentLost, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_33_a_refused_token_is_renewed_once_and_the_reading_goes_on()
    {
        var signIns = 0;
        await using var world = await PlanWorld.StartAsync(
            PlanWorld.Snapshot(PlanWorld.Tasks(3)), credential: () =>
            {
                signIns++;
                return new SandboxCredential();
            });
        world.Faults.Add(SandboxFault.Unauthorized() with { Path = "/tasks" });
        Assert.Equal(3, (await world.PlanAsync()).Tasks.Length);
        Assert.Equal(2, signIns);
    }

    [Fact]
    public async Task Fault_33_a_token_refused_again_is_a_failed_sign_in()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.Unauthorized() with { Times = 2 });
        Assert.Equal(PlanTrouble.SignInFailed, (await world.FailureAsync()).Trouble);
        Assert.Equal(3, (await world.PlanAsync()).Tasks.Length);
    }

    [Fact]
    public async Task Fault_34_a_long_wait_is_handed_back_instead_of_sat_out()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.Throttled(300));
        var failure = await world.FailureAsync();
        Assert.Equal((PlanTrouble.Throttled, Duration.FromSeconds(300)), (failure.Trouble, failure.RetryAfter));
    }

    [Fact]
    public async Task Fault_34_a_short_wait_is_sat_out()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.Throttled(0) with { Path = "/tasks" });
        Assert.Equal(3, (await world.PlanAsync()).Tasks.Length);
    }

    [Fact]
    public async Task Fault_34_in_a_storm_nothing_is_sent_until_the_wait_is_over()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.Throttled(120) with { Times = 1 });
        await world.FailureAsync(PlanWorld.Morning);
        world.Faults.Add(SandboxFault.ConsentLost());

        var refused = await world.FailureAsync(PlanWorld.Morning + Duration.FromSeconds(30));
        Assert.Equal((PlanTrouble.Throttled, Duration.FromSeconds(90)), (refused.Trouble, refused.RetryAfter));

        var sent = await world.FailureAsync(PlanWorld.Morning + Duration.FromSeconds(120));
        Assert.Equal(PlanTrouble.ConsentLost, sent.Trouble);
    }

    [Fact]
    public async Task Fault_34_retries_that_run_out_are_throttling_still()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.Throttled(0) with { Path = "/tasks", Times = 10 });
        Assert.Equal(PlanTrouble.Throttled, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_36_a_next_link_loop_fails_the_whole_read()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(30)), pageSize: 10);
        world.Faults.Add(SandboxFault.Circle() with { Path = "/tasks" });
        Assert.Equal(PlanTrouble.Incomplete, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_36_links_that_never_end_fail_the_whole_read()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(1)));
        var page = 0;
        world.Faults.Add(new()
        {
            Path = "/tasks",
            Times = int.MaxValue,
            Rewrite = (json, url) => json["@odata.nextLink"] = $"{url.Split('?')[0]}?page={++page}",
        });
        Assert.Equal(PlanTrouble.Incomplete, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_36_a_link_to_another_address_is_not_followed()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(1)));
        world.Faults.Add(new()
        {
            Path = "/tasks",
            Rewrite = (json, _) => json["@odata.nextLink"] = "https://elsewhere.invalid/v1.0/tasks",
        });
        var failure = await world.FailureAsync();
        Assert.Equal(PlanTrouble.Incomplete, failure.Trouble);
        Assert.Contains("another address", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_37_a_page_cut_in_the_middle_fails_the_whole_read()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(30)), pageSize: 10);
        world.Faults.Add(SandboxFault.Broken() with { Path = "/tasks", Skip = 1 });
        Assert.Equal(PlanTrouble.Incomplete, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_37_a_page_that_does_not_come_fails_the_whole_read()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(30)), pageSize: 10);
        world.Faults.Add(SandboxFault.NotFound() with { Path = "/tasks", Skip = 2 });
        Assert.Equal(PlanTrouble.Incomplete, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_37_a_page_without_a_list_fails_the_whole_read()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(new() { Path = "/tasks", Rewrite = (json, _) => json.Remove("value") });
        Assert.Equal(PlanTrouble.Incomplete, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task Fault_38_a_stale_page_starts_the_reading_afresh_and_nothing_looks_changed()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(30)), pageSize: 10);
        var before = await world.PlanAsync();
        world.Faults.Add(SandboxFault.Gone() with { Path = "/tasks", Skip = 1 });
        var after = await world.PlanAsync();
        Assert.Equal(before.Tasks.Select(t => (t.Id, t.Title)), after.Tasks.Select(t => (t.Id, t.Title)));
    }

    [Fact]
    public async Task Fault_39_a_list_suddenly_empty_is_handed_on_as_read_for_the_core_to_doubt()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(30)));
        world.Faults.Add(SandboxFault.Emptied() with { Path = "/tasks" });
        Assert.Empty((await world.PlanAsync()).Tasks);
        Assert.Equal(30, (await world.PlanAsync()).Tasks.Length);
    }

    [Fact]
    public async Task A_service_that_is_down_is_unavailable()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.Unavailable() with { RetryAfter = 0, Times = 2 });
        Assert.Equal(PlanTrouble.Unavailable, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_is_incomplete()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(new() { Path = "/tasks", Verbatim = "<html>Sign in to the hotel network</html>"u8.ToArray() });
        Assert.Equal(PlanTrouble.Incomplete, (await world.FailureAsync()).Trouble);
    }

    [Fact]
    public async Task A_machine_that_is_not_there_is_unavailable()
    {
        using var source = new GraphPlanSource(new GraphOptions
        {
            SignIn = GraphSignIn.Sandbox,
            BaseUrl = new Uri("http://127.0.0.1:9/v1.0"),
        });
        var fact = await source.ReadAsync(
            new(new() { PlanId = "p" }, "Europe/London", new LocalDate(2026, 9, 18)), PlanWorld.Morning);
        Assert.Equal(PlanTrouble.Unavailable, Assert.IsType<PlanReadFailed>(fact).Trouble);
    }

    [Fact]
    public void A_machine_that_offers_no_sign_in_is_a_failed_sign_in() => Assert.Equal(
        PlanTrouble.SignInFailed,
        GraphTroubles.Of(new CredentialUnavailableException("No credential.", new HttpRequestException())).Kind);

    [Fact]
    public void A_sign_in_service_that_does_not_answer_is_unavailable() => Assert.Equal(
        PlanTrouble.Unavailable,
        GraphTroubles.Of(new AuthenticationFailedException("No answer.", new HttpRequestException())).Kind);

    [Fact]
    public void A_secret_that_is_not_taken_is_a_failed_sign_in() => Assert.Equal(
        PlanTrouble.SignInFailed,
        GraphTroubles.Of(new AuthenticationFailedException("AADSTS7000215: Invalid client secret.")).Kind);

    [Fact]
    public async Task What_the_service_said_is_told_without_addresses()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        world.Faults.Add(SandboxFault.NotFound() with { Code = "Unknown:anna@example.com" });
        Assert.DoesNotContain("example.com", (await world.FailureAsync()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_reading_throws_and_says_nothing_of_the_plan()
    {
        await using var world = await PlanWorld.StartAsync(PlanWorld.Snapshot(PlanWorld.Tasks(3)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Source.ReadAsync(
            new(world.Plan, "Europe/London", new LocalDate(2026, 9, 18)), PlanWorld.Morning, new CancellationToken(true)));
    }
}
