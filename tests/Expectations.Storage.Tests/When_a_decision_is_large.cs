using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

/// <summary>Azure Tables: a transaction holds 100 rows and 4 MiB, a property 64 KiB.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class When_a_decision_is_large(Azurite azurite)
{
    const int LargestTransaction = 4 * 1024 * 1024;

    readonly string prefix = $"l{Guid.NewGuid():n}"[..20];
    readonly Turnstile seen = new();

    [Fact]
    public async Task What_does_not_fit_into_the_transaction_goes_to_blobs_and_nothing_is_lost()
    {
        var store = await azurite.OpenAsync(prefix, seen);
        var events = Chain(30).Select(e => e with { Bytes = Bytes(48 * 1024, e.Sequence) }).ToImmutableArray();
        var letters = Letters(30, 48 * 1024);

        Assert.Equal(AppendResult.Appended, await store.AppendAsync(
            Append("alpha", 0, events) with { Letters = letters, Snapshot = Bytes(48 * 1024, 99) }));

        Assert.InRange(seen.LargestTransaction, LargestTransaction / 2, LargestTransaction - (512 * 1024));
        AssertSame(events, await store.ReadAsync("alpha").ToListAsync());
        Assert.Equal(Bytes(48 * 1024, 99), (await store.LoadAsync("alpha"))!.Snapshot!.Value.ToArray());
        var claimed = await store.ClaimAsync("alpha", Now, Lease, 100);
        Assert.Equal(letters.Select(Described).Order(), claimed.Select(Described).Order());
    }

    [Fact]
    public async Task More_rows_than_a_transaction_holds_are_refused_with_what_to_do_and_nothing_is_written()
    {
        var store = await azurite.OpenAsync(prefix, seen);
        var letters = Letters(60, 90_000);
        var large = Append("alpha", 0, Chain(1)) with { NextDueAt = Now, Letters = letters };

        var refusal = await Assert.ThrowsAsync<LedgerNotWrittenException>(() => store.AppendAsync(large).AsTask());

        Assert.Contains("Give the project fewer readers", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await store.LoadAsync("alpha"));
        Assert.Null(await store.NextWakeAsync());
        Assert.Empty(await azurite.BlobsAsync(prefix));
        Assert.Equal(AppendResult.Appended, await store.AppendAsync(large with { Letters = letters[..45] }));
        Assert.Equal(45, (await store.OutboxAsync("alpha")).Count);
    }

    [Fact]
    public async Task A_letter_whose_bytes_are_lost_comes_empty_and_holds_no_other_up()
    {
        var store = await azurite.OpenAsync(prefix, seen);
        await store.AppendAsync(Append("alpha", 0, Chain(1)) with { Letters = Letters(3, 90_000) });
        var container = azurite.Clients().Blobs.GetBlobContainerClient($"{prefix}ledgers");
        await container.DeleteBlobAsync((await azurite.BlobsAsync(prefix))[0]);

        var claimed = await store.ClaimAsync("alpha", Now, Lease, 100);

        Assert.Equal([0, 90_000, 90_000], claimed.Select(letter => letter.Mime.Length).Order());
    }

    [Fact]
    public async Task Letters_are_listed_and_withdrawn_without_fetching_their_bytes()
    {
        var other = await azurite.OpenAsync(prefix);
        await other.AppendAsync(Append("alpha", 0, Chain(1)) with { Letters = Letters(20, 40_000) });
        var store = await azurite.OpenAsync(prefix, seen);

        Assert.Equal(20, (await store.OutboxAsync("alpha")).Count);
        await store.AppendAsync(Append("alpha", 1, []) with { Withdrawals = [new("p1", RoutineOnly: false)] });

        Assert.Equal(19, (await store.OutboxAsync("alpha")).Count);
        Assert.InRange(seen.LargestAnswer, 1_000, 40_000);
    }

    [Fact]
    public async Task A_claim_of_one_project_asks_for_its_hints_alone()
    {
        var other = await azurite.OpenAsync(prefix);
        foreach (var project in Enumerable.Range(0, 20).Select(i => $"p-{i}"))
            await other.AppendAsync(Append(project, 0, Chain(1)) with { Letters = [Letter(project)] });
        var store = await azurite.OpenAsync(prefix, seen);
        seen.Sent.Clear();

        Assert.Single(await store.ClaimAsync("p-7", Now, Lease, 10));

        // Its hints; the letter; the hint of its lease, the lease itself, the end of the old hint.
        Assert.Equal(5, seen.Sent.Count);
    }

    static ImmutableArray<OutboxRow> Letters(int count, int bytes) =>
        [.. Enumerable.Range(0, count).Select(i => Letter("alpha", person: $"p{i}") with { Mime = Bytes(bytes, i) })];

    static byte[] Bytes(int count, long seed)
    {
        var bytes = new byte[count];
        new Random((int)seed).NextBytes(bytes);
        return bytes;
    }

    static string Described(OutboxRow letter) => $"{letter.Key} {Convert.ToHexString(letter.Mime.Span)}";
}
