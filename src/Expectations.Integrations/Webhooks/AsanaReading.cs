using System.Runtime.CompilerServices;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads tasks of Asana projects: what its webhooks only hint at.</summary>
sealed class AsanaReading : IToolReading
{
    const string Fields =
        "name,completed,completed_at,due_on,due_at,modified_at,assignee.name,tags.name,memberships.project,"
        + "memberships.section.name";

    public Tool Tool => Tool.Asana;

    public Uri? Home { get; } = new("https://app.asana.com/api/1.0");

    public string Token => "It takes a personal access token, or one of a service account, that can see the project.";

    public string Authorization(ToolAccess access) => $"Bearer {access.Token}";

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = $"tasks?project={api.Segment(project)}&limit=100&opt_fields={Fields}";
        var pages = api.PagesAsync(
            next => api.GetAsync(
                next is null ? path : $"{path}&offset={Uri.EscapeDataString(next)}", cancellation),
            page => page.Json.Text("next_page", "offset"));
        await foreach (var page in pages)
            foreach (var task in page.List("data"))
                if (task.Text("gid") is { } gid)
                    yield return Task(task, gid, project, zone);
    }

    static ItemChange Task(JsonElement task, string gid, string project, DateTimeZone zone)
    {
        var here = task.All("memberships").FirstOrDefault(place => place.Text("project", "gid") == project);
        return new ItemChange
        {
            Id = $"asana:{gid}",
            News = ItemNews.Changed,
            Project = project,
            Version = task.Moment("modified_at"),
            IsWhole = true,
            Title = task.Title("name"),
            Group = new(here.At("section")?.Group("asana:section", "gid", "name")),
            Due = new(task.Day(zone, "due_at") ?? task.Day(zone, "due_on")),
            Percent = task.Truth("completed") == true ? 100 : 0,
            Done = task.Day(zone, "completed_at"),
            Labels = task.Names("name", "tags"),
            Assignees = task.Title("assignee", "name") is { } name ? [name] : [],
        };
    }
}
