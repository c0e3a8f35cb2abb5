using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public sealed class When_facts_grow_old : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task Their_identities_are_forgotten_little_by_little()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        Task<AppendResult> Tell(string fact, int day) => store.AppendAsync(
            Append("alpha", 0, []) with { FactId = fact, At = Now + Duration.FromDays(day) }).AsTask();
        for (var i = 0; i < 6; i++)
            await Tell($"old {i}", day: 0);

        for (var i = 0; i < 3; i++)
            Assert.Equal(AppendResult.Appended, await Tell($"new {i}", day: 8));

        for (var i = 0; i < 6; i++)
            Assert.Equal(AppendResult.Appended, await Tell($"old {i}", day: 8));
        Assert.Equal(AppendResult.AlreadyKnown, await Tell("new 0", day: 8));
    }
}
