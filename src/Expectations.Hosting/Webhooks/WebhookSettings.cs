using Expectations.Core.Projects;

namespace Expectations.Hosting.Webhooks;

/// <summary>Which PM tools may call in, and by what they prove themselves.</summary>
public sealed record WebhookSettings
{
    /// <summary>Address under which this host is reached; never taken from a request.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>One entry a tool and project; without one a tool is refused.</summary>
    public ImmutableArray<WebhookKey> Keys { get; init; } = [];

    /// <summary>Secrets a tool may use for a project: its own, and those of the whole portfolio.</summary>
    public ImmutableArray<string> SecretsOf(Tool tool, string project) =>
        [.. Keys.Where(key => key.Tool == tool && (key.Project is null || key.Project == project))
            .SelectMany(key => key.Secrets)];

    /// <summary>The address a tool calls for a project, exactly as it has to be registered there.</summary>
    public Uri CallbackOf(Tool tool, string project) =>
        new($"{BaseUrl.AbsoluteUri.TrimEnd('/')}{Pages.Http.PageRequest.WebhookPath}{ToolNames.Of(tool)}/{project}");
}

/// <summary>By what one tool proves itself.</summary>
/// <param name="Tool">Which tool.</param>
/// <param name="Project">For which project; none for all of the portfolio.</param>
/// <param name="Secrets">Its secrets: several while one replaces another.</param>
public sealed record WebhookKey(Tool Tool, string? Project, ImmutableArray<string> Secrets)
{
    /// <summary>Never the secrets.</summary>
    public override string ToString() => $"{Secrets.Length} secrets of {Tool} for {Project ?? "all projects"}";
}

/// <summary>Tools as their addresses name them.</summary>
public static class ToolNames
{
    static readonly ImmutableDictionary<string, Tool> Known = Enum.GetValues<Tool>()
        .ToImmutableDictionary(Of, StringComparer.Ordinal);

    /// <summary>The name of a tool in an address, for example <c>azure-devops</c>.</summary>
    public static string Of(Tool tool) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(tool.ToString());

    /// <summary>The tool of a name; none where there is no such tool.</summary>
    public static Tool? Find(string name) => Known.TryGetValue(name, out var tool) ? tool : null;
}
