using System.Text.Json;
using Expectations.Core.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>GitHub issues and milestones as items; webhooks and the API write them alike.</summary>
static class GitHubItems
{
    internal static string? IdOf(JsonElement issue) => issue.Text("id") is { } id ? $"github:{id}" : null;

    /// <summary>An issue and, where it has one with a date, its milestone; nothing of pull requests.</summary>
    internal static IEnumerable<ItemChange> OfIssue(
        JsonElement issue, string action, string? project, DateTimeZone zone)
    {
        if (IdOf(issue) is not { } id || issue.At("pull_request") is { ValueKind: JsonValueKind.Object })
            yield break;
        // What was closed as not planned is no longer part of the plan.
        var gone = action is "deleted" or "transferred" || issue.Text("state_reason") == "not_planned";
        yield return new ItemChange
        {
            Id = id,
            News = gone ? ItemNews.Deleted : NewsOf(action),
            Project = project,
            Version = issue.Moment("updated_at"),
            IsWhole = issue.Has("state"),
            Title = issue.Title("title"),
            Group = issue.Has("milestone") ? new(GroupOf(issue, project)) : null,
            Percent = issue.Text("state") switch { "closed" => 100, "open" => 0, _ => null },
            Done = issue.Day(zone, "closed_at"),
            Labels = issue.Names("name", "labels"),
            Assignees = issue.Names("login", "assignees"),
        };
        if (issue.At("milestone") is { } milestone && milestone.Text("due_on") is not null)
            foreach (var item in OfMilestone(milestone, "", project, zone))
                yield return item;
    }

    /// <summary>A milestone: an item of its own bucket that is due when the milestone is.</summary>
    internal static IEnumerable<ItemChange> OfMilestone(
        JsonElement milestone, string action, string? project, DateTimeZone zone)
    {
        if (milestone.Group($"github:{project}/milestone", "number", "title") is not { } group)
            yield break;
        yield return new ItemChange
        {
            Id = group.Id,
            News = action switch
            {
                "created" => ItemNews.Created,
                "closed" => ItemNews.Done,
                "opened" => ItemNews.Reopened,
                "deleted" => ItemNews.Deleted,
                "due" => ItemNews.DueMoved,
                _ => ItemNews.Changed,
            },
            Project = project,
            Version = milestone.Moment("updated_at"),
            IsWhole = true,
            Title = group.Name,
            Group = new(group),
            // GitHub knows days and writes them as a moment of the same day in UTC.
            Due = milestone.ToldDay(DateTimeZone.Utc, "due_on"),
            Percent = milestone.Text("state") == "closed" ? 100 : 0,
            Done = milestone.Day(zone, "closed_at"),
        };
    }

    static ItemGroup? GroupOf(JsonElement issue, string? project) =>
        issue.At("milestone")?.Group($"github:{project}/milestone", "number", "title");

    static ItemNews NewsOf(string action) => action switch
    {
        "opened" => ItemNews.Created,
        "closed" => ItemNews.Done,
        "reopened" => ItemNews.Reopened,
        "milestoned" or "demilestoned" => ItemNews.GroupChanged,
        _ => ItemNews.Changed,
    };
}
