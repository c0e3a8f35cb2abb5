using Azure.Core;
using Azure.Core.Pipeline;
using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

/// <summary>Azure Tables: the process dies before or after its n-th request to the service, for every n there is.</summary>
[Collection(AzuriteCollection.Name)]
[Trait("Speed", "slow")]
public sealed class When_a_process_dies_between_two_calls(Azurite azurite)
{
    static readonly byte[] Large = new byte[100_000];

    [Fact]
    public Task An_append_has_happened_or_has_not_and_no_due_moment_is_lost() => DieEverywhereAsync(
        store => store.AppendAsync(Second).AsTask(),
        async store =>
        {
            var slice = (await store.LoadAsync("alpha"))!;
            Assert.Contains(slice.Sequence, (long[])[1, 2]);
            AssertSame(Chain(2).Take((int)slice.Sequence), await store.ReadAsync("alpha").ToListAsync());
            var happened = slice.Sequence == 2;
            Assert.Equal(happened ? [] : ["alpha"], await store.DueAsync(Now, 10));
            Assert.Equal(["alpha"], await store.DueAsync(Later, 10));
            var letter = Assert.Single(await store.ClaimAsync(null, Later, Lease, 10));
            Assert.Equal(happened ? "ben" : "ann", letter.Key.PersonId);
            Assert.Equal(happened ? Large.Length : Letter("alpha").Mime.Length, letter.Mime.Length);
            Assert.Equal(
                happened ? AppendResult.AlreadyKnown : AppendResult.Appended, await store.AppendAsync(Second));
        });

    [Fact]
    public Task A_claimed_letter_comes_back_when_its_lease_has_run_out() => DieEverywhereAsync(
        store => store.ClaimAsync(null, Now, Lease, 10).AsTask(),
        async store => Assert.Single(await store.ClaimAsync(null, Now + Lease, Lease, 10)));

    [Fact]
    public Task A_letter_that_is_put_back_goes_again() => DieEverywhereAsync(
        async store => await store.PutBackAsync(
            (await store.ClaimAsync(null, Now, Lease, 10))[0], OutboxState.Pending, Later, "451"),
        async store => Assert.Single(await store.ClaimAsync(null, Later, Lease, 10)));

    static LedgerAppend Second => Append("alpha", 1, Chain(2)[1..]) with
    {
        FactId = "click",
        NextDueAt = Later,
        Settled = Letter("alpha").Key,
        Letters = [Letter("alpha", person: "ben") with { Mime = Large }],
        Snapshot = Large,
    };

    async Task DieEverywhereAsync(Func<AzureTableLedgerStore, Task> act, Func<AzureTableLedgerStore, Task> judge)
    {
        var deaths = 0;
        for (var request = 1; ; request++)
            foreach (var after in (bool[])[false, true])
            {
                var prefix = $"c{Guid.NewGuid():n}"[..20];
                var store = await azurite.OpenAsync(prefix);
                await store.AppendAsync(Append("alpha", 0, Chain(1)) with { NextDueAt = Now, Letters = [Letter("alpha")] });
                var death = new Death();
                var dying = await azurite.OpenAsync(prefix, death);
                death.At(request, after);
                try
                {
                    await act(dying);
                    Assert.True(deaths > 3, "Nothing died.");
                    return;
                }
                catch (DiedException)
                {
                    deaths++;
                }
                await judge(await azurite.OpenAsync(prefix));
            }
    }

    sealed class DiedException : Exception;

    sealed class Death : HttpPipelinePolicy
    {
        int left = int.MaxValue;
        bool afterwards;
        bool dead;

        public void At(int request, bool after) => (left, afterwards) = (request, after);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var dies = Interlocked.Decrement(ref left) == 0;
            if (dead || (dies && !afterwards))
            {
                dead = true;
                throw new DiedException();
            }
            await ProcessNextAsync(message, pipeline);
            if (dies)
            {
                dead = true;
                throw new DiedException();
            }
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The store asks asynchronously.");
    }
}
