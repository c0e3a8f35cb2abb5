using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Expectations.Integrations.Mail;

namespace Expectations.Integrations.Tests.Mail;

/// <summary>A letter as the mail server got it; the moment of MAIL FROM is in milliseconds since 1970.</summary>
sealed record TakenLetter(
    string File, string Connection, string[] To, string From, bool Secure, string? User, long MailFromAt)
{
    public byte[] Bytes => System.IO.File.ReadAllBytes(File);
}

/// <summary>Nodemailer's mail server in a process of its own, on a free port.</summary>
sealed class RealSmtpServer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    readonly ConcurrentQueue<TakenLetter> arrived = new();
    readonly Process node;
    readonly string taken;

    RealSmtpServer(Process process, string folder, string? fingerprint)
    {
        node = process;
        taken = folder;
        Fingerprint = fingerprint;
    }

    public int Port { get; private init; }

    public string? Fingerprint { get; }

    public IReadOnlyList<TakenLetter> Letters => [.. arrived];

    /// <summary>How many letters it has taken so far.</summary>
    public int Taken => arrived.Count;

    /// <summary>Settings that reach it in the clear.</summary>
    public SmtpSettings Settings => new() { Host = "127.0.0.1", Port = Port, Security = SmtpSecurity.None };

    public static async Task<RealSmtpServer> StartAsync(
        bool tls = false, bool onConnect = false, string? user = null, string? password = null)
    {
        var folder = Directory.CreateTempSubdirectory("mail-").FullName;
        using var certificate = tls ? Certificate() : null;
        var settings = JsonSerializer.Serialize(new
        {
            folder,
            onConnect,
            user,
            password,
            tls = certificate is null ? null : new
            {
                key = certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(),
                cert = certificate.ExportCertificatePem(),
            },
        }, Json);
        var process = Process.Start(new ProcessStartInfo("node", [Script(), settings])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException("The mail server ended before it was ready.");
        var server = new RealSmtpServer(process, folder, certificate?.GetCertHashString(HashAlgorithmName.SHA256))
        {
            Port = JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32(),
        };
        _ = server.ListenAsync();
        return server;
    }

    /// <summary>
    /// Waits until so many letters are there: the server tells of them beside the connection.
    /// </summary>
    public async Task<IReadOnlyList<TakenLetter>> LettersAsync(int count)
    {
        var waited = Stopwatch.StartNew();
        while (arrived.Count < count && waited.Elapsed < Patience)
            await Task.Delay(5);
        return arrived.Count == count
            ? Letters
            : throw new InvalidOperationException($"{arrived.Count} letters arrived, not {count}.");
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync().WaitAsync(Patience);
        node.Dispose();
        Directory.Delete(taken, recursive: true);
    }

    async Task ListenAsync()
    {
        while (await node.StandardOutput.ReadLineAsync() is { } line)
            arrived.Enqueue(JsonSerializer.Deserialize<TakenLetter>(line, Json)!);
    }

    static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "tests", "tools");
            if (!File.Exists(Path.Combine(tools, "package.json")))
                continue;
            return Directory.Exists(Path.Combine(tools, "node_modules", "smtp-server"))
                ? Path.Combine(tools, "smtp-server.mjs")
                : throw new InvalidOperationException("The mail server for tests is not installed. Run ./test once.");
        }
        throw new InvalidOperationException("The folder tests/tools was not found above the tests.");
    }

    static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
