using System.Text.Json;
using Expectations.Core.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>GitLab issues and milestones as items; webhooks tell beside an issue what the API writes in it.</summary>
static class GitLabItems
{
    /// <summary>An issue.</summary>
    /// <param name="issue">The issue itself.</param>
    /// <param name="beside">What it came in; the issue itself where it came alone.</param>
    /// <param name="news">What happened to it.</param>
    /// <param name="project">GitLab's name for the project.</param>
    /// <param name="zone">In which moments become days.</param>
    internal static IEnumerable<ItemChange> OfIssue(
        JsonElement issue, JsonElement beside, ItemNews news, string? project, DateTimeZone zone)
    {
        if (issue.Text("id") is not { } id)
            yield break;
        yield return new ItemChange
        {
            Id = $"gitlab:{id}",
            // What is confidential in GitLab is no business of a client.
            News = issue.Truth("confidential") == true ? ItemNews.Deleted : news,
            Project = project,
            Version = issue.Moment("updated_at"),
            IsWhole = issue.Has("state"),
            Title = issue.Title("title"),
            Group = GroupOf(issue),
            Due = issue.ToldDay(zone, "due_date"),
            Percent = issue.Text("state") switch { "closed" => 100, "opened" or "reopened" => 0, _ => null },
            Done = issue.Day(zone, "closed_at"),
            Labels = issue.Names("title", "labels") ?? beside.Names("title", "labels"),
            Assignees = issue.Names("name", "assignees") ?? beside.Names("name", "assignees"),
        };
    }

    /// <summary>A milestone: an item of its own bucket that is due when the milestone is.</summary>
    internal static IEnumerable<ItemChange> OfMilestone(
        JsonElement milestone, ItemNews news, string? project, DateTimeZone zone)
    {
        if (milestone.Group("gitlab:milestone", "id", "title") is not { } group)
            yield break;
        yield return new ItemChange
        {
            Id = group.Id,
            News = news,
            Project = project,
            Version = milestone.Moment("updated_at"),
            IsWhole = true,
            Title = group.Name,
            Group = new(group),
            Due = milestone.ToldDay(zone, "due_date"),
            Percent = milestone.Text("state") == "closed" ? 100 : 0,
        };
    }

    static Told<ItemGroup?>? GroupOf(JsonElement issue) =>
        issue.Has("milestone_id") ? new(issue.Group("gitlab:milestone", "milestone_id", "milestone_title"))
        : issue.Has("milestone") ? new(issue.At("milestone")?.Group("gitlab:milestone", "id", "title"))
        : null;
}
