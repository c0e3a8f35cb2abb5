using System.Diagnostics;
using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public sealed class When_a_ledger_is_old : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task It_loads_as_fast_as_a_young_one()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        await WriteAsync(store, "young", 100);
        await WriteAsync(store, "old", 20_000);

        var (young, old) = (await FastestLoadAsync(store, "young"), await FastestLoadAsync(store, "old"));

        Assert.Equal(20_000, (await store.LoadAsync("old"))!.Sequence);
        Assert.InRange(old, TimeSpan.Zero, (young * 3) + TimeSpan.FromMilliseconds(1));
        Assert.Equal(20_000, await store.ReadAsync("old").CountAsync());
    }

    /// <summary>Ten events after the newest snapshot, whatever the age.</summary>
    static async Task WriteAsync(SqliteLedgerStore store, string project, int count)
    {
        var chain = Chain(count);
        await store.AppendAsync(Append(project, 0, chain[..^10]) with { Snapshot = new byte[5_000] });
        await store.AppendAsync(Append(project, count - 10, chain[^10..]));
    }

    static async Task<TimeSpan> FastestLoadAsync(SqliteLedgerStore store, string project)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await store.LoadAsync(project);
            var taken = Stopwatch.GetElapsedTime(start);
            fastest = taken < fastest ? taken : fastest;
        }

        return fastest;
    }
}
