using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Expectations.Storage.Tests;

/// <summary>Azurite in a process of its own: the table and blob services of Azure Storage, as npm has them.</summary>
public sealed class Azurite : IAsyncLifetime
{
    /// <summary>The emulator's published account; it opens nothing but emulators.</summary>
    const string Account = "devstoreaccount1";
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
    Process? process;

    /// <summary>Opens it with the emulator's key.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Clients, with a policy that may make requests fail.</summary>
    public (TableServiceClient Tables, BlobServiceClient Blobs) Clients(HttpPipelinePolicy? policy = null)
    {
        var (tables, blobs) = (new TableClientOptions(), new BlobClientOptions());
        if (policy is not null)
            foreach (var options in (ClientOptions[])[tables, blobs])
            {
                options.Retry.MaxRetries = 0;
                options.AddPolicy(policy, HttpPipelinePosition.PerCall);
            }
        return (new TableServiceClient(ConnectionString, tables), new BlobServiceClient(ConnectionString, blobs));
    }

    /// <summary>Names of the blobs of a store.</summary>
    public async Task<List<string>> BlobsAsync(string prefix) =>
        await Clients().Blobs.GetBlobContainerClient($"{prefix}ledgers").GetBlobsAsync()
            .Select(blob => blob.Name).ToListAsync();

    /// <summary>How many facts a store remembers.</summary>
    public async Task<int> FactsAsync(string prefix) =>
        await Clients().Tables.GetTableClient($"{prefix}ledgers").QueryAsync<TableEntity>()
            .CountAsync(row => row.RowKey.StartsWith("f~", StringComparison.Ordinal));

    public async Task InitializeAsync()
    {
        var (blobPort, tablePort, queuePort) = (FreePort(), FreePort(), FreePort());
        process = Process.Start(new ProcessStartInfo("node",
        [
            Script(), "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", folder.FullName,
            "--blobPort", $"{blobPort}", "--queuePort", $"{queuePort}", "--tablePort", $"{tablePort}",
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};"
            + $"TableEndpoint=http://127.0.0.1:{tablePort}/{Account};";
        await ListeningAsync(blobPort);
        await ListeningAsync(tablePort);
    }

    public Task DisposeAsync()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    static string Script()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "tools", "node_modules", "azurite", "dist", "src", "azurite.js") is var file
                && File.Exists(file))
                return file;
        throw new InvalidOperationException("Azurite is not installed; run ./test, which installs it.");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static async Task ListeningAsync(int port)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (deadline.Elapsed < Patience)
            {
                await Task.Delay(100);
            }
        }
    }
}
