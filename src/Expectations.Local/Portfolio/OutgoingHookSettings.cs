using Expectations.Integrations.Webhooks.Outgoing;

namespace Expectations.Local.Portfolio;

/// <summary>Who is told of decisions and warnings by Standard Webhooks.</summary>
internal sealed record OutgoingHookSettings
{
    /// <summary>Host names that may be told.</summary>
    public required ImmutableArray<string> AllowedHosts { get; init; }

    /// <summary>Who is told.</summary>
    public required ImmutableArray<OutgoingHookEndpoint> Endpoints { get; init; }

    /// <summary>The settings as the sender takes them, secrets included.</summary>
    public OutgoingSettings ToSettings() => new()
    {
        AllowedHosts = AllowedHosts,
        Endpoints = [.. Endpoints.Select(endpoint => endpoint.ToEndpoint())],
    };
}

/// <summary>Somebody who is told.</summary>
internal sealed record OutgoingHookEndpoint
{
    /// <summary>Name by which it is known what it has been told.</summary>
    public required string Name { get; init; }

    /// <summary>HTTPS address that is told.</summary>
    public required Uri Url { get; init; }

    /// <summary>Where its secrets are kept: several while one replaces another.</summary>
    public required ImmutableArray<Secret> SecretsFrom { get; init; }

    /// <summary>Id of the only project it is told of; none for all.</summary>
    public string? Project { get; init; }

    /// <summary>Names of events; one that ends in a hyphen stands for all that begin so; none for the usual.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>The entry as the sender takes it, secrets included.</summary>
    public OutgoingEndpoint ToEndpoint()
    {
        var endpoint = new OutgoingEndpoint
        {
            Name = Name,
            Url = Url,
            Secrets = [.. SecretsFrom.Select(secret => secret.Reveal())],
            Project = Project,
        };
        return Events.IsEmpty ? endpoint : endpoint with { Events = Events };
    }
}
