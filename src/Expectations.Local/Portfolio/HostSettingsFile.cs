using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Mail;
using MimeKit;

namespace Expectations.Local.Portfolio;

/// <summary>Reads what the projects of a portfolio share from its <c>portfolio.yaml</c>.</summary>
internal static class HostSettingsFile
{
    /// <summary>Name of the file in the portfolio folder.</summary>
    public const string Name = "portfolio.yaml";

    /// <summary>Reads the settings and fetches the secrets they name.</summary>
    /// <param name="folder">The portfolio folder.</param>
    /// <param name="environment">Gives the value of an environment variable; none where it is not set.</param>
    /// <returns>The settings, or none and every mistake that was found.</returns>
    public static (HostSettings? Settings, ImmutableArray<Mistake> Mistakes) Load(
        string folder, Func<string, string?> environment)
    {
        var mistakes = new List<Mistake>();
        var path = Path.GetFullPath(folder);
        if (YamlText.Load(Path.Combine(path, Name), Name, mistakes) is not { } root) return (null, [.. mistakes]);
        var reader = new NodeReader(Name, mistakes);
        var settings = reader.Read<HostSettings>(root);
        Check(settings, reader);
        settings = Placed(Fetched(settings, path, environment, reader), path);
        if (mistakes.Count == 0 && settings.Outgoing?.ToSettings().Problems().FirstOrDefault() is { } problem)
            reader.Note("outgoing", problem, "Mend it, or take 'outgoing' out.");
        return (mistakes.Count == 0 ? settings : null, [.. mistakes.OrderBy(mistake => mistake.Line)]);
    }

    static HostSettings Fetched(
        HostSettings settings, string folder, Func<string, string?> environment, NodeReader reader)
    {
        Secret? Fetch(Secret? secret, string path) =>
            reader.IsFaulty(path) ? secret : secret?.Fetch(path, folder, environment, reader);
        ImmutableArray<Secret> FetchAll(ImmutableArray<Secret> secrets, string path) =>
            [.. secrets.Select((secret, i) => Fetch(secret, $"{path}.secretsFrom[{i}]")!)];
        var smtp = settings.Outlet.Smtp;
        return settings with
        {
            OperatorKeyFrom = Fetch(settings.OperatorKeyFrom, "operatorKeyFrom"),
            Outlet = settings.Outlet with
            {
                Smtp = smtp is null ? null
                    : smtp with { PasswordFrom = Fetch(smtp.PasswordFrom, "outlet.smtp.passwordFrom") },
            },
            Webhooks = [.. settings.Webhooks.Select((key, i) => key with
            {
                SecretsFrom = FetchAll(key.SecretsFrom, $"webhooks[{i}]"),
                TokenFrom = Fetch(key.TokenFrom, $"webhooks[{i}].tokenFrom"),
            })],
            Outgoing = settings.Outgoing is not { } outgoing ? null : outgoing with
            {
                Endpoints = [.. outgoing.Endpoints.Select((endpoint, i) => endpoint with
                {
                    SecretsFrom = FetchAll(endpoint.SecretsFrom, $"outgoing.endpoints[{i}]"),
                })],
            },
            Graph = settings.Graph is not { } graph
                ? null
                : graph with { SecretFrom = Fetch(graph.SecretFrom, "graph.secretFrom")! },
        };
    }

    static HostSettings Placed(HostSettings settings, string folder) => settings with
    {
        DataFolder = Path.GetFullPath(settings.DataFolder, folder),
        Outlet = settings.Outlet with
        {
            Folder = settings.Outlet.Folder is not { } outlet
                ? null
                : outlet with { Path = Path.GetFullPath(outlet.Path, folder) },
        },
    };

    static void Check(HostSettings settings, NodeReader reader)
    {
        void Demand(bool right, string path, string reason, string mend)
        {
            if (!right && !reader.IsFaulty(path)) reader.Note(path, reason, mend);
        }
        Demand(IsAddress(settings.Sender), "sender",
            "'sender' is not an e-mail address.", "Write one address, for example reports@agency.example.");
        Demand(settings.BaseUrl.Scheme == Uri.UriSchemeHttps || settings.BaseUrl.IsLoopback, "baseUrl",
            "'baseUrl' would send the links of clients unencrypted.", "Begin it with https://.");
        Demand(settings.LettersPerMinute is >= 1 and <= 10_000, "lettersPerMinute",
            "'lettersPerMinute' must lie between 1 and 10000.", "Write 30 when in doubt.");
        foreach (var (i, key) in settings.Webhooks.Index())
        {
            Demand(key.SecretsFrom.Length > 0, $"webhooks[{i}].secretsFrom", "A tool without a secret is refused.",
                "Name where its secret is kept, for example '- { env: GITHUB_WEBHOOK_SECRET }'.");
            Demand(key.Project != WebhookDoor.Portfolio, $"webhooks[{i}].project",
                "'portfolio' stands for all projects.", "Leave 'project' out.");
            if (key.Problem() is { } problem)
                Demand(false, $"webhooks[{i}]", problem, "Mend it, or leave the present state unread.");
        }
        CheckOutlet(settings, Demand);
    }

    static void CheckOutlet(HostSettings settings, Action<bool, string, string, string> demand)
    {
        var outlet = settings.Outlet;
        var named = new object?[] { outlet.Smtp, outlet.Folder, outlet.Graph }.Count(way => way is not null);
        demand(named == 1, "outlet", "Letters leave in exactly one way.", "Name one of smtp, folder and graph.");
        demand(outlet.Graph is null || settings.Graph is not null, "outlet.graph",
            "Letters are to leave through Graph, but there is no sign-in to it.",
            "Add 'graph: { tenantId: …, clientId: …, secretFrom: { env: … } }' to the file.");
        demand(outlet.Graph is null || IsAddress(outlet.Graph.Mailbox), "outlet.graph.mailbox",
            "'mailbox' is not an e-mail address.", "Write one address, for example reports@agency.example.");
        if (outlet.Smtp is not { } smtp) return;
        demand(smtp.Port is >= 1 and <= 65_535, "outlet.smtp.port",
            "'port' must lie between 1 and 65535.", "Write 587, or 465 with 'tls: tlsOnConnect'.");
        demand(smtp.User is null == smtp.PasswordFrom is null, "outlet.smtp",
            "'user' and 'passwordFrom' belong together.", "Give both, or neither.");
        demand(smtp.Tls != SmtpSecurity.None || IsThisMachine(smtp.Host), "outlet.smtp.tls",
            "Letters would leave this machine unencrypted.", "Write 'tls: startTls' or 'tls: tlsOnConnect'.");
    }

    static bool IsThisMachine(string host) => host is "localhost" or "127.0.0.1" or "::1";

    static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address == text
            && text.Contains('@', StringComparison.Ordinal);
}
