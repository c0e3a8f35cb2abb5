using Expectations.Core;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Functions.Tests;

public sealed class When_a_project_clock_turns : IAsyncLifetime
{
    readonly World world = new();

    public async Task InitializeAsync()
    {
        await world.RegisterAsync();
        await world.SweepAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task It_sleeps_until_a_report_is_due_and_delivers_it()
    {
        await world.ReachAsync(A.FirstReport - Duration.FromMinutes(1));
        Assert.Empty(world.Sent);

        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));

        Assert.Equal(1, await world.CountAsync<ReportIssued>());
        Assert.Equal(["hugh", "mei"], world.Sent.Select(letter => letter.Key.PersonId).Order(StringComparer.Ordinal));
        Assert.Equal(2, await world.CountAsync<LetterSent>());
    }

    [Fact]
    public async Task It_wakes_for_a_letter_that_waits_for_the_morning_where_its_reader_is()
    {
        await world.RegisterAsync(A.Project with
        {
            Id = "west",
            People = [A.Project.People[0], A.Project.People[1] with { Zone = "America/Los_Angeles", StandIn = null }],
        });
        await world.SweepAsync();
        await world.ReachAsync(A.FirstReport + Duration.FromMinutes(1));
        var waiting = Assert.Single(await world.Store.OutboxAsync("west"));
        Assert.True(waiting.NotBefore > world.Engine.Now + Duration.FromHours(5));

        await world.ReachAsync(waiting.NotBefore);

        Assert.Empty(await world.Store.OutboxAsync("west"));
    }

    [Fact]
    public async Task A_project_that_stays_due_does_not_spin()
    {
        var turns = world.Engine["webshop"].Turns;
        world.Seen = standing => standing with { NextDueAt = A.Registration.ToDateTimeOffset() };
        await world.Bell.RingAsync("webshop");

        await world.ReachAsync(world.Engine.Now + Duration.FromMinutes(10));

        Assert.InRange(world.Engine["webshop"].Turns - turns, 2, 61);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_lets_it_sleep_until_there_is_more()
    {
        world.Headroom = new(0, Duration.FromMinutes(40));
        await world.ReachAsync(A.FirstReport + Duration.FromMinutes(1));
        Assert.NotEmpty(await world.Store.OutboxAsync("webshop"));
        var turns = world.Engine["webshop"].Turns;

        await world.ReachAsync(A.FirstReport + Duration.FromMinutes(39));

        Assert.InRange(world.Engine["webshop"].Turns - turns, 0, 1);
    }

    [Fact]
    public async Task It_makes_the_same_few_calls_at_every_turn()
    {
        await world.ReachAsync(A.Report(3));

        // The worker sleeps a week in pieces.
        Assert.Matches("^AdvanceProject DeliverLetters( timer)+$", world.Engine["webshop"].LastCalls);
    }

    [Fact]
    public async Task Its_status_tells_when_it_wakes_and_what_went_last()
    {
        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));

        var status = world.Engine.StatusOf("webshop");
        Assert.Equal("waiting", status.State);
        Assert.StartsWith("report/2026-09-04/", status.LastLetter, StringComparison.Ordinal);
        Assert.True(status.WakesAt > A.FirstReport.ToDateTimeOffset());
        Assert.Null(status.Trouble);
    }

    [Fact]
    public async Task Its_status_tells_whom_a_project_waits_for()
    {
        await world.Runner.ApplyAsync(
            "webshop", new HoldAsked(world.Engine.Now, "2026-09-04", "ann"));
        await world.ReachAsync(A.FirstReport + Duration.FromHours(1));

        Assert.Equal("manager: review of report 2026-09-04", world.Engine.StatusOf("webshop").WaitingOn);
    }

    [Fact]
    public async Task Its_status_tells_by_identity_whose_answers_are_waited_for()
    {
        await world.RegisterAsync(A.AskingProject with { Id = "asking" });
        await world.SweepAsync();
        await world.Runner.ApplyAsync("asking", new SignatureAsked(world.Engine.Now, "ann"));
        await world.Bell.RingAsync("asking");

        var waitsFor = world.Engine.StatusOf("asking").WaitingOn;
        Assert.Contains("hugh: baseline-1", waitsFor);
        Assert.Contains("olga: baseline-1", waitsFor);
        Assert.DoesNotContain("@", waitsFor);
    }

    [Fact]
    public async Task A_paused_project_sleeps_until_it_is_rung()
    {
        await world.Runner.ApplyAsync("webshop", new PauseAsked(world.Engine.Now, "ann", "Summer"));
        await world.Bell.RingAsync("webshop");
        Assert.Null(world.Engine.StatusOf("webshop").WakesAt);
        await world.ReachAsync(A.Report(4));
        Assert.Empty(world.Sent);

        await world.Runner.ApplyAsync("webshop", new ResumeAsked(world.Engine.Now, "ann"));
        await world.Bell.RingAsync("webshop");

        Assert.NotNull(world.Engine.StatusOf("webshop").WakesAt);
    }

    [Fact]
    public async Task A_ring_wakes_it_and_stops_its_timer()
    {
        var turns = world.Engine["webshop"].Turns;

        await world.Bell.RingAsync("webshop");

        Assert.Equal(turns + 1, world.Engine["webshop"].Turns);
        Assert.Single(world.Engine["webshop"].Recorded, asked => asked is { FireAt: not null, Cancelled: false });
    }

    [Fact]
    public async Task A_lost_ring_is_made_good_by_the_sweep()
    {
        await world.Runner.ApplyAsync("webshop", new PauseAsked(world.Engine.Now, "ann", "Summer"));
        await world.Bell.RingAsync("webshop");
        await world.ReachAsync(A.FirstReport + Duration.FromHours(1));
        await world.Runner.ApplyAsync("webshop", new ResumeAsked(world.Engine.Now, "ann"));
        world.Engine.LosesRings = true;
        await world.Bell.RingAsync("webshop");
        await world.ReachAsync(A.Report(2) + Duration.FromHours(1));
        Assert.Empty(world.Sent);

        world.Engine.LosesRings = false;
        await world.SweepAsync();
        await world.ReachAsync(A.Report(2) + Duration.FromHours(12));

        Assert.NotEmpty(world.Sent);
    }

    [Fact]
    public async Task Two_rings_at_once_change_nothing_twice()
    {
        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));
        var ledger = await world.LedgerAsync();

        await Task.WhenAll(world.Bell.RingAsync("webshop"), world.Bell.RingAsync("webshop"));

        Assert.Equal(ledger.Count, (await world.LedgerAsync()).Count);
        Assert.Equal(2, world.Sent.Count);
    }

    [Fact]
    public async Task A_ring_while_it_begins_anew_leads_to_one_more_turn()
    {
        var turns = world.Engine["webshop"].Turns;
        world.Engine.WhileContinuing = () => world.Bell.RingAsync("webshop");

        await world.Bell.RingAsync("webshop");

        Assert.Equal(turns + 2, world.Engine["webshop"].Turns);
    }

    [Theory]
    [InlineData("AdvanceProject")]
    [InlineData("DeliverLetters")]
    public async Task A_ring_between_two_awaits_is_kept_for_the_end_of_the_turn(string activity)
    {
        var (turns, rung) = (world.Engine["webshop"].Turns, false);
        world.During = name => name != activity || rung ? Task.CompletedTask : RingOnceAsync();

        await world.Bell.RingAsync("webshop");

        Assert.Equal(turns + 2, world.Engine["webshop"].Turns);

        Task RingOnceAsync()
        {
            rung = true;
            return world.Bell.RingAsync("webshop");
        }
    }

    [Fact]
    public async Task Fault_07_three_weeks_down_give_one_catch_up_report()
    {
        await world.ReachAsync(A.FirstReport - Duration.FromHours(1));
        world.Engine.End("webshop");
        await world.ReachAsync(A.Report(3) + Duration.FromHours(1));
        Assert.Empty(world.Sent);

        await world.SweepAsync();
        await world.ReachAsync(A.Report(3) + Duration.FromHours(12));

        var issued = Assert.Single((await world.LedgerAsync()).OfType<ReportIssued>());
        Assert.Equal(2, issued.Missed);
    }
}
