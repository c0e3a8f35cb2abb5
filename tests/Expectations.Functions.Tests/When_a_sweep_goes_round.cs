using Expectations.Core;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;

namespace Expectations.Functions.Tests;

public sealed class When_a_sweep_goes_round : IAsyncLifetime
{
    readonly World world = new();

    public Task InitializeAsync() => world.RegisterAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task It_starts_the_clock_of_a_new_project()
    {
        await world.SweepAsync();

        Assert.Equal(1, world.Engine.Count);
        Assert.Equal(1, await world.CountAsync<PlanObserved>());
    }

    [Fact]
    public async Task It_leaves_projects_alone_that_are_not_due()
    {
        await world.SweepAsync();
        var turns = world.Engine["webshop"].Turns;

        await world.SweepAsync();

        Assert.Equal(turns, world.Engine["webshop"].Turns);
    }

    [Fact]
    public async Task It_replaces_a_clock_that_has_ended()
    {
        await world.SweepAsync();
        world.Engine.End("webshop");
        await world.ReachAsync(A.FirstReport + Duration.FromMinutes(1));

        await world.SweepAsync();

        Assert.False(world.Engine["webshop"].Ended);
        Assert.Equal(1, await world.CountAsync<ReportIssued>());
    }

    [Fact]
    public async Task Fault_48_a_clock_started_twice_runs_once()
    {
        await Task.WhenAll(world.SweepAsync(), world.SweepAsync());
        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));

        Assert.Equal(1, world.Engine.Count);
        Assert.Equal(1, await world.CountAsync<ReportIssued>());
        Assert.Equal(2, world.Sent.Count);
    }

    [Fact]
    public async Task It_rings_a_project_whose_letters_are_left()
    {
        await world.SweepAsync();
        world.Outlet = _ => new Attempt(AttemptResult.TryAgain);
        await world.ReachAsync(A.FirstReport + Duration.FromMinutes(1));
        world.Engine.End("webshop");
        world.Outlet = _ => new Attempt(AttemptResult.Accepted);
        await world.ReachAsync(A.FirstReport + Duration.FromHours(2));
        Assert.Empty(await world.Store.DueAsync(world.Engine.Now, 10));

        await world.SweepAsync();

        Assert.NotEmpty(world.Sent);
    }

    [Fact]
    public async Task One_clock_out_of_reach_keeps_no_other_from_being_woken()
    {
        await world.RegisterAsync(A.Project with { Id = "other" });
        world.Engine.IsOutOfReach = id => id == "webshop";

        await world.SweepAsync();

        Assert.Equal(1, world.Engine["other"].Turns);
        Assert.Equal(world.Engine.Now, world.Sweeps.Last);
    }

    [Fact]
    public async Task A_ring_into_nothing_harms_nobody()
    {
        world.Engine.IsOutOfReach = _ => true;

        await world.Bell.RingAsync("webshop");

        Assert.Equal(0, world.Engine.Count);
    }
}
