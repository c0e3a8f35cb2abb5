namespace Expectations.Integrations.Plans;

/// <summary>How the application signs in to Microsoft Graph and where it finds it.</summary>
public sealed record GraphOptions
{
    /// <summary>Microsoft Graph of the worldwide cloud.</summary>
    public static Uri Worldwide { get; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>How the application proves who it is.</summary>
    public GraphSignIn SignIn { get; init; } = GraphSignIn.Default;

    /// <summary>Identity of the tenant, needed for <see cref="GraphSignIn.ClientSecret"/>.</summary>
    public string? TenantId { get; init; }

    /// <summary>Identity of the application, or of a user-assigned managed identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>Secret of the application, needed for <see cref="GraphSignIn.ClientSecret"/>.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Address of Graph with its version; another for national clouds and for the sandbox.</summary>
    public Uri BaseUrl { get; init; } = Worldwide;

    /// <summary>Longest wait, in seconds, that is sat out when Graph asks for patience.</summary>
    public int LongestWaitSeconds { get; init; } = 4;

    /// <summary>How often an answer that asks for a short patience is tried again within a reading.</summary>
    public int ShortRetries { get; init; } = 2;

    /// <summary>Seconds a single request may take.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (SignIn == GraphSignIn.ClientSecret)
        {
            if (string.IsNullOrWhiteSpace(TenantId))
                yield return "The tenant is not set. Set TenantId to the tenant ID of the app registration.";
            if (string.IsNullOrWhiteSpace(ClientId))
                yield return "The application is not set. Set ClientId to the client ID of the app registration.";
            if (string.IsNullOrWhiteSpace(ClientSecret))
                yield return "The secret is not set. Set ClientSecret to a client secret's value, not its ID.";
        }
        if (ClientSecret?.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true)
            yield return "The secret is a Key Vault reference that was not resolved. "
                + "Give the app's identity the role Key Vault Secrets User on the vault, then restart.";
        if (!BaseUrl.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.Ordinal) && !BaseUrl.IsLoopback)
            yield return "The address of Graph is not https. Use https, or a sandbox on this machine.";
        if (SignIn == GraphSignIn.Sandbox && !BaseUrl.IsLoopback)
            yield return "The sandbox sign-in works on this machine only. "
                + "Set BaseUrl to the sandbox or choose another sign-in.";
    }

    internal void ThrowIfUnusable()
    {
        var problems = string.Join(' ', Problems());
        if (problems.Length > 0)
            throw new InvalidOperationException($"Microsoft Graph cannot be used. {problems}");
    }
}

/// <summary>How the application proves who it is.</summary>
public enum GraphSignIn
{
    /// <summary>What the machine offers: environment variables, managed identity, developer tools.</summary>
    Default,

    /// <summary>An app registration with a client secret.</summary>
    ClientSecret,

    /// <summary>The managed identity of the Azure resource the program runs on.</summary>
    ManagedIdentity,

    /// <summary>The sandbox, which needs no account.</summary>
    Sandbox,
}
