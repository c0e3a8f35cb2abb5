using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

/// <summary>
/// The largest size of the file stands in for the end of the disk: SQLite answers both alike.
/// </summary>
public sealed class When_the_disk_is_full : IAsyncLifetime
{
    const int LetterBytes = 50_000;

    readonly TemporaryFolder folder = new();
    SqliteLedgerStore store = null!;

    string Reserve => folder.Ledgers + ".reserve";

    public async Task InitializeAsync() => store = await SqliteLedgerStore.OpenAsync(
        folder.Ledgers, new() { ReserveBytes = 1 << 20, LargestBytes = 1 << 20 });

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Delete();
    }

    [Fact]
    public async Task Fault_41_the_write_fails_with_what_to_do_and_leaves_nothing_behind()
    {
        var (written, failure) = await FillAsync();

        Assert.True(failure.IsFull);
        Assert.Contains("free some room", failure.Message, StringComparison.Ordinal);
        Assert.InRange(written, 5, 25);
        Assert.Null(await store.LoadAsync($"p-{written}"));
        Assert.Empty(await store.OutboxAsync($"p-{written}"));
        Assert.Equal(written, await store.ProjectsAsync().CountAsync());
    }

    [Fact]
    public async Task Fault_41_letters_on_their_way_are_settled_and_nothing_new_is_begun()
    {
        var letters = ImmutableArray.Create(Letter("alpha"), Letter("alpha", person: "ben"));
        await store.AppendAsync(Append("alpha", 0, Chain(1)) with { Letters = letters });
        var claimed = await store.ClaimAsync(null, Now, Lease, 10);
        Assert.Equal(1 << 20, new FileInfo(Reserve).Length);
        await FillAsync();
        Assert.False(File.Exists(Reserve));
        // While something else is in its place, the reserve cannot be set aside again.
        Directory.CreateDirectory(Reserve);

        await Assert.ThrowsAsync<LedgerNotWrittenException>(
            () => store.ClaimAsync(null, Now, Lease, 1).AsTask());
        await Assert.ThrowsAsync<LedgerNotWrittenException>(
            () => store.AppendAsync(Append("alpha", 1, [])).AsTask());
        await store.PutBackAsync(claimed[1], OutboxState.Ambiguous, Later, "no answer");
        Assert.Equal(AppendResult.Appended, await store.AppendAsync(
            Append("alpha", 1, Chain(2)[1..]) with { Settled = claimed[0].Key }));

        Assert.Equal(2, (await store.LoadAsync("alpha"))!.Sequence);
        Assert.Equal(OutboxState.Ambiguous, Assert.Single(await store.OutboxAsync("alpha")).State);
    }

    [Fact]
    public async Task Fault_41_it_goes_on_by_itself_once_there_is_room()
    {
        await FillAsync();
        var sent = Assert.Single(await store.ClaimAsync("p-0", Now, Lease, 10));
        await store.AppendAsync(Append("p-0", 1, Chain(2)[1..]) with { Settled = sent.Key });

        Assert.Equal(AppendResult.Appended, await store.AppendAsync(Append("late", 0, Chain(1))));
        Assert.True(File.Exists(Reserve));
    }

    async Task<(int Written, LedgerNotWrittenException Failure)> FillAsync()
    {
        for (var i = 0; ; i++)
        {
            var big = Letter($"p-{i}") with { Mime = new byte[LetterBytes] };
            try
            {
                await store.AppendAsync(Append($"p-{i}", 0, Chain(1)) with { Letters = [big] });
            }
            catch (LedgerNotWrittenException e)
            {
                return (i, e);
            }
        }
    }
}
