using Expectations.Core;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;

namespace Expectations.Functions.Tests;

public sealed class When_an_activity_fails : IAsyncLifetime
{
    readonly World world = new();

    public Task InitializeAsync() => world.RegisterAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("AdvanceProject")]
    [InlineData("DeliverLetters")]
    public async Task Four_failures_are_tried_again_within_the_turn(string activity)
    {
        var left = 4;
        world.Trouble = (name, _) => name == activity && left-- > 0 ? new IOException() : null;

        await world.SweepAsync();

        Assert.Equal("waiting", world.Engine.StatusOf("webshop").State);
        Assert.Equal(5, world.Engine.Attempts.Count(attempt => attempt == $"{activity} webshop"));
    }

    [Fact]
    public async Task Fault_46_a_poison_project_is_marked_and_the_others_go_on()
    {
        await world.RegisterAsync(A.Project with { Id = "sound" });
        world.Trouble = (_, project) => project == "webshop" ? new InvalidDataException("Broken.") : null;

        await world.SweepAsync();
        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));

        Assert.Equal("failing", world.Engine.StatusOf("webshop").State);
        Assert.Equal("AdvanceProject: System.IO.InvalidDataException", world.Engine.StatusOf("webshop").Trouble);
        Assert.False(world.Engine["webshop"].Ended);
        Assert.Equal("waiting", world.Engine.StatusOf("sound").State);
        Assert.Equal(1, await world.CountAsync<ReportIssued>("sound"));
    }

    [Fact]
    public async Task It_is_tried_less_and_less_often_but_at_least_every_hour()
    {
        world.Trouble = (_, _) => new IOException();
        await world.SweepAsync();
        var waits = new List<double>();

        for (var turn = 0; turn < 9; turn++)
        {
            var wakes = Instant.FromDateTimeOffset(world.Engine.StatusOf("webshop").WakesAt!.Value);
            waits.Add((wakes - world.Engine.Now).TotalMinutes);
            await world.ReachAsync(wakes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public async Task A_sweep_does_not_end_the_penance()
    {
        world.Trouble = (_, _) => new IOException();
        await world.SweepAsync();
        var end = world.Engine.Now + Duration.FromHours(3);

        while (world.Engine.Now < end)
        {
            await world.ReachAsync(world.Engine.Now + Duration.FromMinutes(5));
            await world.SweepAsync();
        }

        // After 1, 3, 7, 15, 31, 63, 123 and 183 minutes, not every five.
        Assert.InRange(world.Engine["webshop"].Turns, 7, 10);
        await world.Bell.RingAsync("webshop");
        Assert.InRange(world.Engine["webshop"].Turns, 8, 11);
    }

    [Fact]
    public async Task A_ring_ends_the_penance_and_success_forgives_it()
    {
        world.Trouble = (_, _) => new IOException();
        await world.SweepAsync();
        world.Trouble = (_, _) => null;

        await world.Bell.RingAsync("webshop");

        Assert.Equal("waiting", world.Engine.StatusOf("webshop").State);
        Assert.Equal("{\"Failures\":0}", await NextInputAsync());
    }

    [Fact]
    public async Task Letters_are_delivered_although_deciding_fails()
    {
        world.Outlet = _ => new Attempt(AttemptResult.TryAgain);
        await world.SweepAsync();
        await world.ReachAsync(A.FirstReport + Duration.FromMinutes(1));
        world.Outlet = _ => new Attempt(AttemptResult.Accepted);
        world.Trouble = (name, _) => name == nameof(Activities.AdvanceProject) ? new IOException() : null;

        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));

        Assert.NotEmpty(world.Sent);
        Assert.Equal("failing", world.Engine.StatusOf("webshop").State);
    }

    async Task<string?> NextInputAsync()
    {
        await world.Bell.RingAsync("webshop");
        return world.Engine["webshop"].Input;
    }
}
