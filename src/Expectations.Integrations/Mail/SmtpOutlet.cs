using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using MailKit;
using MailKit.Net.Smtp;

namespace Expectations.Integrations.Mail;

/// <summary>Hands letters to a mail server over SMTP.</summary>
public sealed class SmtpOutlet : IOutlet, IAsyncDisposable
{
    // Long enough to spare a server that is down and an account that would be locked; no letter is claimed
    // meanwhile.
    static readonly Duration Pause = Duration.FromSeconds(30);

    readonly SmtpSettings server;
    readonly SmtpConnections connections;
    readonly IClock time;
    Outage? outageEnds;

    /// <summary>Prepares to use a mail server; the first letter connects.</summary>
    /// <param name="settings">How it is reached.</param>
    /// <param name="clock">Tells the present.</param>
    /// <exception cref="ArgumentException">The settings cannot work; the message says what to
    /// change.</exception>
    public SmtpOutlet(SmtpSettings settings, IClock clock)
    {
        if (settings.FirstMistake() is { } mistake)
            throw new ArgumentException(mistake, nameof(settings));
        server = settings;
        connections = new(settings);
        time = clock;
    }

    /// <inheritdoc/>
    public string Name => "smtp";

    /// <summary>None for half a minute after the server could not be reached or did not let us in.</summary>
    public Headroom Headroom => Left(outageEnds) is { } left ? new(0, left) : new(int.MaxValue);

    /// <inheritdoc/>
    public async Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        if (outageEnds is { } outage && Left(outage) is { } left)
            return outage.Why with { RetryAfter = left };
        if (!FrozenMessage.IsAddress(letter.Recipient))
            return new(AttemptResult.Refused,
                "The address is not a mail address. Correct it in the project's people.");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(server.AttemptTimeout.ToTimeSpan());
        try
        {
            using var message = FrozenMessage.Read(letter, server.Sender);
            return await SendAsync(message, fresh: false, deadline.Token, cancellation);
        }
        catch (FormatException trouble)
        {
            return new(AttemptResult.LetterRefused, trouble.Message);
        }
    }

    /// <summary>Says goodbye to the server.</summary>
    public ValueTask DisposeAsync() => connections.DisposeAsync();

    async Task<Attempt> SendAsync(
        FrozenMessage message, bool fresh, CancellationToken deadline, CancellationToken cancellation)
    {
        SmtpConnection connection;
        try
        {
            connection = await connections.TakeAsync(fresh, deadline);
            outageEnds = null;
        }
        catch (Exception trouble) when (!IsEndOf(trouble, cancellation))
        {
            var why = SmtpReplies.NotConnected(trouble, server);
            outageEnds = new(time.GetCurrentInstant() + Pause, why);
            return why with { RetryAfter = Pause };
        }
        var progress = new ContentProgress();
        try
        {
            return await SendAsync(connection.Client, message, progress, deadline);
        }
        catch (Exception trouble) when (IsStale(connection, trouble, progress))
        {
            // The server had closed the waiting connection; nothing of the letter was sent.
        }
        catch (Exception trouble) when (progress.Complete || !IsEndOf(trouble, cancellation))
        {
            return SmtpReplies.Explain(trouble, progress, message.Recipient.Address);
        }
        finally
        {
            await connections.GiveBackAsync(connection);
        }
        return await SendAsync(message, fresh: true, deadline, cancellation);
    }

    static async Task<Attempt> SendAsync(
        SmtpClient client, FrozenMessage message, ContentProgress progress, CancellationToken deadline)
    {
        if (message.HasEightBit && !client.Capabilities.HasFlag(SmtpCapabilities.EightBitMime))
            return new(AttemptResult.TryAgain, "The mail server takes ASCII only, and this letter is not.");
        if (!message.Recipient.LocalPart.All(char.IsAscii)
            && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            return new(AttemptResult.TryAgain, "The mail server cannot write to addresses beyond a–z.");
        await client.SendAsync(
            FrozenMessage.Format, message.Message, message.Sender, [message.Recipient], deadline, progress);
        return new(AttemptResult.Accepted);
    }

    static bool IsStale(SmtpConnection connection, Exception trouble, ContentProgress progress) =>
        connection.Letters > 0 && !progress.Begun
        && trouble is IOException or ProtocolException or SmtpCommandException
        {
            StatusCode: SmtpStatusCode.ServiceNotAvailable
        };

    static bool IsEndOf(Exception trouble, CancellationToken cancellation) =>
        trouble is OperationCanceledException && cancellation.IsCancellationRequested;

    Duration? Left(Outage? outage) =>
        outage?.Until - time.GetCurrentInstant() is { } left && left > Duration.Zero ? left : null;

    sealed record Outage(Instant Until, Attempt Why);
}
