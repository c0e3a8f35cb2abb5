using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks;

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

    /// <summary>
    /// Where the tool is reached for that; needed for Jira and Azure DevOps, and for a server of one's own.
    /// </summary>
    public Uri? Address { get; init; }

    /// <summary>
    /// Who the token belongs to: the account's e-mail address for Jira Cloud, the Power-Up's API key for Trello.
    /// </summary>
    public string? User { get; init; }

    /// <summary>By what the present state is read; none where no token is named.</summary>
    public ToolAccess? ToAccess() => TokenFrom is null ? null : ToAccess(TokenFrom.Reveal());

    /// <summary>What of it cannot be used to read; none where all can.</summary>
    public string? Problem() => TokenFrom is not null ? ToAccess("").Problem()
        : Address is not null || User is not null ? "'address' and 'user' go with a token; add 'tokenFrom'."
        : null;

    /// <summary>The entry as the endpoint takes it, secrets included.</summary>
    public WebhookKey ToKey() => new(Tool, Project, [.. SecretsFrom.Select(secret => secret.Reveal())]);

    ToolAccess ToAccess(string token) => new(Tool, token) { Project = Project, Address = Address, User = User };
}
