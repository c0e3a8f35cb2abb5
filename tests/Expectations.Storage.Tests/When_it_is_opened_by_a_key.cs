using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class When_it_is_opened_by_a_key(Azurite azurite)
{
    [Fact]
    public async Task What_one_has_written_the_next_one_reads()
    {
        var project = $"opened-{Guid.NewGuid():n}";
        var store = await AzureTableLedgerStore.OpenAsync(azurite.ConnectionString);
        await store.AppendAsync(Append(project, 0, Chain(3)));

        var next = await AzureTableLedgerStore.OpenAsync(azurite.ConnectionString);

        AssertSame(Chain(3), await next.ReadAsync(project).ToListAsync());
    }

    [Fact]
    public Task What_is_no_connection_string_is_refused() =>
        Assert.ThrowsAsync<InvalidOperationException>(() => AzureTableLedgerStore.OpenAsync("https://account.example"));
}
