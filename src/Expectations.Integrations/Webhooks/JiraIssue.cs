using System.Text.Json;
using Expectations.Core.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>A Jira issue as an item.</summary>
static class JiraIssue
{
    internal static IEnumerable<ItemChange> Of(
        JsonElement payload, JsonElement issue, string kind, string? project, DateTimeZone zone)
    {
        if (issue.Text("id") is not { } id || issue.At("fields") is not { } fields)
            yield break;
        // What Jira shows to a few only is no business of a client.
        var isSecret = fields.At("security") is { ValueKind: not JsonValueKind.Null };
        var percent = fields.Text("status", "statusCategory", "key") switch
        {
            "done" => 100,
            "indeterminate" => 50,
            "new" => 0,
            _ => (int?)null,
        };
        yield return new ItemChange
        {
            Id = $"jira:{id}",
            News = isSecret ? ItemNews.Deleted : NewsOf(payload, kind, percent),
            Project = project,
            Version = fields.Moment("updated") ?? payload.UnixMoment(milliseconds: true, "timestamp"),
            IsWhole = fields.Has("updated"),
            Title = fields.Title("summary"),
            Group = GroupOf(payload, fields),
            Due = fields.ToldDay(zone, "duedate"),
            Percent = percent,
            Done = fields.Day(zone, "resolutiondate"),
            Labels = fields.Names("name", "labels"),
            Assignees = fields.Has("assignee")
                ? fields.Title("assignee", "displayName") is { } name ? [name] : []
                : null,
        };
    }

    // The version comes before the sprint; a sprint stays known until a version takes its place.
    static Told<ItemGroup?>? GroupOf(JsonElement payload, JsonElement fields)
    {
        var versions = fields.All("fixVersions").ToList();
        if (versions.Count > 0)
        {
            var version = versions.Find(v => v.Truth("released") == false) is { ValueKind: JsonValueKind.Object } open
                ? open
                : versions[0];
            return new(version.Group("jira:version", "id", "name"));
        }
        var moved = Changes(payload).ToList();
        if (moved.FindIndex(change => change.Text("field") == "Sprint") is >= 0 and var at
            && (moved[at].Text("to") ?? moved[at].Text("toString")) is { } sprint)
            return new(new ItemGroup($"jira:sprint/{sprint}", moved[at].Title("toString")));
        return moved.Exists(change => IsVersion(change.Text("field"))) ? new(null) : null;
    }

    static ItemNews NewsOf(JsonElement payload, string kind, int? percent)
    {
        if (kind == "jira:issue_created")
            return ItemNews.Created;
        if (kind == "jira:issue_deleted")
            return ItemNews.Deleted;
        var fields = Changes(payload).Select(change => change.Text("field")).ToList();
        var isUnresolved = Changes(payload)
            .Any(change => change.Text("field") == "resolution" && change.Text("toString") is null);
        return percent == 100 && fields.Exists(f => f is "status" or "resolution") ? ItemNews.Done
            : isUnresolved ? ItemNews.Reopened
            : fields.Contains("status") ? ItemNews.Moved
            : fields.Contains("duedate") ? ItemNews.DueMoved
            : fields.Exists(f => f == "Sprint" || IsVersion(f)) ? ItemNews.GroupChanged
            : ItemNews.Changed;
    }

    static bool IsVersion(string? field) => field is "Fix Version" or "fixVersions";

    static IEnumerable<JsonElement> Changes(JsonElement payload) => payload.All("changelog", "items");
}
