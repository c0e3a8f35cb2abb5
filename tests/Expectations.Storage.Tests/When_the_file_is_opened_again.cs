using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public sealed class When_the_file_is_opened_again : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task Fault_45_letters_a_dead_process_was_sending_go_again_at_once_and_may_have_arrived()
    {
        await using (var dying = await SqliteLedgerStore.OpenAsync(folder.Ledgers))
        {
            await dying.AppendAsync(Append("alpha", 0, Chain(1)) with { Letters = [Letter("alpha")] });
            Assert.Single(await dying.ClaimAsync(null, Now, Duration.FromHours(1), 10));
        }

        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        var again = Assert.Single(await store.ClaimAsync(null, Now, Duration.FromHours(1), 10));
        Assert.Equal((OutboxState.Ambiguous, 2), (again.State, again.Attempts));
    }

    [Fact]
    public async Task Fault_45_so_do_letters_it_was_sending_for_the_second_time()
    {
        await using (var dying = await SqliteLedgerStore.OpenAsync(folder.Ledgers))
        {
            await dying.AppendAsync(Append("alpha", 0, Chain(1)) with { Letters = [Letter("alpha")] });
            await dying.ClaimAsync(null, Now, Lease, 10);
            Assert.Single(await dying.ClaimAsync(null, Now + Lease, Duration.FromHours(1), 10));
        }

        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        Assert.Single(await store.ClaimAsync(null, Now + Lease, Lease, 10));
    }
}
