using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads work items of Azure DevOps projects, in the cloud or on a server of one's own.</summary>
sealed class AzureDevOpsReading : IToolReading
{
    const int AtOnce = 200;
    const int MostNumbers = 5000;
    const string Version = "api-version=6.0";

    static readonly string[] Fields =
    [
        "System.Id", "System.Title", "System.State", "System.IterationPath", "System.TeamProject",
        "System.ChangedDate", "System.Tags", "System.AssignedTo", "Microsoft.VSTS.Scheduling.DueDate",
        "Microsoft.VSTS.Scheduling.TargetDate", "Microsoft.VSTS.Common.ClosedDate",
    ];

    public Tool Tool => Tool.AzureDevops;

    public Uri? Home => null;

    public string AddressHint => "address: https://dev.azure.com/agency";

    public string Token => "It takes a personal access token with the scope Work Items (Read).";

    public string Authorization(ToolAccess access) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($":{access.Token}"))}";

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A query gives numbers only, and 20,000 at most.
        var pages = api.PagesAsync(
            last => api.PostAsync(
                $"{api.Segment(project)}/_apis/wit/wiql?$top={MostNumbers}&{Version}",
                new { query = QueryAfter(last ?? "0") }, cancellation),
            page => Numbers(page) is { Count: MostNumbers } numbers
                ? numbers[^1].ToString(CultureInfo.InvariantCulture)
                : null);
        await foreach (var page in pages)
            foreach (var numbers in Numbers(page).Chunk(AtOnce))
                foreach (var item in await ItemsAsync(api, numbers, cancellation))
                    yield return AzureDevOpsWebhooks.Item(
                        default, item, $"azure-devops:{item.Text("id")}", "", zone);
    }

    static string QueryAfter(string last) =>
        "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project "
        + $"AND [System.Id] > {last} ORDER BY [System.Id]";

    static List<int> Numbers(ToolPage page) =>
        [.. page.List("workItems").Select(item => item.At("id")).Where(id => id is { ValueKind: JsonValueKind.Number })
            .Select(id => id!.Value.TryGetInt32(out var number) ? number : 0).Where(number => number > 0)];

    static async Task<JsonElement[]> ItemsAsync(ToolApi api, int[] numbers, CancellationToken cancellation)
    {
        var page = await api.PostAsync(
            $"_apis/wit/workitemsbatch?{Version}", new { ids = numbers, fields = Fields }, cancellation);
        JsonElement[] items = [.. page.List("value").Where(item => item.Has("fields"))];
        return items.Length == numbers.Length
            ? items
            : throw api.Troubles.Incomplete($"{items.Length} of {numbers.Length} work items came");
    }
}
