using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>An item in our own words, for whatever can send JSON.</summary>
static class PlainItem
{
    internal static ImmutableArray<string> Steps =>
    [
        "Types: item.created, item.changed, item.moved, item.done, item.reopened, item.deleted, item.commented; "
        + "whatever stands before 'item.' does not matter.",
        "Data: id, and any of project, title, group, due, state, percent, labels, assignees, updatedAt; "
        + "a comment is comment.text, comment.by and comment.url.",
    ];

    internal static WebhookReading Read(
        string type, JsonElement data, Instant? sent, Tool tool, DateTimeZone zone)
    {
        var project = data.Text("project");
        var reading = new WebhookReading(type) { Project = project };
        if (type.LastIndexOf("item.", StringComparison.Ordinal) is not (>= 0 and var at)
            || NewsOf(type[(at + "item.".Length)..]) is not { } news || data.Text("id") is not { Length: <= 200 } id)
            return reading;
        var item = $"{ToolNames.Of(tool)}:{id}";
        return reading with
        {
            Items = [Item(data, item, project, news, data.Moment("updatedAt") ?? sent, zone)],
            Comments = data.Text("comment", "text") is { } text
                ? [new ItemComment(text, data.Title("comment", "by") ?? "somebody")
                    { Item = item, Project = project, Link = data.Text("comment", "url") }]
                : [],
        };
    }

    static ItemChange Item(
        JsonElement data, string item, string? project, ItemNews news, Instant? version, DateTimeZone zone) => new()
        {
            Id = item,
            News = news,
            Project = project,
            Version = version,
            Title = data.Title("title"),
            Group = data.Has("group")
                ? new(data.Title("group") is { } name ? new ItemGroup($"group/{name}", name) : null)
                : null,
            Due = data.ToldDay(zone, "due"),
            Percent = news switch
            {
                ItemNews.Done => 100,
                ItemNews.Reopened => 0,
                _ => data.At("percent") is { ValueKind: JsonValueKind.Number } number
                    && number.TryGetInt32(out var percent)
                    ? percent
                    : null,
            },
            State = data.Text("state"),
            Labels = data.Names("name", "labels"),
            Assignees = data.Names("name", "assignees"),
        };

    static ItemNews? NewsOf(string word) => word switch
    {
        "created" => ItemNews.Created,
        "changed" or "commented" => ItemNews.Changed,
        "moved" => ItemNews.Moved,
        "done" => ItemNews.Done,
        "reopened" => ItemNews.Reopened,
        "deleted" => ItemNews.Deleted,
        _ => null,
    };
}
