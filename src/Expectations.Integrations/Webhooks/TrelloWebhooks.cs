using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>Trello cards and comments.</summary>
public sealed class TrelloWebhooks : IWebhookTool
{
    /// <inheritdoc/>
    public Tool Tool => Tool.Trello;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Let this host run, reachable from outside: Trello looks at the address by HEAD before it uses it.",
        "POST https://api.trello.com/1/webhooks with idModel = the board's id and callbackURL = the address above, "
        + "to the letter: it is part of what Trello signs.",
        "Configure the secret of the Power-Up whose key made the webhook.",
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) => ValueTask.FromResult(
        IsSigned(request)
            ? null
            : "X-Trello-Webhook is missing or fits no secret for the address this host is configured with");

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var action = payload.At("action") ?? default;
        var kind = action.Text("type") ?? "unknown";
        var board = action.Text("data", "board", "shortLink");
        var reading = new WebhookReading(kind) { DeliveryId = action.Text("id"), Project = board };
        if (action.At("data", "card") is not { } card || card.Text("id") is not { } id)
            return reading;
        return reading with
        {
            Items = kind is "createCard" or "copyCard" or "updateCard" or "deleteCard" or "moveCardToBoard"
                or "moveCardFromBoard" or "emailCard" or "convertToCardFromCheckItem" or "commentCard"
                ? [Card(action, card, $"trello:{id}", kind, zone)]
                : [],
            Comments = kind == "commentCard" ? [.. Comments(action, card, $"trello:{id}")] : [],
        };
    }

    static ItemChange Card(JsonElement action, JsonElement card, string id, string kind, DateTimeZone zone)
    {
        var list = action.At("data", "listAfter") ?? action.At("data", "list");
        return new ItemChange
        {
            Id = id,
            News = NewsOf(action, card, kind),
            Project = action.Text("data", "board", "shortLink"),
            Version = action.Moment("date"),
            Title = card.Title("name"),
            Group = list?.Group("trello:list", "id", "name") is { } group ? new(group) : null,
            Due = card.ToldDay(zone, "due"),
            Percent = card.Truth("dueComplete") switch { true => 100, false => 0, null => null },
            State = list?.Text("name"),
        };
    }

    static IEnumerable<ItemComment> Comments(JsonElement action, JsonElement card, string id)
    {
        if (action.Text("data", "text") is { } text)
            yield return new ItemComment(text, action.Title("memberCreator", "fullName") ?? "somebody")
            {
                Item = id,
                Project = action.Text("data", "board", "shortLink"),
                Link = card.Text("shortLink") is { } link ? $"https://trello.com/c/{link}" : null,
            };
    }

    static ItemNews NewsOf(JsonElement action, JsonElement card, string kind) => kind switch
    {
        "deleteCard" or "moveCardFromBoard" => ItemNews.Deleted,
        "createCard" or "copyCard" or "moveCardToBoard" or "emailCard" or "convertToCardFromCheckItem" =>
            ItemNews.Created,
        // What was archived is no longer part of the plan.
        _ when card.Truth("closed") == true => ItemNews.Deleted,
        _ when card.Truth("dueComplete") == true && action.Has("data", "old", "dueComplete") => ItemNews.Done,
        _ when action.Has("data", "old", "dueComplete") || card.Truth("closed") == false => ItemNews.Reopened,
        _ when action.Has("data", "old", "due") => ItemNews.DueMoved,
        _ when action.Has("data", "old", "idList") => ItemNews.Moved,
        _ => ItemNews.Changed,
    };

    [SuppressMessage("Security", "CA5350", Justification = "Trello signs by HMAC-SHA1 and nothing else.")]
    static bool IsSigned(WebhookRequest request)
    {
        var given = Encoding.UTF8.GetBytes(request.Header("X-Trello-Webhook") ?? "");
        byte[] signed = [.. request.Body.Span, .. Encoding.UTF8.GetBytes(request.Callback.AbsoluteUri)];
        var good = false;
        foreach (var secret in request.Secrets)
        {
            var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), signed));
            good |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(expected));
        }
        return good;
    }
}
