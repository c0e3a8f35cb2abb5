using System.Net;

namespace Expectations.Integrations.Mail;

/// <summary>How a mail server is reached.</summary>
public sealed record SmtpSettings
{
    /// <summary>Name or IP address of the server.</summary>
    public required string Host { get; init; }

    /// <summary>Port; 587 for submission with STARTTLS, 465 for TLS from the first byte.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is kept secret.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Account to sign in with; none sends without signing in.</summary>
    public string? UserName { get; init; }

    /// <summary>Password of the account.</summary>
    public string? Password { get; init; }

    /// <summary>Address that bounces go to; none uses the one each letter is from.</summary>
    public string? Sender { get; init; }

    /// <summary>
    /// SHA-256 fingerprint of the server's certificate in hex, for a server whose certificate no authority
    /// vouches for; none accepts what the machine trusts.
    /// </summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>Most connections open at the same time.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Letters after which a connection is replaced; many servers set a limit.</summary>
    public int LettersPerConnection { get; init; } = 100;

    /// <summary>How long connecting and signing in may take.</summary>
    public Duration ConnectTimeout { get; init; } = Duration.FromSeconds(15);

    /// <summary>How long one attempt may take in all; to be less than the courier's lease.</summary>
    public Duration AttemptTimeout { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long a connection nobody uses stays open.</summary>
    public Duration IdleTimeout { get; init; } = Duration.FromSeconds(20);

    /// <summary>
    /// The first thing in the settings that cannot work or would send letters in the clear, and what to
    /// change; none
    /// when all is well.
    /// </summary>
    public string? FirstMistake() => this switch
    {
        { } when string.IsNullOrWhiteSpace(Host) =>
            "The mail settings name no host. Set the name of the mail server.",
        { Port: < 1 or > 65_535 } => $"Port {Port} of the mail server is not between 1 and 65535.",
        { Security: SmtpSecurity.None, IsLoopback: false } =>
            $"Letters to {Host} would travel in the clear. Set the security to StartTls or TlsOnConnect; "
            + "None is for a mail server on this machine only.",
        { } when UserName is null != Password is null =>
            "The mail settings have a user name or a password but not both.",
        { Connections: < 1 } or { LettersPerConnection: < 1 } =>
            "The mail settings need at least one connection and one letter on it.",
        { } when Sender is not null && !FrozenMessage.IsAddress(Sender) =>
            "The sender in the mail settings is not a mail address.",
        _ => null,
    };

    /// <summary>The server, without account and password.</summary>
    public override string ToString() => $"{Host}:{Port}";

    bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>How a connection to a mail server is kept secret.</summary>
public enum SmtpSecurity
{
    /// <summary>Starts in the clear and must turn to TLS before anything is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    TlsOnConnect,

    /// <summary>Not at all; allowed for a server on this machine only.</summary>
    None,
}
