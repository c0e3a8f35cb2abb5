namespace Expectations.Storage.Tests;

/// <summary>The contract, kept by Azure Tables as Azurite plays them; each test on tables of its own.</summary>
public sealed class AzureTableLedgerStoreTests(Azurite azurite) : LedgerStoreContract, IClassFixture<Azurite>
{
    protected override async Task<ILedgerStore> OpenAsync()
    {
        var (tables, blobs) = azurite.Clients();
        return await AzureTableLedgerStore.OpenAsync(tables, blobs, $"t{Guid.NewGuid():n}"[..20], default);
    }

    protected override Task CloseAsync() => Task.CompletedTask;
}
