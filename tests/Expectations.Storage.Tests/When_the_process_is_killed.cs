using System.Diagnostics;

namespace Expectations.Storage.Tests;

public sealed class When_the_process_is_killed : IDisposable
{
    const int Acknowledged = 2_000;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Fault_45_everything_acknowledged_is_there_and_every_chain_verifies()
    {
        var told = await WriteUntilKilledAsync();

        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        foreach (var (project, sequence) in told)
        {
            Assert.InRange((await store.LoadAsync(project))!.Sequence, sequence, sequence + 1);
            using var export = new MemoryStream();
            await LedgerExport.WriteAsync(store, project, export);
            export.Position = 0;
            var report = await LedgerVerifier.VerifyAsync(export);
            Assert.True(report.IsIntact, report.Problem);
            Assert.Equal(report.Events, (await store.OutboxAsync(project)).Count);
        }

        Assert.Equal(40, told.Count);
    }

    async Task<Dictionary<string, long>> WriteUntilKilledAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Samples).Assembly.Location, folder.Ledgers])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var writer = Process.Start(start)!;
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var lines = 0; await writer.StandardOutput.ReadLineAsync() is { } line; lines++)
        {
            if (lines == Acknowledged)
                writer.Kill();
            // The last line may be cut off by the end of the process.
            if (line.Split(' ') is [var project, var sequence] && long.TryParse(sequence, out var number))
                told[project] = Math.Max(number, told.GetValueOrDefault(project));
        }

        await writer.WaitForExitAsync();
        return told;
    }
}
