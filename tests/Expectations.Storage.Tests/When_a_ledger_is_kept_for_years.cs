using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

/// <summary>Azure Tables: what is of no use any more goes, little by little.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class When_a_ledger_is_kept_for_years(Azurite azurite) : IAsyncLifetime
{
    readonly string prefix = $"y{Guid.NewGuid():n}"[..20];
    AzureTableLedgerStore store = null!;

    public async Task InitializeAsync() => store = await azurite.OpenAsync(prefix);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Of_all_its_large_snapshots_the_newest_is_left()
    {
        var events = Chain(5);
        for (var i = 0; i < 4; i++)
            await store.AppendAsync(Append("alpha", i, [events[i]]) with { Snapshot = new byte[100_000 + i] });
        Assert.Single(await azurite.BlobsAsync(prefix));
        Assert.Equal(100_003, (await store.LoadAsync("alpha"))!.Snapshot!.Value.Length);

        await store.AppendAsync(Append("alpha", 4, [events[4]]) with { Snapshot = new byte[10] });

        Assert.Empty(await azurite.BlobsAsync(prefix));
        Assert.Equal(10, (await store.LoadAsync("alpha"))!.Snapshot!.Value.Length);
    }

    [Fact]
    public async Task The_bytes_of_a_letter_go_when_it_is_settled_or_withdrawn()
    {
        var letters = new[] { Letter("alpha"), Letter("alpha", person: "ben") }
            .Select((letter, i) => letter with { Mime = new byte[100_000 + i] });
        await store.AppendAsync(Append("alpha", 0, Chain(1)) with { Letters = [.. letters] });
        Assert.Equal(2, (await azurite.BlobsAsync(prefix)).Count);

        await store.AppendAsync(Append("alpha", 1, []) with { Settled = Letter("alpha").Key });
        Assert.Single(await azurite.BlobsAsync(prefix));

        await store.AppendAsync(Append("alpha", 1, []) with { Withdrawals = [new(null, RoutineOnly: false)] });
        Assert.Empty(await azurite.BlobsAsync(prefix));
    }

    [Fact]
    public async Task Identities_of_facts_are_forgotten_after_seven_days_and_not_before()
    {
        for (var i = 0; i < 150; i++)
            await TellAsync($"old {i}", Duration.Zero);
        await TellAsync("young", Duration.FromDays(2));
        Assert.Equal(151, await azurite.FactsAsync(prefix));

        await TellAsync("today", Duration.FromDays(8));
        await TellAsync("within the hour", Duration.FromDays(8) + Duration.FromMinutes(59));
        Assert.Equal(53, await azurite.FactsAsync(prefix));
        await TellAsync("an hour later", Duration.FromDays(8) + Duration.FromHours(1));

        Assert.Equal(4, await azurite.FactsAsync(prefix));
        Assert.Equal(AppendResult.AlreadyKnown, await TellAsync("young", Duration.FromDays(8)));
        Assert.Equal(AppendResult.Appended, await TellAsync("old 7", Duration.FromDays(8)));
    }

    Task<AppendResult> TellAsync(string fact, Duration after) => store.AppendAsync(
        Append("alpha", 0, []) with { FactId = fact, At = Now + after }).AsTask();
}
