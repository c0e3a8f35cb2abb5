using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

/// <summary>What every ledger store promises; each store's tests derive from it.</summary>
public abstract partial class LedgerStoreContract : IAsyncLifetime
{
    protected ILedgerStore Store { get; private set; } = null!;

    protected abstract Task<ILedgerStore> OpenAsync();

    protected abstract Task CloseAsync();

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    [Fact]
    public async Task An_unknown_project_has_no_ledger_no_events_and_no_letters()
    {
        Assert.Null(await Store.LoadAsync("nobody"));
        Assert.Empty(await Store.ReadAsync("nobody").ToListAsync());
        Assert.Empty(await Store.OutboxAsync("nobody"));
        Assert.Empty(await Store.ClaimAsync("nobody", Later, Lease, 10));
        Assert.Empty(await Store.ProjectsAsync().ToListAsync());
        Assert.Empty(await Store.DueAsync(Later, 10));
        Assert.Null(await Store.NextWakeAsync());
    }

    [Fact]
    public async Task What_was_appended_is_loaded_byte_for_byte()
    {
        var events = Chain(3);
        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(Append("alpha", 0, events)));

        var slice = await Store.LoadAsync("alpha");

        Assert.Equal(3, slice!.Sequence);
        AssertSame(events, slice.Events);
        Assert.Equal(events[^1].Hash.ToArray(), slice.HeadHash.ToArray());
        Assert.Null(slice.Snapshot);
        Assert.Equal(0, slice.SnapshotSequence);
    }

    [Fact]
    public async Task Ledgers_of_different_projects_do_not_mix()
    {
        var (alpha, beta) = (Chain(4, "a"), Chain(4, "b"));
        for (var i = 0; i < 4; i++)
        {
            await Store.AppendAsync(Append("alpha", i, [alpha[i]]));
            await Store.AppendAsync(Append("beta", i, [beta[i]]));
        }

        AssertSame(alpha, (await Store.LoadAsync("alpha"))!.Events);
        AssertSame(beta, await Store.ReadAsync("beta").ToListAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_decision_made_at_another_sequence_number_is_a_conflict(long expected)
    {
        var events = Chain(4);
        await Store.AppendAsync(Append("alpha", 0, events[..2]));
        var stale = Append("alpha", expected, [events[2] with { Sequence = expected + 1 }]) with
        {
            FactId = "click-1",
            NextDueAt = Now,
            Letters = [Letter("alpha")],
            Snapshot = new byte[] { 1 },
        };

        Assert.Equal(AppendResult.Conflict, await Store.AppendAsync(stale));

        AssertSame(events[..2], await Store.ReadAsync("alpha").ToListAsync());
        Assert.Null((await Store.LoadAsync("alpha"))!.Snapshot);
        Assert.Null(await Store.NextWakeAsync());
        Assert.Empty(await Store.OutboxAsync("alpha"));
        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(
            Append("alpha", 2, [events[2]]) with { FactId = "click-1", Letters = [Letter("alpha")] }));
        Assert.Single(await Store.OutboxAsync("alpha"));
    }

    [Fact]
    public async Task A_decision_about_a_ledger_that_is_not_there_is_a_conflict()
    {
        Assert.Equal(AppendResult.Conflict, await Store.AppendAsync(Append("alpha", 3, [Chain(4)[3]])));
        Assert.Null(await Store.LoadAsync("alpha"));
    }

    [Fact]
    public async Task Of_two_who_decide_at_the_same_time_one_wins()
    {
        var (mine, yours) = (Chain(1, "mine"), Chain(1, "yours"));

        var results = await Task.WhenAll(
            Task.Run(() => Store.AppendAsync(Append("alpha", 0, mine)).AsTask()),
            Task.Run(() => Store.AppendAsync(Append("alpha", 0, yours)).AsTask()));

        Assert.Equal([AppendResult.Appended, AppendResult.Conflict], results.Order());
        var winner = results[0] == AppendResult.Appended ? mine : yours;
        AssertSame(winner, (await Store.LoadAsync("alpha"))!.Events);
    }

    [Fact]
    public async Task A_fact_seen_before_is_known_and_writes_nothing()
    {
        var events = Chain(2);
        await Store.AppendAsync(Append("alpha", 0, events[..1]) with { FactId = "delivery-7" });

        var again = Append("alpha", 1, []) with { FactId = "delivery-7", Letters = [Letter("alpha")] };
        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(again));
        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(again with { ExpectedSequence = 0 }));

        AssertSame(events[..1], (await Store.LoadAsync("alpha"))!.Events);
        Assert.Empty(await Store.OutboxAsync("alpha"));
    }

    [Fact]
    public async Task A_fact_that_led_to_nothing_is_known_all_the_same()
    {
        var nothing = Append("alpha", 0, []) with { FactId = "x" };

        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(nothing));
        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(nothing));
        Assert.Null(await Store.LoadAsync("alpha"));
    }

    [Fact]
    public async Task The_same_fact_of_two_projects_is_two_facts()
    {
        foreach (var project in new[] { "alpha", "beta" })
            Assert.Equal(
                AppendResult.Appended,
                await Store.AppendAsync(Append(project, 0, Chain(1)) with { FactId = "x" }));
    }

    [Fact]
    public async Task Facts_are_known_for_at_least_seven_days()
    {
        await Store.AppendAsync(Append("alpha", 0, []) with { FactId = "first" });
        for (var hour = 1; hour <= 168; hour++)
            await Store.AppendAsync(Append("alpha", 0, []) with
            {
                FactId = $"hour {hour}",
                At = Now + Duration.FromHours(hour),
            });

        var again = Append("alpha", 0, []) with { FactId = "first", At = Now + Duration.FromDays(7) };
        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(again));
    }

    [Fact]
    public async Task A_load_gives_the_newest_snapshot_and_only_the_events_after_it()
    {
        var events = Chain(6);
        await Store.AppendAsync(Append("alpha", 0, events[..2]) with { Snapshot = new byte[] { 1, 1 } });
        await Store.AppendAsync(Append("alpha", 2, events[2..4]) with { Snapshot = new byte[] { 2, 2, 2 } });
        var atSnapshot = await Store.LoadAsync("alpha");
        await Store.AppendAsync(Append("alpha", 4, events[4..]));
        var after = await Store.LoadAsync("alpha");

        Assert.Empty(atSnapshot!.Events);
        Assert.Equal(events[3].Hash.ToArray(), atSnapshot.HeadHash.ToArray());
        Assert.Equal([2, 2, 2], after!.Snapshot!.Value.ToArray());
        Assert.Equal((4, 6), (after.SnapshotSequence, after.Sequence));
        AssertSame(events[4..], after.Events);
        Assert.Equal(events[5].Hash.ToArray(), after.HeadHash.ToArray());
    }

    [Fact]
    public async Task An_empty_snapshot_is_none()
    {
        var events = Chain(2);
        await Store.AppendAsync(Append("alpha", 0, events[..1]) with { Snapshot = new byte[] { 1 } });
        await Store.AppendAsync(Append("alpha", 1, events[1..]) with { Snapshot = Array.Empty<byte>() });

        var slice = await Store.LoadAsync("alpha");

        Assert.Equal([1], slice!.Snapshot!.Value.ToArray());
        AssertSame(events[1..], slice.Events);
    }

    [Fact]
    public async Task Events_are_read_in_order_from_any_place()
    {
        var events = Chain(25);
        var snapshot = new byte[] { 1 };
        for (var i = 0; i < 25; i += 5)
            await Store.AppendAsync(Append("alpha", i, events[i..(i + 5)]) with { Snapshot = snapshot });

        AssertSame(events, await Store.ReadAsync("alpha").ToListAsync());
        AssertSame(events[7..], await Store.ReadAsync("alpha", 7).ToListAsync());
        Assert.Empty(await Store.ReadAsync("alpha", 25).ToListAsync());
        Assert.Empty(await Store.ReadAsync("alpha", 99).ToListAsync());
    }

    [Fact]
    public async Task Many_projects_may_be_written_at_once()
    {
        var chain = Chain(10);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async project =>
        {
            for (var i = 0; i < 10; i++)
                Assert.Equal(
                    AppendResult.Appended, await Store.AppendAsync(Append($"p-{project}", i, [chain[i]])));
        }));

        Assert.Equal(50, await Store.ProjectsAsync().CountAsync());
        for (var project = 0; project < 50; project++)
            AssertSame(chain, await Store.ReadAsync($"p-{project}").ToListAsync());
    }

    [Fact]
    public async Task An_export_of_what_is_stored_verifies()
    {
        await Store.AppendAsync(Append("alpha", 0, Chain(12)) with { Snapshot = new byte[] { 1 } });
        using var file = new MemoryStream();

        Assert.True(await LedgerExport.WriteAsync(Store, "alpha", file));
        Assert.False(await LedgerExport.WriteAsync(Store, "nobody", file));

        file.Position = 0;
        var report = await LedgerVerifier.VerifyAsync(file);
        Assert.True(report.IsIntact, report.Problem);
        Assert.Equal(("alpha", 12), (report.ProjectId, report.Events));
    }
}
