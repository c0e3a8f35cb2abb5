using Azure.Core;
using Azure.Core.Pipeline;
using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

/// <summary>
/// Azure Tables: one process is stopped between two of its requests while another one goes on. Whatever is to happen
/// at a moment is found at that moment all the same.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class When_two_processes_write_at_once(Azurite azurite)
{
    static readonly Instant LongAgo = Now - Duration.FromDays(3);

    readonly string prefix = $"w{Guid.NewGuid():n}"[..20];

    [Fact]
    public async Task A_project_that_catches_up_is_found_although_its_hint_was_looked_at_before_its_commit()
    {
        var (slow, gate) = await StoppableAsync();
        var append = await gate.StopAsync(Turnstile.IsCommit, () => slow.AppendAsync(First with
        {
            NextDueAt = LongAgo,
            Letters = [Letter("alpha") with { NotBefore = LongAgo }],
        }).AsTask());
        var other = await OpenAsync();

        Assert.Empty(await other.DueAsync(Now, 10));
        Assert.Empty(await other.ClaimAsync(null, Now, Lease, 10));
        Assert.Equal(AppendResult.Appended, await gate.LetThroughAsync(append));

        Assert.Equal(["alpha"], await other.DueAsync(Now, 10));
        Assert.Single(await other.ClaimAsync(null, Now, Lease, 10));
    }

    [Fact]
    public async Task A_hint_that_has_pointed_to_nothing_for_a_day_is_taken_away()
    {
        await DieBeforeCommitAsync(First with { NextDueAt = LongAgo, Letters = [Letter("alpha")] });
        var (other, seen) = await StoppableAsync();
        Assert.Empty(await other.DueAsync(Now, 10));
        Assert.Empty(await other.ClaimAsync(null, Now, Lease, 10));
        Assert.DoesNotContain(seen.Sent, request => request.Method == RequestMethod.Delete);

        var (late, removals) = await StoppableAsync(daysAhead: 2);
        Assert.Empty(await late.DueAsync(Now, 10));
        Assert.Empty(await late.ClaimAsync(null, Now, Lease, 10));

        Assert.Equal(2, removals.Sent.Count(request => request.Method == RequestMethod.Delete));
    }

    [Fact]
    public async Task A_hint_that_is_tidied_away_while_it_is_given_anew_stays()
    {
        await DieBeforeCommitAsync(First with { NextDueAt = LongAgo });
        var (late, gate) = await StoppableAsync(daysAhead: 2);
        var tidying = await gate.StopAsync(Turnstile.IsHintRemoval, () => late.DueAsync(Now, 10).AsTask());
        var other = await OpenAsync();
        await other.AppendAsync(First with { NextDueAt = LongAgo });

        await gate.LetThroughAsync(tidying);

        Assert.Equal(["alpha"], await other.DueAsync(Now, 10));
    }

    [Fact]
    public async Task A_late_clean_up_leaves_the_due_moment_another_has_given_anew()
    {
        var other = await OpenAsync();
        await other.AppendAsync(First with { NextDueAt = Now });
        var (slow, gate) = await StoppableAsync();
        var append = await gate.StopAsync(Turnstile.IsHintRemoval,
            () => slow.AppendAsync(Append("alpha", 1, []) with { NextDueAt = Later }).AsTask());
        await other.AppendAsync(Append("alpha", 1, Chain(2)[1..]) with { NextDueAt = Now });

        Assert.Equal(AppendResult.Appended, await gate.LetThroughAsync(append));

        Assert.Equal(["alpha"], await other.DueAsync(Now, 10));
    }

    [Fact]
    public async Task A_late_clean_up_leaves_the_moment_a_letter_was_put_back_to()
    {
        var other = await OpenAsync();
        await other.AppendAsync(First with { Letters = [Letter("alpha")] });
        var (slow, gate) = await StoppableAsync();
        var claim = await gate.StopAsync(
            Turnstile.IsHintRemoval, () => slow.ClaimAsync(null, Now, Lease, 10).AsTask());
        var leased = Assert.Single(await other.OutboxAsync("alpha"));
        await other.PutBackAsync(leased, OutboxState.Pending, Now, "broken off");

        await gate.LetThroughAsync(claim);

        Assert.Single(await other.ClaimAsync(null, Now, Lease, 10));
    }

    [Fact]
    public async Task A_letter_that_goes_out_of_date_while_it_is_claimed_is_still_found()
    {
        var other = await OpenAsync();
        await other.AppendAsync(First with { Letters = [Letter("alpha") with { NotBefore = LongAgo }] });
        await other.ClaimAsync(null, LongAgo, Lease, 10);
        var (slow, gate) = await StoppableAsync(daysAhead: 2);
        var claim = await gate.StopAsync(Turnstile.IsRowChange, () => slow.ClaimAsync(null, Now, Lease, 10).AsTask());
        await other.AppendAsync(Append("alpha", 1, []) with { Withdrawals = [new(null, RoutineOnly: false)] });

        var claimed = await gate.LetThroughAsync(claim);

        Assert.Equal(Now, Assert.Single(claimed).Expires);
        Assert.Single(await other.ClaimAsync(null, Now + Lease, Lease, 10));
    }

    [Fact]
    public async Task A_letter_that_goes_out_of_date_while_it_is_put_back_keeps_both()
    {
        var other = await OpenAsync();
        await other.AppendAsync(First with { Letters = [Letter("alpha")] });
        var leased = Assert.Single(await other.ClaimAsync(null, Now, Lease, 10));
        var (slow, gate) = await StoppableAsync();
        var putBack = await gate.StopAsync(Turnstile.IsRowChange, async () =>
        {
            await slow.PutBackAsync(leased, OutboxState.Pending, Later, "451 try later");
            return true;
        });
        await other.AppendAsync(Append("alpha", 1, []) with { Withdrawals = [new(null, RoutineOnly: false)] });

        await gate.LetThroughAsync(putBack);

        var left = Assert.Single(await other.OutboxAsync("alpha"));
        Assert.Equal(
            (OutboxState.Pending, Later, "451 try later", (Instant?)Now),
            (left.State, left.NotBefore, left.Detail, left.Expires));
        Assert.Equal(Later, await other.NextWakeAsync());
    }

    [Fact]
    public async Task What_lost_is_neither_waited_for_nor_rung()
    {
        var (slow, gate) = await StoppableAsync();
        var append = await gate.StopAsync(Turnstile.IsCommit,
            () => slow.AppendAsync(First with { NextDueAt = Now, Letters = [Letter("alpha")] }).AsTask());
        var (other, seen) = await StoppableAsync();
        await other.AppendAsync(First with { NextDueAt = Later });
        Assert.Equal(Later, await other.NextWakeAsync());
        Assert.Empty(await other.UndeliveredAsync(Now, 10));

        Assert.Equal(AppendResult.Conflict, await gate.LetThroughAsync(append));

        seen.Sent.Clear();
        Assert.Empty(await other.DueAsync(Later - Duration.FromSeconds(1), 10));
        Assert.Equal(16, seen.Sent.Count);
    }

    [Fact]
    public async Task Who_loses_leaves_the_due_moment_the_winner_has_given_as_well()
    {
        var (slow, gate) = await StoppableAsync();
        var append = await gate.StopAsync(
            Turnstile.IsCommit, () => slow.AppendAsync(First with { NextDueAt = Now }).AsTask());
        var other = await OpenAsync();
        await other.AppendAsync(First with { NextDueAt = Now });

        Assert.Equal(AppendResult.Conflict, await gate.LetThroughAsync(append));

        Assert.Equal(["alpha"], await other.DueAsync(Now, 10));
    }

    [Fact]
    public async Task Who_is_told_it_lost_after_it_has_won_finds_out()
    {
        var store = await azurite.OpenAsync(prefix, new LostAnswers(() => Task.CompletedTask));

        Assert.Equal(AppendResult.Appended, await store.AppendAsync(
            First with { NextDueAt = Now, Letters = [Letter("alpha")] }));

        Assert.Equal(["alpha"], await store.DueAsync(Now, 10));
        Assert.Single(await store.ClaimAsync(null, Now, Lease, 10));
    }

    [Fact]
    public async Task Who_cannot_find_out_any_more_takes_nothing_back()
    {
        var other = await azurite.OpenAsync(prefix);
        var store = await azurite.OpenAsync(prefix, new LostAnswers(
            () => other.AppendAsync(Append("alpha", 1, Chain(2)[1..]) with { NextDueAt = Later }).AsTask()));

        Assert.Equal(AppendResult.Conflict, await store.AppendAsync(
            First with { NextDueAt = Now, Letters = [Letter("alpha")] }));

        Assert.Empty(await store.DueAsync(Now, 10));
        Assert.Single(await store.ClaimAsync(null, Now, Lease, 10));
    }

    [Fact]
    public async Task What_a_dead_process_has_left_is_neither_waited_for_nor_rung()
    {
        await DieBeforeCommitAsync(First with { NextDueAt = Now, Letters = [Letter("alpha")] });

        var other = await OpenAsync();

        Assert.Null(await other.NextWakeAsync());
        Assert.Empty(await other.UndeliveredAsync(Now, 10));
    }

    [Fact]
    public async Task A_snapshot_that_is_replaced_while_it_is_loaded_is_done_without()
    {
        var other = await OpenAsync();
        var events = Chain(2);
        await other.AppendAsync(First with { Snapshot = new byte[100_000] });
        var (slow, gate) = await StoppableAsync();
        var load = await gate.StopAsync(Turnstile.IsBlobRead, () => slow.LoadAsync("alpha").AsTask());
        await other.AppendAsync(Append("alpha", 1, events[1..]) with { Snapshot = new byte[100_001] });

        var slice = (await gate.LetThroughAsync(load))!;

        Assert.Equal((null, 0, 1), (slice.Snapshot, slice.SnapshotSequence, slice.Sequence));
        AssertSame(events[..1], slice.Events);
        Assert.Equal(100_001, (await other.LoadAsync("alpha"))!.Snapshot!.Value.Length);
    }

    static LedgerAppend First => Append("alpha", 0, Chain(1));

    // A process that never comes back from its commit: all it wrote before is there, and nothing of the commit.
    async Task DieBeforeCommitAsync(LedgerAppend append)
    {
        var (dying, gate) = await StoppableAsync();
        await gate.BreakAsync(await gate.StopAsync(Turnstile.IsCommit, () => dying.AppendAsync(append).AsTask()));
    }

    Task<AzureTableLedgerStore> OpenAsync() => azurite.OpenAsync(prefix);

    async Task<(AzureTableLedgerStore Store, Turnstile Gate)> StoppableAsync(int daysAhead = 0)
    {
        var gate = new Turnstile();
        return (await azurite.OpenAsync(prefix, gate, daysAhead), gate);
    }

    /// <summary>The answer to a commit gets lost, and the client of the service asks again.</summary>
    sealed class LostAnswers(Func<Task> meanwhile) : HttpPipelinePolicy
    {
        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (Turnstile.IsCommit(message.Request))
            {
                await ProcessNextAsync(message, pipeline);
                await meanwhile();
            }
            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The store asks asynchronously.");
    }
}
