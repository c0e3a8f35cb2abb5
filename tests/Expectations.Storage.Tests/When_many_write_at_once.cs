using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public sealed class When_many_write_at_once : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task They_share_commits()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        var chain = Chain(1);

        await Task.WhenAll(Enumerable.Range(0, 2_000)
            .Select(i => store.AppendAsync(Append($"p-{i}", 0, chain)).AsTask()));

        Assert.InRange(store.CommitCount, 1, 400);
    }

    [Fact]
    public async Task One_that_cannot_be_written_does_not_take_its_neighbours_along()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        var chain = Chain(1);
        // The table does not take a letter without an address.
        var letter = Letter("broken") with { Recipient = null! };
        var broken = Append("broken", 0, chain) with { Letters = [letter] };

        var writes = Enumerable.Range(0, 300)
            .Select(i => store.AppendAsync(i == 150 ? broken : Append($"p-{i}", 0, chain)).AsTask())
            .ToList();
        var failure = await Assert.ThrowsAsync<LedgerNotWrittenException>(() => writes[150]);
        writes.RemoveAt(150);

        Assert.False(failure.IsFull);
        Assert.All(await Task.WhenAll(writes), result => Assert.Equal(AppendResult.Appended, result));
        Assert.Null(await store.LoadAsync("broken"));
        Assert.Equal(299, await store.ProjectsAsync().CountAsync());
    }

    [Fact]
    public async Task What_waits_when_the_store_is_closed_is_written_still()
    {
        var chain = Chain(1);
        List<Task<AppendResult>> writes;
        await using (var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers))
            writes = [.. Enumerable.Range(0, 500)
                .Select(i => store.AppendAsync(Append($"p-{i}", 0, chain)).AsTask())];

        Assert.All(await Task.WhenAll(writes), result => Assert.Equal(AppendResult.Appended, result));
        await using var again = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        Assert.Equal(500, await again.ProjectsAsync().CountAsync());
    }

    [Fact]
    public async Task Events_that_leave_out_a_number_are_a_mistake_of_the_caller()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);

        await Assert.ThrowsAsync<ArgumentException>(
            () => store.AppendAsync(Append("alpha", 0, Chain(2)[1..])).AsTask());
    }

    [Fact]
    public async Task After_closing_nothing_is_read_or_written()
    {
        var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => store.AppendAsync(Append("alpha", 0, Chain(1))).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.LoadAsync("alpha").AsTask());
    }
}
