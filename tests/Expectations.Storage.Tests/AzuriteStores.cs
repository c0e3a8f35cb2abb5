using Azure.Core.Pipeline;

namespace Expectations.Storage.Tests;

/// <summary>Stores on tables of a prefix, whose requests pass a policy and whose clock may be set ahead.</summary>
static class AzuriteStores
{
    internal static Task<AzureTableLedgerStore> OpenAsync(
        this Azurite azurite, string prefix, HttpPipelinePolicy? policy = null, int daysAhead = 0) =>
        azurite.Store(prefix, policy, daysAhead).MadeAsync(default);

    /// <summary>One whose tables are there already.</summary>
    internal static AzureTableLedgerStore Store(
        this Azurite azurite, string prefix, HttpPipelinePolicy? policy = null, int daysAhead = 0)
    {
        var (tables, blobs) = azurite.Clients(policy);
        return AzureTableLedgerStore.Of(tables, blobs, prefix, new Ahead(Duration.FromDays(daysAhead)));
    }

    sealed class Ahead(Duration by) : IClock
    {
        public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + by;
    }
}
