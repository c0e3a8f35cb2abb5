using System.Runtime.CompilerServices;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads the items of monday.com boards.</summary>
sealed class MondayReading : IToolReading
{
    const string Items = """
        cursor
        items {
          id name state updated_at group { id title }
          column_values {
            id type text ... on StatusValue { is_done } ... on DateValue { date } ... on TimelineValue { to }
          }
        }
        """;

    const string First =
        "query($board: [ID!]) { boards(ids: $board) { id items_page(limit: 100) { " + Items + " } } }";

    const string Following =
        "query($cursor: String!) { next_items_page(limit: 100, cursor: $cursor) { " + Items + " } }";

    public Tool Tool => Tool.Monday;

    public Uri? Home { get; } = new("https://api.monday.com");

    public string Token => "It takes an API token of somebody who can see the board, or of an app with boards:read.";

    public string Authorization(ToolAccess access) => access.Token;

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = api.PagesAsync(
            async cursor => ItemsIn(
                cursor is null
                    ? await api.AskAsync("v2", First, new() { ["board"] = new[] { project } }, cancellation)
                    : await api.AskAsync("v2", Following, new() { ["cursor"] = cursor }, cancellation),
                project),
            page => page.Json.Text("cursor"));
        await foreach (var page in pages)
            foreach (var item in page.List("items"))
                if (item.Text("id") is { } id)
                    yield return Item(item, id, project, zone);
    }

    static ToolPage ItemsIn(ToolPage page, string board) => page with
    {
        Json = page.Json.At("data", "next_items_page")
            ?? (page.List("data", "boards").FirstOrDefault() is { ValueKind: JsonValueKind.Object } found
                ? found.At("items_page") ?? default
                : throw page.Troubles.Unknown(board)),
    };

    static ItemChange Item(JsonElement item, string id, string board, DateTimeZone zone)
    {
        JsonElement First(string type) =>
            item.All("column_values").FirstOrDefault(column => column.Text("type") == type);
        var status = First("status");
        return new ItemChange
        {
            Id = $"monday:{id}",
            News = item.Text("state") is null or "active" ? ItemNews.Changed : ItemNews.Deleted,
            Project = board,
            Version = item.Moment("updated_at"),
            IsWhole = true,
            Title = item.Title("name"),
            Group = new(item.At("group")?.Group($"monday:{board}/group", "id", "title")),
            Due = new(First("date").Day(zone, "date") ?? First("timeline").Day(zone, "to")),
            Percent = status.Truth("is_done") == true ? 100 : null,
            State = status.Text("text") ?? "",
            Assignees =
            [
                .. (First("people").Text("text") ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries)
                    .Select(name => Plans.CleanText.Line(name, 100)).Distinct(StringComparer.Ordinal),
            ],
        };
    }
}
