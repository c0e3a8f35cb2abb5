using System.Runtime.CompilerServices;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads issues and projects of Linear teams.</summary>
sealed class LinearReading : IToolReading
{
    const string Issues = """
        query($team: String!, $after: String) { teams(first: 1, filter: { key: { eq: $team } }) { nodes {
          list: issues(first: 50, after: $after) {
            nodes {
              id title dueDate updatedAt completedAt state { type } team { key } project { id name }
              projectMilestone { id name } cycle { id name number } assignee { name }
              labels(first: 20) { nodes { name } }
            }
            pageInfo { hasNextPage endCursor }
          }
        } } }
        """;

    const string Projects = """
        query($team: String!, $after: String) { teams(first: 1, filter: { key: { eq: $team } }) { nodes {
          list: projects(first: 50, after: $after) {
            nodes { id name targetDate updatedAt completedAt status { type } }
            pageInfo { hasNextPage endCursor }
          }
        } } }
        """;

    public Tool Tool => Tool.Linear;

    public Uri? Home { get; } = new("https://api.linear.app");

    public string Token => "It takes a personal API key with the permission Read, for the team concerned.";

    // Keys stand alone; what OAuth gives out is a bearer token.
    public string Authorization(ToolAccess access) =>
        access.Token.StartsWith("lin_api_", StringComparison.Ordinal) ? access.Token : $"Bearer {access.Token}";

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var issue in AllAsync(api, Issues, project, cancellation))
            if (issue.Text("id") is { } id)
                yield return LinearItems.OfIssue(default, issue, id, "", zone);
        await foreach (var found in AllAsync(api, Projects, project, cancellation))
            if (found.Text("id") is { } id)
                yield return LinearItems.OfProject(default, found, id, "", zone);
    }

    static async IAsyncEnumerable<JsonElement> AllAsync(
        ToolApi api, string query, string team, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = api.PagesAsync(
            after => api.AskAsync("graphql", query, new() { ["team"] = team, ["after"] = after }, cancellation),
            page => ListOf(page).Truth("pageInfo", "hasNextPage") == true
                ? ListOf(page).Text("pageInfo", "endCursor")
                : null);
        await foreach (var page in pages)
        {
            if (!page.List("data", "teams", "nodes").Any())
                throw api.Troubles.Unknown(team);
            foreach (var node in (page with { Json = ListOf(page) }).List("nodes"))
                yield return node;
        }
    }

    static JsonElement ListOf(ToolPage page) =>
        page.List("data", "teams", "nodes").FirstOrDefault().At("list") ?? default;
}
