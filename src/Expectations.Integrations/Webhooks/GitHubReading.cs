using System.Runtime.CompilerServices;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads issues and milestones of GitHub repositories.</summary>
sealed class GitHubReading : IToolReading
{
    public Tool Tool => Tool.Github;

    public Uri? Home { get; } = new("https://api.github.com");

    public string Token =>
        "It takes a fine-grained token of the repository with read access to Issues, or a classic one with 'repo'.";

    public string Authorization(ToolAccess access) => $"Bearer {access.Token}";

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (project.Split('/') is not [var owner, var name])
            throw api.Troubles.Named(project, "owner/name");
        var repository = $"repos/{api.Segment(owner)}/{api.Segment(name)}";
        await foreach (var issue in api.ElementsAsync($"{repository}/issues?state=all&per_page=100", cancellation))
            foreach (var item in GitHubItems.OfIssue(issue, "", project, zone))
                yield return item;
        var milestones = api.ElementsAsync($"{repository}/milestones?state=all&per_page=100", cancellation);
        await foreach (var milestone in milestones)
            foreach (var item in GitHubItems.OfMilestone(milestone, "", project, zone))
                yield return item;
    }
}
