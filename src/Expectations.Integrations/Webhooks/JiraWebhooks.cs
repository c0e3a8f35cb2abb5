using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>
/// Jira issues, comments and versions: Jira Cloud signs; a Jira server that cannot carries a secret in the address.
/// </summary>
public sealed class JiraWebhooks : IWebhookTool
{
    const string Scheme = "sha256=";

    /// <inheritdoc/>
    public Tool Tool => Tool.Jira;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Open Settings, System, WebHooks, Create a WebHook.",
        "URL: the address above. Jira Cloud: enter the configured secret as Secret.",
        "A Jira server without that field: append ?key= and the secret to the URL; use HTTPS only.",
        "Choose the events issue created, updated, deleted, comment created, and version released, updated.",
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) => ValueTask.FromResult(
        request.Header("X-Hub-Signature") is { } given
            ? given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                && Proof.IsHexHmac(given[Scheme.Length..], request.Body.Span, request.Secrets)
                ? null
                : "X-Hub-Signature fits no secret, or is not by sha256"
            : Proof.IsSecret(request.Key, request.Secrets)
                ? null
                : "there is neither an X-Hub-Signature nor a key in the address that fits a secret");

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var kind = payload.Text("webhookEvent") ?? "unknown";
        var project = payload.Text("issue", "fields", "project", "key");
        var reading = new WebhookReading(kind)
        {
            DeliveryId = request.Header("X-Atlassian-Webhook-Identifier"),
            Project = project,
        };
        if (kind.StartsWith("jira:version_", StringComparison.Ordinal) && payload.At("version") is { } version)
            return reading with { Items = [.. Version(payload, version, kind, zone)] };
        if (payload.At("issue") is not { } issue
            || !(kind.StartsWith("jira:issue_", StringComparison.Ordinal) || kind == "comment_created"))
            return reading;
        return reading with
        {
            Items = [.. JiraIssue.Of(payload, issue, kind, project, zone)],
            Comments = [.. Comments(payload, issue, kind, project)],
        };
    }

    // A server tells of a comment twice: alone, without its issue, and again with the issue.
    static IEnumerable<ItemComment> Comments(JsonElement payload, JsonElement issue, string kind, string? project)
    {
        if (kind != "comment_created" && payload.Text("issue_event_type_name") != "issue_commented")
            yield break;
        if (payload.Text("comment", "body") is { } text)
            yield return new ItemComment(text, payload.Title("comment", "author", "displayName") ?? "somebody")
            {
                Item = $"jira:{issue.Text("id")}",
                Project = project,
                Link = Uri.TryCreate(issue.Text("self"), UriKind.Absolute, out var self)
                    ? $"{self.GetLeftPart(UriPartial.Authority)}/browse/{issue.Text("key")}"
                    : null,
            };
    }

    static IEnumerable<ItemChange> Version(JsonElement payload, JsonElement version, string kind, DateTimeZone zone) =>
        JiraIssue.OfVersion(
            version, VersionNews(kind), version.Text("projectKey"),
            payload.UnixMoment(milliseconds: true, "timestamp"), zone);

    static ItemNews VersionNews(string kind) => kind switch
    {
        "jira:version_created" => ItemNews.Created,
        "jira:version_deleted" => ItemNews.Deleted,
        "jira:version_released" => ItemNews.Done,
        "jira:version_unreleased" => ItemNews.Reopened,
        _ => ItemNews.Changed,
    };
}
