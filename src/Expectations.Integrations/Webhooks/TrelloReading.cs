using System.Runtime.CompilerServices;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads the cards of Trello boards, without those in the archive.</summary>
sealed class TrelloReading : IToolReading
{
    const int AtOnce = 1000;

    public Tool Tool => Tool.Trello;

    public Uri? Home { get; } = new("https://api.trello.com/1");

    public string UserHint => "write the Power-Up's API key as 'user'";

    public string Token =>
        "It takes a token of somebody who can see the board, with the scope read, and the Power-Up's API key as "
        + "'user'.";

    public string Authorization(ToolAccess access) =>
        $"OAuth oauth_consumer_key=\"{Uri.EscapeDataString(access.User ?? "")}\", "
        + $"oauth_token=\"{Uri.EscapeDataString(access.Token)}\"";

    public async IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var board = $"boards/{api.Segment(project)}";
        var lists = (await api.GetAsync($"{board}/lists?filter=all&fields=name", cancellation)).List()
            .Where(list => list.Has("id")).DistinctBy(list => list.Text("id"))
            .ToDictionary(list => list.Text("id") ?? "", StringComparer.Ordinal);
        var path = $"{board}/cards?filter=visible&fields=name,due,dueComplete,idList,dateLastActivity,labels"
            + $"&members=true&member_fields=fullName&limit={AtOnce}";
        // The newest come first; identities begin with the time they were given.
        var pages = api.PagesAsync(
            oldest => api.GetAsync(oldest is null ? path : $"{path}&before={oldest}", cancellation),
            page => page.List().Count() < AtOnce ? null
                : page.List().Select(card => card.Text("id")).OfType<string>().Min(StringComparer.Ordinal));
        await foreach (var page in pages)
            foreach (var card in page.List())
                if (card.Text("id") is { } id)
                    yield return Card(card, id, lists.GetValueOrDefault(card.Text("idList") ?? ""), project, zone);
    }

    static ItemChange Card(JsonElement card, string id, JsonElement list, string project, DateTimeZone zone) => new()
    {
        Id = $"trello:{id}",
        News = ItemNews.Changed,
        Project = project,
        Version = card.Moment("dateLastActivity"),
        IsWhole = true,
        Title = card.Title("name"),
        Group = new(list.Group("trello:list", "id", "name")),
        Due = new(card.Day(zone, "due")),
        // Many boards mark what is done by its list alone.
        Percent = card.Truth("dueComplete") == true ? 100 : null,
        State = list.Text("name") ?? "",
        Labels = card.Names("name", "labels"),
        Assignees = card.Names("fullName", "members"),
    };
}
