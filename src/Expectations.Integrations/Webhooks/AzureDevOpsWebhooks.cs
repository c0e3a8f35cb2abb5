using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>Azure Boards work items, proved by basic authentication or a header of the subscription.</summary>
public sealed partial class AzureDevOpsWebhooks : IWebhookTool
{
    const string SecretHeader = "X-Webhook-Secret";

    /// <inheritdoc/>
    public Tool Tool => Tool.AzureDevops;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Open the project's settings, Service hooks, Create subscription, Web Hooks.",
        "Trigger: work item created; then again for updated, deleted, restored and commented on.",
        "URL: the address above. Basic authentication: any user name, and the configured secret as password; "
        + $"or the HTTP header '{SecretHeader}: ' and the secret. Resource details to send: All.",
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) => ValueTask.FromResult(
        Proof.IsSecret(request.Header(SecretHeader), request.Secrets)
        || Proof.IsSecret(request.Password, request.Secrets)
            ? null
            : $"neither the password of the basic authentication nor {SecretHeader} is a secret");

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var kind = payload.Text("eventType") ?? "unknown";
        var resource = payload.At("resource", "revision") ?? payload.At("resource") ?? default;
        var project = resource.Text("fields", "System.TeamProject");
        var reading = new WebhookReading(kind)
        {
            DeliveryId = payload.Text("subscriptionId") is { } subscription
                && payload.Text("notificationId") is { } number
                ? $"{subscription}/{number}"
                : payload.Text("id"),
            Project = project,
        };
        return kind.StartsWith("workitem.", StringComparison.Ordinal) && resource.Text("id") is { } id
            ? reading with
            {
                Items = [Item(payload, resource, $"azure-devops:{id}", kind, zone)],
                Comments = kind == "workitem.commented" ? [.. Comments(payload, resource, $"azure-devops:{id}")] : [],
            }
            : reading;
    }

    internal static ItemChange Item(
        JsonElement payload, JsonElement resource, string id, string kind, DateTimeZone zone)
    {
        var fields = resource.At("fields") ?? default;
        var changed = payload.At("resource", "fields") ?? default;
        return new ItemChange
        {
            Id = id,
            News = NewsOf(kind, changed),
            Project = fields.Text("System.TeamProject"),
            Version = fields.Moment("System.ChangedDate") ?? payload.Moment("createdDate"),
            IsWhole = fields.Has("System.State"),
            Title = fields.Title("System.Title"),
            Group = fields.Text("System.IterationPath") is { } path
                ? new(new ItemGroup($"azure-devops:{path}", Plans.CleanText.Line(path.Split('\\')[^1], 100)))
                : null,
            Due = new(fields.Day(zone, "Microsoft.VSTS.Scheduling.DueDate")
                ?? fields.Day(zone, "Microsoft.VSTS.Scheduling.TargetDate")),
            State = fields.Text("System.State"),
            Done = fields.Day(zone, "Microsoft.VSTS.Common.ClosedDate"),
            Labels = [.. (fields.Text("System.Tags") ?? "")
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            Assignees = Person(fields, "System.AssignedTo") is { } name ? [name] : [],
        };
    }

    static IEnumerable<ItemComment> Comments(JsonElement payload, JsonElement resource, string id)
    {
        if (resource.Text("fields", "System.History") is { } html)
            yield return new ItemComment(
                WebUtility.HtmlDecode(Tags().Replace(html, "\n")),
                Person(resource.At("fields") ?? default, "System.ChangedBy") ?? "somebody")
            {
                Item = id,
                Project = resource.Text("fields", "System.TeamProject"),
                Link = payload.Text("resource", "_links", "html", "href"),
            };
    }

    static ItemNews NewsOf(string kind, JsonElement changed) => kind switch
    {
        "workitem.created" or "workitem.restored" => ItemNews.Created,
        "workitem.deleted" => ItemNews.Deleted,
        _ when changed.Has("System.State", "newValue") => ItemNews.Moved,
        _ when changed.Has("Microsoft.VSTS.Scheduling.DueDate", "newValue")
            || changed.Has("Microsoft.VSTS.Scheduling.TargetDate", "newValue") => ItemNews.DueMoved,
        _ when changed.Has("System.IterationPath", "newValue") => ItemNews.GroupChanged,
        _ => ItemNews.Changed,
    };

    // People are written as objects, or as "Name <address>", of which only the name is taken.
    static string? Person(JsonElement fields, string field) =>
        (fields.Text(field, "displayName") ?? fields.Text(field)) is { } text
            ? Plans.CleanText.Line(text.Split('<')[0], 100)
            : null;

    [GeneratedRegex("<[^<>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();
}
