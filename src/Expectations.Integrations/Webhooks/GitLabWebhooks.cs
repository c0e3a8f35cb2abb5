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
            ("milestone", { } milestone) => reading with { Items = [.. Milestone(payload, milestone, project, zone)] },
            ("note", { } note) when payload.At("issue") is { } issue => reading with
            {
                Items = [.. Issue(payload, issue, project, zone)],
                Comments = [.. Comments(payload, note, issue, project)],
            },
            _ => reading,
        };
    }

    static IEnumerable<ItemChange> Issue(JsonElement payload, JsonElement issue, string? project, DateTimeZone zone)
    {
        if (issue.Text("id") is not { } id)
            yield break;
        yield return new ItemChange
        {
            Id = $"gitlab:{id}",
            // What is confidential in GitLab is no business of a client.
            News = issue.Truth("confidential") == true ? ItemNews.Deleted : NewsOf(payload, issue.Text("action")),
            Project = project,
            Version = issue.Moment("updated_at"),
            IsWhole = issue.Has("state"),
            Title = issue.Title("title"),
            Group = issue.Has("milestone_id")
                ? new(issue.Group("gitlab:milestone", "milestone_id", "milestone_title"))
                : null,
            Due = issue.ToldDay(zone, "due_date"),
            Percent = issue.Text("state") switch { "closed" => 100, "opened" or "reopened" => 0, _ => null },
            Done = issue.Day(zone, "closed_at"),
            Labels = issue.Names("title", "labels") ?? payload.Names("title", "labels"),
            Assignees = payload.Names("name", "assignees"),
        };
    }

    static IEnumerable<ItemChange> Milestone(
        JsonElement payload, JsonElement milestone, string? project, DateTimeZone zone)
    {
        if (milestone.Group("gitlab:milestone", "id", "title") is not { } group)
            yield break;
        yield return new ItemChange
        {
            Id = group.Id,
            News = (payload.Text("action") ?? milestone.Text("action")) switch
            {
                "create" => ItemNews.Created,
                "close" => ItemNews.Done,
                "reopen" => ItemNews.Reopened,
                _ when payload.Has("changes", "due_date") => ItemNews.DueMoved,
                _ => ItemNews.Changed,
            },
            Project = project,
            Version = milestone.Moment("updated_at"),
            IsWhole = true,
            Title = group.Name,
            Group = new(group),
            Due = milestone.ToldDay(zone, "due_date"),
            Percent = milestone.Text("state") == "closed" ? 100 : 0,
        };
    }

    static IEnumerable<ItemComment> Comments(JsonElement payload, JsonElement note, JsonElement issue, string? project)
    {
        if (note.Text("note") is { } text && note.Text("action") is null or "create" && note.Truth("system") != true)
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
}
