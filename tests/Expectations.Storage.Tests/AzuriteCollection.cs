namespace Expectations.Storage.Tests;

/// <summary>All tests that talk to Azurite share one process of it, each on tables of its own.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // That is what xunit calls it.
public sealed class AzuriteCollection : ICollectionFixture<Azurite>
#pragma warning restore CA1711
{
    internal const string Name = "Azurite";
}
