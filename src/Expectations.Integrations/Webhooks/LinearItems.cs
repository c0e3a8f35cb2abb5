using System.Text.Json;
using Expectations.Core.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>Linear issues and projects as items.</summary>
static class LinearItems
{
    internal static ItemChange OfIssue(
        JsonElement payload, JsonElement issue, string id, string action, DateTimeZone zone)
    {
        var state = issue.Text("state", "type");
        return new ItemChange
        {
            Id = $"linear:{id}",
            // What was cancelled is no longer part of the plan.
            News = state is "canceled" or "duplicate" ? ItemNews.Deleted : NewsOf(payload, action, state, "dueDate"),
            Project = issue.Text("team", "key"),
            Version = issue.Moment("updatedAt"),
            IsWhole = issue.Has("state"),
            Title = issue.Title("title"),
            Group = issue.Has("teamId") || issue.Has("team") ? new(GroupOf(issue)) : null,
            Due = new(issue.Day(zone, "dueDate")),
            Percent = PercentOf(state),
            Done = issue.Day(zone, "completedAt"),
            Labels = issue.Names("name", "labels") ?? issue.Names("name", "labels", "nodes"),
            Assignees = issue.Title("assignee", "name") is { } name ? [name] : [],
        };
    }

    /// <summary>A project: an item of its own bucket that is due when the project is.</summary>
    internal static ItemChange OfProject(
        JsonElement payload, JsonElement project, string id, string action, DateTimeZone zone)
    {
        var state = project.Text("status", "type") ?? project.Text("state");
        return new ItemChange
        {
            Id = $"linear:{id}",
            News = state == "canceled" ? ItemNews.Deleted : NewsOf(payload, action, state, "targetDate"),
            Project = project.Title("name"),
            Version = project.Moment("updatedAt"),
            IsWhole = true,
            Title = project.Title("name"),
            Group = new(project.Group("linear:project", "id", "name")),
            Due = project.ToldDay(zone, "targetDate"),
            Percent = PercentOf(state),
            Done = project.Day(zone, "completedAt"),
        };
    }

    static ItemGroup? GroupOf(JsonElement issue) =>
        issue.At("projectMilestone")?.Group("linear:milestone", "id", "name")
        ?? issue.At("project")?.Group("linear:project", "id", "name")
        ?? (issue.At("cycle") is { } cycle && cycle.Text("id") is { } id
            ? new ItemGroup($"linear:cycle/{id}", cycle.Title("name") ?? $"Cycle {cycle.Text("number")}")
            : null);

    static int? PercentOf(string? state) => state switch
    {
        "completed" => 100,
        "started" => 50,
        null => null,
        _ => 0,
    };

    static ItemNews NewsOf(JsonElement payload, string action, string? state, string due) => action switch
    {
        "create" => ItemNews.Created,
        "remove" => ItemNews.Deleted,
        _ when payload.Has("updatedFrom", "stateId") || payload.Has("updatedFrom", "statusId") =>
            state == "completed" ? ItemNews.Done : ItemNews.Moved,
        _ when payload.Has("updatedFrom", due) => ItemNews.DueMoved,
        _ when payload.Has("updatedFrom", "projectMilestoneId") || payload.Has("updatedFrom", "projectId")
            || payload.Has("updatedFrom", "cycleId") => ItemNews.GroupChanged,
        _ => ItemNews.Changed,
    };
}
