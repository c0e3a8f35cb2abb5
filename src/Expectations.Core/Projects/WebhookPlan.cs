using System.Text.Json.Serialization;

namespace Expectations.Core.Projects;

/// <summary>A PM tool that calls in. The names are those of its address.</summary>
public enum Tool
{
    /// <summary>GitHub issues and milestones.</summary>
    Github,

    /// <summary>GitLab issues and milestones.</summary>
    Gitlab,

    /// <summary>Jira, in the cloud or on a server of one's own.</summary>
    Jira,

    /// <summary>Azure Boards work items.</summary>
    AzureDevops,

    /// <summary>Asana tasks.</summary>
    Asana,

    /// <summary>Linear issues and projects.</summary>
    Linear,

    /// <summary>Trello cards.</summary>
    Trello,

    /// <summary>monday.com items.</summary>
    Monday,

    /// <summary>Anything that signs by Standard Webhooks.</summary>
    StandardWebhooks,

    /// <summary>Anything that sends CloudEvents 1.0.</summary>
    CloudEvents,
}

/// <summary>PM tools as people write their names.</summary>
public static class ToolTitles
{
    /// <summary>The name of a tool in a sentence.</summary>
    public static string Of(Tool tool) => tool switch
    {
        Tool.Github => "GitHub",
        Tool.Gitlab => "GitLab",
        Tool.AzureDevops => "Azure DevOps",
        Tool.Monday => "monday.com",
        Tool.StandardWebhooks => "Standard Webhooks",
        Tool.CloudEvents => "CloudEvents",
        _ => tool.ToString(),
    };
}

/// <summary>What PM tools that call in stand for in the project.</summary>
public sealed record WebhookPlan
{
    /// <summary>Projects of the tools whose items belong here; none takes all that are sent to this project.</summary>
    public ImmutableArray<ToolProject> From { get; init; } = [];

    /// <summary>Buckets for labels and groups of the tools; a group without a rule is a bucket of its own.</summary>
    public ImmutableArray<BucketRule> Buckets { get; init; } = [];

    /// <summary>States, lists or columns that mean done, where the tool itself does not say.</summary>
    public ImmutableArray<string> DoneStates { get; init; } = ["Done", "Closed", "Completed", "Resolved"];

    /// <summary>Word that begins a comment line which raises a promise, a risk or a change.</summary>
    public string Keyword { get; init; } = "/expect";

    /// <summary>
    /// Reads the tools' present state before each report, and soon after they told what is in doubt; the host needs a
    /// token of each tool for that.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Reconcile { get; init; }
}

/// <summary>A project, repository, board or team of a PM tool.</summary>
public sealed record ToolProject
{
    /// <summary>Which tool.</summary>
    public required Tool Tool { get; init; }

    /// <summary>Its name in the tool, for example <c>harbour/webshop</c> on GitHub or <c>SHOP</c> in Jira.</summary>
    public required string Project { get; init; }
}

/// <summary>What stands for a bucket: exactly one of a label and a group.</summary>
public sealed record BucketRule
{
    /// <summary>Name of our bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>Label of the tool.</summary>
    public string? Label { get; init; }

    /// <summary>Milestone, version, sprint, list or section of the tool.</summary>
    public string? Group { get; init; }
}
