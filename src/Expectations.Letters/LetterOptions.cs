namespace Expectations.Letters;

/// <summary>What letters need to know of the installation that sends them.</summary>
public sealed record LetterOptions
{
    /// <summary>Address all letters are sent from; answers go to the project's manager.</summary>
    public required string SenderAddress { get; init; }

    /// <summary>Domain of Message-ID and List-Id, normally that of <see cref="SenderAddress"/>.</summary>
    public required string MessageIdDomain { get; init; }

    /// <summary>Where the web pages are reached: https, or http on this machine alone.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Secret that seals unsubscribe links, at least 32 bytes.</summary>
    public required ReadOnlyMemory<byte> UnsubscribeKey { get; init; }

    /// <summary>Mailbox that takes unsubscribe requests as well; none where there is none.</summary>
    public string? MailtoUnsubscribe { get; init; }

    internal static LetterOptions Checked(LetterOptions options)
    {
        if (!options.BaseUrl.IsAbsoluteUri
            || !(options.BaseUrl.Scheme == Uri.UriSchemeHttps || IsThisMachine(options.BaseUrl)))
            throw new ArgumentException(
                "BaseUrl must begin with https://, or be http://localhost for trying out.", nameof(options));
        if (options.UnsubscribeKey.Length < 32)
            throw new ArgumentException(
                "UnsubscribeKey must have at least 32 bytes; generate one and keep it secret.",
                nameof(options));
        if (Uri.CheckHostName(options.MessageIdDomain) != UriHostNameType.Dns)
            throw new ArgumentException(
                "MessageIdDomain must be a domain name such as letters.example.com.", nameof(options));
        return options;
    }

    static bool IsThisMachine(Uri url) => url.Scheme == Uri.UriSchemeHttp && url.IsLoopback;
}
