namespace Expectations.Storage.Tests;

/// <summary>A folder that goes with the test.</summary>
sealed class TemporaryFolder
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledgers-");

    internal string Ledgers => Path.Combine(folder.FullName, "ledgers.db");

    internal void Delete() => folder.Delete(recursive: true);
}
