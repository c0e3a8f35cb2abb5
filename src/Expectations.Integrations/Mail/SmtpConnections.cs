using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Expectations.Integrations.Mail;

/// <summary>
/// Keeps a few connections to one mail server open and hands them out, one letter at a time.
/// </summary>
sealed class SmtpConnections : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly Stack<SmtpConnection> idling = new();
    readonly SmtpSettings server;
    readonly SemaphoreSlim free;
    readonly Timer sweep;
    bool isClosed;

    public SmtpConnections(SmtpSettings settings)
    {
        server = settings;
        free = new(settings.Connections);
        sweep = new(_ => CloseIdle());
    }

    /// <summary>Takes a connection over, opening it where none is idle.</summary>
    /// <param name="fresh">Passes over those that are open already.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<SmtpConnection> TakeAsync(bool fresh, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            return (fresh ? null : TakeIdle()) ?? new(await OpenAsync(cancellation));
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    /// <summary>Gives a connection back; one that broke or has done its share is closed.</summary>
    public async Task GiveBackAsync(SmtpConnection connection)
    {
        connection.Letters++;
        connection.IdleSince = Stopwatch.GetTimestamp();
        var keep = connection.Client.IsConnected && connection.Letters < server.LettersPerConnection;
        lock (gate)
        {
            keep &= !isClosed;
            if (keep)
            {
                idling.Push(connection);
                sweep.Change(server.IdleTimeout.ToTimeSpan(), Timeout.InfiniteTimeSpan);
            }
        }
        free.Release();
        if (!keep)
            await CloseAsync(connection.Client);
    }

    public async ValueTask DisposeAsync()
    {
        SmtpConnection[] left;
        lock (gate)
        {
            isClosed = true;
            left = [.. idling];
            idling.Clear();
        }
        await sweep.DisposeAsync();
        await Task.WhenAll(left.Select(connection => CloseAsync(connection.Client)));
    }

    SmtpConnection? TakeIdle()
    {
        lock (gate)
            return idling.TryPop(out var connection) ? connection : null;
    }

    async Task<SmtpClient> OpenAsync(CancellationToken cancellation)
    {
        var client = new ExactSmtpClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(server.ConnectTimeout.ToTimeSpan());
        try
        {
            if (server.CertificateFingerprint is not null)
                client.ServerCertificateValidationCallback = IsTheOne;
            await client.ConnectAsync(
                await DialAsync(deadline.Token), server.Host, server.Port, Secured(server.Security), deadline.Token);
            if (server.UserName is not null)
                await client.AuthenticateAsync(server.UserName, server.Password!, deadline.Token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    // The last bytes of a letter would wait for word that those before have arrived: forty milliseconds a letter.
    async Task<Socket> DialAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    bool IsTheOne(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null && certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(
            server.CertificateFingerprint!.Replace(":", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase);

    static SecureSocketOptions Secured(SmtpSecurity security) => security switch
    {
        SmtpSecurity.TlsOnConnect => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    void CloseIdle()
    {
        List<SmtpConnection> old = [];
        lock (gate)
        {
            var young = new List<SmtpConnection>();
            while (idling.TryPop(out var connection))
                (IsOld(connection) ? old : young).Add(connection);
            for (var i = young.Count - 1; i >= 0; i--)
                idling.Push(young[i]);
            if (young.Count > 0 && !isClosed)
                sweep.Change(server.IdleTimeout.ToTimeSpan(), Timeout.InfiniteTimeSpan);
        }
        foreach (var connection in old)
            _ = CloseAsync(connection.Client);
    }

    bool IsOld(SmtpConnection connection) =>
        Stopwatch.GetElapsedTime(connection.IdleSince) >= server.IdleTimeout.ToTimeSpan() * 0.9;

    static async Task CloseAsync(SmtpClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception)
        {
            // A polite goodbye is all that was missed.
        }
        client.Dispose();
    }
}

/// <summary>One connection to a mail server.</summary>
sealed class SmtpConnection(SmtpClient client)
{
    public SmtpClient Client { get; } = client;

    /// <summary>Attempts made over it.</summary>
    public int Letters { get; set; }

    /// <summary>Timestamp of its last use.</summary>
    public long IdleSince { get; set; }
}
