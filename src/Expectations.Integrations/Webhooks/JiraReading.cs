using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads issues and versions of Jira projects, in the cloud or on a server of one's own.</summary>
sealed partial class JiraReading : IToolReading
{
    const string SprintType = "com.pyxis.greenhopper.jira:gh-sprint";

    public Tool Tool => Tool.Jira;

    public Uri? Home => null;

    public string AddressHint => "address: https://agency.atlassian.net";

    public string Token =>
        "Jira Cloud takes an API token of an account that may browse the project, with the account's e-mail address "
        + "as 'user'; a Jira server takes a personal access token and no 'user'.";

    public string Authorization(ToolAccess access) => access.User is { } user
        ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{access.Token}"))}"
        : $"Bearer {access.Token}";

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Key().IsMatch(project))
            throw api.Troubles.Named(project, "its key, such as SHOP,");
        var server = await api.GetAsync("rest/api/2/serverInfo", cancellation);
        var isCloud = server.Json.Text("deploymentType") == "Cloud";
        // Asked for first: to whoever signs in wrongly a search may answer that there is nothing.
        var versions = await api.GetAsync($"rest/api/2/project/{project}/versions", cancellation);
        foreach (var version in versions.List().Where(v => v.Truth("archived") != true))
            foreach (var item in JiraIssue.OfVersion(version, ItemNews.Changed, project, null, zone))
                yield return item;
        var sprint = await SprintFieldAsync(api, cancellation);
        var query = Query(project, sprint);
        await foreach (var page in isCloud ? Cloud(api, query, cancellation) : Server(api, query, cancellation))
            foreach (var issue in page.List("issues"))
                foreach (var item in JiraIssue.Of(default, issue, "", project, zone, sprint))
                    yield return item;
    }

    static IAsyncEnumerable<ToolPage> Cloud(ToolApi api, string query, CancellationToken cancellation) =>
        api.PagesAsync(
            next => api.GetAsync(
                $"rest/api/3/search/jql?{query}"
                + (next is null ? "" : $"&nextPageToken={Uri.EscapeDataString(next)}"), cancellation),
            page => page.Json.Truth("isLast") == true ? null : page.Json.Text("nextPageToken"));

    static async IAsyncEnumerable<ToolPage> Server(
        ToolApi api, string query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var read = 0;
        int? inAll = null;
        var pages = api.PagesAsync(
            next => api.GetAsync($"rest/api/2/search?{query}&startAt={next ?? "0"}", cancellation),
            page => page.List("issues").Any() && read < inAll ? read.ToString(CultureInfo.InvariantCulture) : null);
        await foreach (var page in pages)
        {
            read += page.List("issues").Count();
            var total = page.Json.At("total") is { ValueKind: JsonValueKind.Number } number
                && number.TryGetInt32(out var told) ? told : -1;
            // Pages are counted off: what is deleted meanwhile shifts them, and one issue is never seen.
            if (total != (inAll ??= total))
                throw api.Troubles.Incomplete("issues came or went between its pages");
            yield return page;
        }
        if (read != inAll)
            throw api.Troubles.Incomplete($"{read} of {inAll} issues came");
    }

    static async Task<string?> SprintFieldAsync(ToolApi api, CancellationToken cancellation)
    {
        var fields = await api.GetAsync("rest/api/2/field", cancellation);
        return fields.List().FirstOrDefault(field => field.Text("schema", "custom") == SprintType).Text("id");
    }

    static string Query(string project, string? sprint) =>
        $"jql={Uri.EscapeDataString($"project = \"{project}\" ORDER BY key ASC")}&maxResults=100&fields="
        + "summary,status,duedate,updated,resolutiondate,labels,assignee,fixVersions,security"
        + (sprint is null ? "" : $",{Uri.EscapeDataString(sprint)}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
