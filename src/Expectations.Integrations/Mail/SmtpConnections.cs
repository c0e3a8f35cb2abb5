using System.Diagnostics;
using System.Net.Security;
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
    readonly Lock _gate = new();
    readonly Stack<SmtpConnection> _idle = new();
    readonly SmtpSettings _settings;
    readonly SemaphoreSlim _free;
    readonly Timer _sweep;
    bool _closed;

    public SmtpConnections(SmtpSettings settings)
    {
        _settings = settings;
        _free = new(settings.Connections);
        _sweep = new(_ => CloseIdle());
    }

    /// <summary>Takes a connection over, opening it where none is idle.</summary>
    /// <param name="fresh">Passes over those that are open already.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<SmtpConnection> TakeAsync(bool fresh, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return (fresh ? null : TakeIdle()) ?? new(await OpenAsync(cancellation));
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>Gives a connection back; one that broke or has done its share is closed.</summary>
    public async Task GiveBackAsync(SmtpConnection connection)
    {
        connection.Letters++;
        connection.IdleSince = Stopwatch.GetTimestamp();
        var keep = connection.Client.IsConnected && connection.Letters < _settings.LettersPerConnection;
        lock (_gate)
        {
            keep &= !_closed;
            if (keep)
            {
                _idle.Push(connection);
                _sweep.Change(_settings.IdleTimeout.ToTimeSpan(), Timeout.InfiniteTimeSpan);
            }
        }
        _free.Release();
        if (!keep)
            await CloseAsync(connection.Client);
    }

    public async ValueTask DisposeAsync()
    {
        SmtpConnection[] left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _idle];
            _idle.Clear();
        }
        await _sweep.DisposeAsync();
        await Task.WhenAll(left.Select(connection => CloseAsync(connection.Client)));
    }

    SmtpConnection? TakeIdle()
    {
        lock (_gate)
            return _idle.TryPop(out var connection) ? connection : null;
    }

    async Task<SmtpClient> OpenAsync(CancellationToken cancellation)
    {
        var client = new ExactSmtpClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_settings.ConnectTimeout.ToTimeSpan());
        try
        {
            if (_settings.CertificateFingerprint is not null)
                client.ServerCertificateValidationCallback = IsTheOne;
            await client.ConnectAsync(
                _settings.Host, _settings.Port, Socket(_settings.Security), deadline.Token);
            if (_settings.UserName is not null)
                await client.AuthenticateAsync(_settings.UserName, _settings.Password!, deadline.Token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    bool IsTheOne(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null && certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(
            _settings.CertificateFingerprint!.Replace(":", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase);

    static SecureSocketOptions Socket(SmtpSecurity security) => security switch
    {
        SmtpSecurity.TlsOnConnect => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    void CloseIdle()
    {
        List<SmtpConnection> old = [];
        lock (_gate)
        {
            var young = new List<SmtpConnection>();
            while (_idle.TryPop(out var connection))
                (IsOld(connection) ? old : young).Add(connection);
            for (var i = young.Count - 1; i >= 0; i--)
                _idle.Push(young[i]);
            if (young.Count > 0 && !_closed)
                _sweep.Change(_settings.IdleTimeout.ToTimeSpan(), Timeout.InfiniteTimeSpan);
        }
        foreach (var connection in old)
            _ = CloseAsync(connection.Client);
    }

    bool IsOld(SmtpConnection connection) =>
        Stopwatch.GetElapsedTime(connection.IdleSince) >= _settings.IdleTimeout.ToTimeSpan() * 0.9;

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
