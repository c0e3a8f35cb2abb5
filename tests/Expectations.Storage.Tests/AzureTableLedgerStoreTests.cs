namespace Expectations.Storage.Tests;

/// <summary>The contract, kept by Azure Tables as Azurite plays them; each test on tables of its own.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureTableLedgerStoreTests(Azurite azurite) : LedgerStoreContract
{
    protected override async Task<ILedgerStore> OpenAsync() => await azurite.OpenAsync($"t{Guid.NewGuid():n}"[..20]);

    protected override Task CloseAsync() => Task.CompletedTask;
}
