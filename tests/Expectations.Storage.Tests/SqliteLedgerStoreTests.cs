namespace Expectations.Storage.Tests;

/// <summary>The contract, kept by SQLite.</summary>
public sealed class SqliteLedgerStoreTests : LedgerStoreContract
{
    readonly TemporaryFolder folder = new();
    SqliteLedgerStore? store;

    protected override async Task<ILedgerStore> OpenAsync() =>
        store = await SqliteLedgerStore.OpenAsync(folder.Ledgers, new() { ReserveBytes = 0 });

    protected override async Task CloseAsync()
    {
        if (store is not null)
            await store.DisposeAsync();
        folder.Delete();
    }
}
