using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads issues and milestones of GitLab projects, on gitlab.com or a server of one's own.</summary>
sealed class GitLabReading : IToolReading
{
    public Tool Tool => Tool.Gitlab;

    public Uri? Home { get; } = new("https://gitlab.com");

    public string Token =>
        "It takes a project access token with the role Reporter and the scope read_api, or a personal one with "
        + "read_api.";

    public string Authorization(ToolAccess access) => $"Bearer {access.Token}";

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = $"api/v4/projects/{api.Segment(project)}";
        await foreach (var issue in IssuesAsync(api, $"{path}/issues", cancellation))
        {
            foreach (var item in GitLabItems.OfIssue(issue, issue, ItemNews.Changed, project, zone))
                yield return item;
            // A milestone of the group stands nowhere else.
            foreach (var item in GitLabItems.OfMilestone(
                issue.At("milestone") ?? default, ItemNews.Changed, project, zone))
                yield return item;
        }
        await foreach (var milestone in api.ElementsAsync($"{path}/milestones?per_page=100", cancellation))
            foreach (var item in GitLabItems.OfMilestone(milestone, ItemNews.Changed, project, zone))
                yield return item;
    }

    // By keys, pages do not shift where something is deleted meanwhile; servers before 18.3 know only numbers.
    static async IAsyncEnumerable<JsonElement> IssuesAsync(
        ToolApi api, string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var numbered = $"{path}?scope=all&order_by=created_at&sort=asc&per_page=100";
        var pages = api.PagesAsync(
            async next => next is not null ? await api.GetAsync(next, cancellation)
                : await api.FindAsync($"{numbered}&pagination=keyset", HttpStatusCode.MethodNotAllowed, cancellation)
                    ?? await api.GetAsync(numbered, cancellation),
            page => page.Next);
        await foreach (var page in pages)
            foreach (var issue in page.List())
                yield return issue;
    }
}
