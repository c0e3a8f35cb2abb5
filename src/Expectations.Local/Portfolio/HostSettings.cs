using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Plans;
using Expectations.Integrations.Webhooks;

namespace Expectations.Local.Portfolio;

/// <summary>What all projects of a portfolio share.</summary>
internal sealed record HostSettings
{
    /// <summary>Folder of the ledgers; a relative path counts from the portfolio folder.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Address under which the people who get letters reach this program.</summary>
    public Uri BaseUrl { get; init; } = new("http://localhost:5080");

    /// <summary>E-mail address all letters are sent from; answers go to the project's manager.</summary>
    public required string Sender { get; init; }

    /// <summary>Where the key is kept that opens the manager's pages; none leaves those pages shut.</summary>
    public Secret? OperatorKeyFrom { get; init; }

    /// <summary>Way out for letters: exactly one of smtp, folder and graph.</summary>
    public required OutletSettings Outlet { get; init; }

    /// <summary>Letters that leave within a minute, at most; from 1 to 10000.</summary>
    public int LettersPerMinute { get; init; } = 30;

    /// <summary>Sign-in to Microsoft Graph, by which plans are read and letters may be sent.</summary>
    public GraphSettings? Graph { get; init; }

    /// <summary>PM tools that may call in; a tool that is not named is refused.</summary>
    public ImmutableArray<WebhookKeySettings> Webhooks { get; init; } = [];

    /// <summary>Who is told of decisions and warnings.</summary>
    public OutgoingHookSettings? Outgoing { get; init; }

    /// <summary>The tools as the endpoint takes them, secrets included.</summary>
    public WebhookSettings ToWebhooks() => new()
    {
        BaseUrl = BaseUrl,
        Keys = [.. Webhooks.Select(key => key.ToKey())],
    };

    /// <summary>By what the present state of the tools is read, tokens included.</summary>
    public ImmutableArray<ToolAccess> ToAccess() => [.. Webhooks.Select(key => key.ToAccess()).OfType<ToolAccess>()];
}

/// <summary>Way out for letters: exactly one of its keys.</summary>
internal sealed record OutletSettings
{
    /// <summary>A mail server.</summary>
    public SmtpOutletSettings? Smtp { get; init; }

    /// <summary>A folder of .eml files, for trying out.</summary>
    public FolderOutletSettings? Folder { get; init; }

    /// <summary>A mailbox of Microsoft 365.</summary>
    public GraphOutletSettings? Graph { get; init; }
}

/// <summary>A mail server.</summary>
internal sealed record SmtpOutletSettings
{
    /// <summary>Name of the server.</summary>
    public required string Host { get; init; }

    /// <summary>Port, from 1 to 65535; 587 for STARTTLS, 465 for TLS from the first byte.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is kept secret; none only to a server on this machine.</summary>
    public SmtpSecurity Tls { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Account to sign in with; none sends without signing in.</summary>
    public string? User { get; init; }

    /// <summary>Where the password of the account is kept.</summary>
    public Secret? PasswordFrom { get; init; }

    /// <summary>The settings as the outlet takes them, password included.</summary>
    /// <param name="sender">Address that bounces go to.</param>
    public SmtpSettings ToSettings(string sender) => new()
    {
        Host = Host,
        Port = Port,
        Security = Tls,
        UserName = User,
        Password = PasswordFrom?.Reveal(),
        Sender = sender,
    };
}

/// <summary>A folder of .eml files.</summary>
internal sealed record FolderOutletSettings
{
    /// <summary>The folder; a relative path counts from the portfolio folder.</summary>
    public required string Path { get; init; }
}

/// <summary>A mailbox of Microsoft 365 letters are sent from.</summary>
internal sealed record GraphOutletSettings
{
    /// <summary>Address of the mailbox.</summary>
    public required string Mailbox { get; init; }
}

/// <summary>Sign-in to Microsoft Graph as an application.</summary>
internal sealed record GraphSettings
{
    /// <summary>Identity of the directory (tenant), a GUID or a domain.</summary>
    public required string TenantId { get; init; }

    /// <summary>Identity of the registered application (client), a GUID.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the application's secret is kept.</summary>
    public required Secret SecretFrom { get; init; }

    /// <summary>Which cloud the directory belongs to.</summary>
    public GraphCloud Cloud { get; init; } = GraphCloud.Global;

    /// <summary>The settings as the plan source takes them, secret included.</summary>
    public GraphOptions ToOptions() => new()
    {
        SignIn = GraphSignIn.ClientSecret,
        TenantId = TenantId,
        ClientId = ClientId,
        ClientSecret = SecretFrom.Reveal(),
        BaseUrl = Cloud switch
        {
            GraphCloud.UsGovernment => new("https://graph.microsoft.us/v1.0"),
            GraphCloud.UsDefense => new("https://dod-graph.microsoft.us/v1.0"),
            GraphCloud.China => new("https://microsoftgraph.chinacloudapi.cn/v1.0"),
            _ => GraphOptions.Worldwide,
        },
    };
}

/// <summary>A cloud of Microsoft Graph.</summary>
internal enum GraphCloud
{
    /// <summary>The worldwide service.</summary>
    Global,

    /// <summary>The service of the United States government, L4.</summary>
    UsGovernment,

    /// <summary>The service of the United States department of defense, L5.</summary>
    UsDefense,

    /// <summary>The service in China, run by 21Vianet.</summary>
    China,
}
