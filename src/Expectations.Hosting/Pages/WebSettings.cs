using Expectations.Hosting.Webhooks;

namespace Expectations.Hosting.Pages;

/// <summary>What the web pages need to know of the installation.</summary>
public sealed record WebSettings
{
    const int ShortestKey = 16;
    const int ShortestUnsubscribeKey = 32;

    /// <summary>Key that opens the pages and the API; none keeps both shut.</summary>
    public string? OperatorKey { get; init; }

    /// <summary>
    /// Lets whoever sits at this machine in without a key; for trying out, never behind a proxy.
    /// </summary>
    public bool OpenOnThisMachine { get; init; }

    /// <summary>
    /// Secret that seals the links for unsubscribing, the client's page, the pulse and all forms, at least 32 bytes;
    /// the letters use the same.
    /// </summary>
    public required ReadOnlyMemory<byte> UnsubscribeKey { get; init; }

    /// <summary>Sweeps further apart than this make the health turn bad.</summary>
    public Duration SweepMustComeWithin { get; init; } = Duration.FromMinutes(15);

    /// <summary>Which PM tools may call in; none by default.</summary>
    public WebhookSettings Webhooks { get; init; } = new() { BaseUrl = new Uri("http://localhost") };

    internal WebSettings Checked()
    {
        // Where a vault reference cannot be resolved, the reference itself would become the key.
        if ((OperatorKey ?? "").StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException(
                "OperatorKey is an unresolved Key Vault reference; let the app read that secret.");
        if (OperatorKey is { Length: < ShortestKey })
            throw new InvalidOperationException(
                $"OperatorKey must have at least {ShortestKey} characters; generate a new one.");
        if (UnsubscribeKey.Length < ShortestUnsubscribeKey)
            throw new InvalidOperationException(
                $"UnsubscribeKey must have at least {ShortestUnsubscribeKey} bytes; generate one.");
        return this;
    }
}
