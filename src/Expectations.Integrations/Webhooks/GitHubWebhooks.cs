using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>GitHub issues, comments and milestones.</summary>
public sealed class GitHubWebhooks : IWebhookTool
{
    const string Scheme = "sha256=";

    /// <inheritdoc/>
    public Tool Tool => Tool.Github;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Open the repository's Settings, Webhooks, Add webhook.",
        "Payload URL: the address above. Content type: application/json. Secret: the configured one.",
        "Choose individual events: Issues, Issue comments, Milestones.",
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) => ValueTask.FromResult(
        request.Header("X-Hub-Signature-256") is not { } given
            ? "the header X-Hub-Signature-256 is missing; set the secret in GitHub"
            : given.StartsWith(Scheme, StringComparison.Ordinal)
                && Proof.IsHexHmac(given[Scheme.Length..], request.Body.Span, request.Secrets)
                ? null
                : "X-Hub-Signature-256 fits no secret");

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var kind = request.Header("X-GitHub-Event") ?? "unknown";
        var project = payload.Text("repository", "full_name");
        var action = payload.Text("action") ?? "";
        var reading = new WebhookReading(kind)
        {
            DeliveryId = request.Header("X-GitHub-Delivery"),
            Project = project,
        };
        return kind switch
        {
            "issues" or "issue_comment" when payload.At("issue") is { } issue => reading with
            {
                Items =
                [
                    .. GitHubItems.OfIssue(issue, kind == "issues" ? action : "edited", project, zone),
                    .. payload.At("milestone") is { } told ? GitHubItems.OfMilestone(told, "", project, zone) : [],
                ],
                Comments = kind == "issue_comment" && action == "created" ? [.. Comments(payload, issue, project)] : [],
            },
            "milestone" when payload.At("milestone") is { } milestone => reading with
            {
                Items = [.. GitHubItems.OfMilestone(
                    milestone, payload.Has("changes", "due_on") ? "due" : action, project, zone)],
            },
            _ => reading,
        };
    }

    // In a public repository anybody may comment; only those who belong to it may raise something.
    static IEnumerable<ItemComment> Comments(JsonElement payload, JsonElement issue, string? project)
    {
        if (payload.At("comment") is { } comment && comment.Text("body") is { } text
            && comment.Text("author_association") is "OWNER" or "MEMBER" or "COLLABORATOR")
            yield return new ItemComment(text, comment.Title("user", "login") ?? "somebody")
            {
                Item = GitHubItems.IdOf(issue),
                Project = project,
                Link = comment.Text("html_url"),
            };
    }
}
