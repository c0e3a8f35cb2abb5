using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>GitLab issues, notes and milestones, proved by a secret token or a signature.</summary>
public sealed class GitLabWebhooks : IWebhookTool
{
    /// <inheritdoc/>
    public Tool Tool => Tool.Gitlab;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Open the project's Settings, Webhooks, Add new webhook.",
        "URL: the address above. Signing token (better) or secret token: the configured secret.",
        "Choose the triggers Issues events, Comments and Milestone events; keep SSL verification on.",
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) => ValueTask.FromResult(
        request.Header("webhook-signature") is not null ? Proof.RefuseStandard(request)
        : Proof.IsSecret(request.Header("X-Gitlab-Token"), request.Secrets) ? null
        : "neither X-Gitlab-Token nor webhook-signature fits a secret");

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var kind = payload.Text("object_kind") ?? payload.Text("event_name") ?? "unknown";
        var project = payload.Text("project", "path_with_namespace");
        var reading = new WebhookReading(kind)
        {
            DeliveryId = request.Header("webhook-id") ?? request.Header("Idempotency-Key")
                ?? request.Header("X-Gitlab-Event-UUID"),
            Project = project,
        };
        return (kind, payload.At("object_attributes")) switch
        {
            ("issue" or "work_item", { } issue) => reading with { Items = [.. Issue(payload, issue, project, zone)] },
            ("milestone", { } milestone) => reading with
            {
                Items = [.. GitLabItems.OfMilestone(milestone, MilestoneNews(payload, milestone), project, zone)],
            },
            ("note", { } note) when payload.At("issue") is { } issue => reading with
            {
                Items = [.. Issue(payload, issue, project, zone)],
                Comments = [.. Comments(payload, note, issue, project)],
            },
            _ => reading,
        };
    }

    static IEnumerable<ItemChange> Issue(JsonElement payload, JsonElement issue, string? project, DateTimeZone zone) =>
        GitLabItems.OfIssue(issue, payload, NewsOf(payload, issue.Text("action")), project, zone);

    // In a public project anybody may comment, and nothing in the payload says who belongs to it.
    static IEnumerable<ItemComment> Comments(JsonElement payload, JsonElement note, JsonElement issue, string? project)
    {
        const string Private = "0";
        const string Internal = "10";
        if (note.Text("note") is { } text && note.Text("action") is null or "create" && note.Truth("system") != true
            && payload.Text("project", "visibility_level") is Private or Internal)
            yield return new ItemComment(text, payload.Title("user", "name") ?? "somebody")
            {
                Item = $"gitlab:{issue.Text("id")}",
                Project = project,
                Link = note.Text("url"),
            };
    }

    static ItemNews NewsOf(JsonElement payload, string? action) => action switch
    {
        "open" => ItemNews.Created,
        "close" => ItemNews.Done,
        "reopen" => ItemNews.Reopened,
        _ when payload.Has("changes", "due_date") => ItemNews.DueMoved,
        _ when payload.Has("changes", "milestone_id") => ItemNews.GroupChanged,
        _ => ItemNews.Changed,
    };

    static ItemNews MilestoneNews(JsonElement payload, JsonElement milestone) =>
        (payload.Text("action") ?? milestone.Text("action")) switch
        {
            "create" => ItemNews.Created,
            "close" => ItemNews.Done,
            "reopen" => ItemNews.Reopened,
            _ when payload.Has("changes", "due_date") => ItemNews.DueMoved,
            _ => ItemNews.Changed,
        };
}
