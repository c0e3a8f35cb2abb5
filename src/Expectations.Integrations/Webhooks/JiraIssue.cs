using System.Text.Json;
using System.Text.RegularExpressions;
using Expectations.Core.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>A Jira issue as an item.</summary>
static partial class JiraIssue
{
    internal static IEnumerable<ItemChange> Of(
        JsonElement payload, JsonElement issue, string kind, string? project, DateTimeZone zone,
        string? sprintField = null)
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
            Group = GroupOf(payload, fields, sprintField),
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
    static Told<ItemGroup?>? GroupOf(JsonElement payload, JsonElement fields, string? sprintField)
    {
        var versions = fields.All("fixVersions").ToList();
        if (versions.Count > 0)
        {
            var version = versions.Find(v => v.Truth("released") == false) is { ValueKind: JsonValueKind.Object } open
                ? open
                : versions[0];
            return new(version.Group("jira:version", "id", "name"));
        }
        if (payload.ValueKind == JsonValueKind.Undefined)
            return new(sprintField is null ? null : SprintIn(fields, sprintField));
        var moved = Changes(payload).ToList();
        if (moved.FindIndex(change => change.Text("field") == "Sprint") is >= 0 and var at
            && (moved[at].Text("to") ?? moved[at].Text("toString")) is { } sprints)
            return new(new ItemGroup(
                $"jira:sprint/{LastOf(sprints)}",
                moved[at].Title("toString") is { } names ? LastOf(names) : null));
        return moved.Exists(change => IsVersion(change.Text("field"))) ? new(null) : null;
    }

    // All sprints it has ever been in are told, the present one last.
    static string LastOf(string sprints) => sprints.Split(", ")[^1];

    // A server writes sprints as a program prints them: …Sprint@1a2b[id=7,state=ACTIVE,name=Sprint 2,startDate=…].
    static ItemGroup? SprintIn(JsonElement fields, string field)
    {
        var sprints = fields.All(field).ToList();
        if (sprints.Count == 0)
            return null;
        var present = sprints.FindLast(sprint => !IsClosed(sprint));
        var last = present.ValueKind == JsonValueKind.Undefined ? sprints[^1] : present;
        return last.ValueKind == JsonValueKind.Object
            ? last.Group("jira:sprint", "id", "name")
            : PrintedSprint(last.Text() ?? "");
    }

    static ItemGroup? PrintedSprint(string text)
    {
        var parts = PrintedPart().Matches(text)
            .ToLookup(part => part.Groups["name"].Value, part => part.Groups["value"].Value);
        return parts["id"].FirstOrDefault() is { } id
            ? new ItemGroup($"jira:sprint/{id}", Plans.CleanText.Line(parts["name"].FirstOrDefault() ?? id, 100))
            : null;
    }

    static bool IsClosed(JsonElement sprint) =>
        string.Equals(sprint.Text("state"), "closed", StringComparison.OrdinalIgnoreCase)
        || sprint.Text()?.Contains("state=CLOSED", StringComparison.Ordinal) == true;

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

    /// <summary>A version: an item of its own bucket that is due when it is released.</summary>
    internal static IEnumerable<ItemChange> OfVersion(
        JsonElement version, ItemNews news, string? project, Instant? at, DateTimeZone zone)
    {
        if (version.Group("jira:version", "id", "name") is not { } group)
            yield break;
        yield return new ItemChange
        {
            Id = group.Id,
            News = news,
            Project = project,
            Version = at,
            IsWhole = true,
            Title = group.Name,
            Group = new(group),
            Due = version.ToldDay(zone, "releaseDate"),
            Percent = version.Truth("released") == true ? 100 : 0,
        };
    }

    static bool IsVersion(string? field) => field is "Fix Version" or "fixVersions";

    static IEnumerable<JsonElement> Changes(JsonElement payload) => payload.All("changelog", "items");

    [GeneratedRegex(@"[\[,](?<name>id|name)=(?<value>[^,\]]{1,200})", RegexOptions.None, 1000)]
    private static partial Regex PrintedPart();
}
