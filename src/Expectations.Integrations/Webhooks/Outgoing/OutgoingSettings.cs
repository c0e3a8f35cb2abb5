namespace Expectations.Integrations.Webhooks.Outgoing;

/// <summary>Who is told of decisions and warnings by Standard Webhooks.</summary>
public sealed record OutgoingSettings
{
    /// <summary>Host names that may be told; whatever is not listed is refused.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Who is told.</summary>
    public ImmutableArray<OutgoingEndpoint> Endpoints { get; init; } = [];

    /// <summary>What is wrong with the settings, a sentence each; empty where nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var endpoint in Endpoints)
        {
            if (endpoint.Url is not { IsAbsoluteUri: true, Scheme: "https", UserInfo: "" })
                yield return $"'{endpoint.Name}' needs an address that begins with https:// and holds no password.";
            else if (!AllowedHosts.Contains(endpoint.Url.IdnHost, StringComparer.OrdinalIgnoreCase))
                yield return $"'{endpoint.Url.IdnHost}' is not among the allowed hosts; list it there if it is meant.";
            if (endpoint.Secrets.IsEmpty)
                yield return $"'{endpoint.Name}' has no secret to sign with; name one.";
            foreach (var name in endpoint.Events.Where(OutgoingEndpoint.IsPersonal))
                yield return $"'{name}' holds addresses of people or what opens links, and is not sent; take it out.";
        }
        foreach (var twice in Endpoints.GroupBy(e => e.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"There are two endpoints named '{twice.Key}'; give each a name of its own.";
    }
}

/// <summary>Somebody who is told of decisions and warnings.</summary>
public sealed record OutgoingEndpoint
{
    static readonly ImmutableArray<string> Personal =
    [
        "project-registered", "setup-changed", "link-issued", "code-issued", "code-rejected", "question-passed-on",
    ];

    /// <summary>Name by which it is known what it has been told; lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>HTTPS address that is told.</summary>
    public required Uri Url { get; init; }

    /// <summary>Secrets it is signed with: several while one replaces another.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    /// <summary>Id of the only project it is told of; none for all.</summary>
    public string? Project { get; init; }

    /// <summary>Names of events; one that ends in a hyphen stands for all that begin so.</summary>
    public ImmutableArray<string> Events { get; init; } =
    [
        "report-issued", "report-held", "report-released", "milestone-", "question-asked", "question-settled",
        "answer-", "baseline-", "change-", "promise-", "scope-grew", "expectation-raised", "plan-unreadable",
        "plan-doubted", "project-paused", "project-resumed", "risk-raised", "warning-raised", "warning-escalated",
        "warning-cleared",
    ];

    /// <summary>Never the secrets.</summary>
    public override string ToString() => Name;

    internal static bool IsPersonal(string name) => Personal.Contains(name, StringComparer.Ordinal);

    internal bool Concerns(string project) => Project is null || Project == project;

    internal bool Wants(string name) => !IsPersonal(name)
        && Events.Any(e => e.EndsWith('-') ? name.StartsWith(e, StringComparison.Ordinal) : name == e);
}
