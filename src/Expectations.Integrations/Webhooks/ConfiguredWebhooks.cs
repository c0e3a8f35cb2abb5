using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks.Outgoing;

namespace Expectations.Integrations.Webhooks;

/// <summary>Webhooks in both directions, as a host's settings have them.</summary>
sealed record ConfiguredWebhooks
{
    /// <summary>PM tools that may call in.</summary>
    public ImmutableArray<WebhookKey> Keys { get; init; } = [];

    /// <summary>Who is told of decisions and warnings.</summary>
    public OutgoingSettings Outgoing { get; init; } = new();

    /// <summary>By what the present state of the tools is read; none reads nothing there.</summary>
    public ImmutableArray<ToolAccess> Access { get; init; } = [];

    /// <summary>Reads them from names and values, as app settings are; lists count from 0.</summary>
    /// <param name="optional">The value of a name such as <c>Webhooks:0:Tool</c>; none where it is not set.</param>
    /// <param name="complain">Takes the name of what is wrong, and what is wrong with it.</param>
    internal static ConfiguredWebhooks Read(Func<string, string?> optional, Action<string, string> complain)
    {
        var reader = new WebhookSettingReader(optional, complain);
        return new ConfiguredWebhooks
        {
            Keys = reader.Keys(),
            Outgoing = reader.Outgoing(),
            Access = reader.Access(),
        };
    }

    /// <summary>Never the secrets.</summary>
    public override string ToString() => $"{Keys.Length} tools, {Outgoing.Endpoints.Length} endpoints";
}

/// <summary>Reads webhooks from names and values.</summary>
sealed class WebhookSettingReader(Func<string, string?> optional, Action<string, string> complain)
{
    /// <summary>PM tools that may call in.</summary>
    internal ImmutableArray<WebhookKey> Keys()
    {
        var keys = ImmutableArray.CreateBuilder<WebhookKey>();
        for (var i = 0; optional($"Webhooks:{i}:Tool") is { } name; i++)
            if (ToolNames.Find(name) is { } tool)
                keys.Add(new WebhookKey(tool, optional($"Webhooks:{i}:Project"), Secrets($"Webhooks:{i}:Secrets")));
            else
                complain(
                    $"Webhooks:{i}:Tool",
                    $"must be one of: {string.Join(", ", Enum.GetValues<Tool>().Select(ToolNames.Of))}");
        return keys.ToImmutable();
    }

    /// <summary>Tokens beside the secrets; the one of GitHub may stand alone.</summary>
    internal ImmutableArray<ToolAccess> Access()
    {
        var access = ImmutableArray.CreateBuilder<ToolAccess>();
        for (var i = 0; optional($"Webhooks:{i}:Tool") is { } name; i++)
            if (ToolNames.Find(name) is { } tool && optional($"Webhooks:{i}:Token") is { } token)
                access.Add(Access($"Webhooks:{i}", tool, token));
        if (optional("GitHubToken") is { } alone)
            access.Add(new ToolAccess(Tool.Github, alone));
        return access.ToImmutable();
    }

    ToolAccess Access(string place, Tool tool, string token)
    {
        var access = new ToolAccess(tool, token)
        {
            Project = optional($"{place}:Project"),
            User = optional($"{place}:User"),
            Address = Uri.TryCreate(optional($"{place}:Address"), UriKind.RelativeOrAbsolute, out var address)
                ? address
                : null,
        };
        if (access.Problem() is { } problem)
            complain($"{place}:Token", $"cannot be used: {problem}");
        return access;
    }

    /// <summary>Who is told of decisions and warnings.</summary>
    internal OutgoingSettings Outgoing()
    {
        var endpoints = ImmutableArray.CreateBuilder<OutgoingEndpoint>();
        for (var i = 0; optional($"Outgoing:{i}:Url") is { } address; i++)
            if (Uri.TryCreate(address, UriKind.Absolute, out var url))
                endpoints.Add(Endpoint($"Outgoing:{i}", url));
            else
                complain($"Outgoing:{i}:Url", "must begin with https://");
        var settings = new OutgoingSettings
        {
            AllowedHosts = Words(optional("OutgoingHosts")),
            Endpoints = endpoints.ToImmutable(),
        };
        foreach (var problem in settings.Problems())
            complain("Outgoing", $"cannot be used: {problem}");
        return settings;
    }

    OutgoingEndpoint Endpoint(string place, Uri url)
    {
        var endpoint = new OutgoingEndpoint
        {
            Name = optional($"{place}:Name") ?? url.IdnHost,
            Url = url,
            Secrets = Secrets($"{place}:Secrets"),
            Project = optional($"{place}:Project"),
        };
        return optional($"{place}:Events") is { } events ? endpoint with { Events = Words(events) } : endpoint;
    }

    ImmutableArray<string> Secrets(string place)
    {
        var secrets = ImmutableArray.CreateBuilder<string>();
        while (optional($"{place}:{secrets.Count}") is { } secret)
            secrets.Add(secret);
        if (secrets.Count == 0)
            complain($"{place}:0", "is missing; nothing is believed or signed without a secret");
        return secrets.ToImmutable();
    }

    static ImmutableArray<string> Words(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
