using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Local.Portfolio;

/// <summary>A PM tool that may call in, and by what it proves itself.</summary>
internal sealed record WebhookKeySettings
{
    /// <summary>Which tool.</summary>
    public required Tool Tool { get; init; }

    /// <summary>Id of the project it calls in for; none for all of the portfolio.</summary>
    public string? Project { get; init; }

    /// <summary>Where its secrets are kept: several while one replaces another.</summary>
    public required ImmutableArray<Secret> SecretsFrom { get; init; }

    /// <summary>Where a token is kept that may read the tool's present state; none reads nothing there.</summary>
    public Secret? TokenFrom { get; init; }

    /// <summary>The entry as the endpoint takes it, secrets included.</summary>
    public WebhookKey ToKey() => new(Tool, Project, [.. SecretsFrom.Select(secret => secret.Reveal())]);
}
