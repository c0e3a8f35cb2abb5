using System.Text;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Expectations.Integrations.Webhooks;

/// <summary>
/// monday.com items and updates. A token proves the sender, not the body: use HTTPS, and nothing else than HTTPS.
/// </summary>
public sealed class MondayWebhooks : IWebhookTool
{
    const int LongestGreeting = 1024;
    const int LongestChallenge = 256;

    static readonly JsonWebTokenHandler Tokens = new();

    /// <inheritdoc/>
    public Tool Tool => Tool.Monday;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Make the webhook by an integration app: only then does monday send a token to prove itself.",
        "Address: the one above. Configure the app's Signing Secret.",
        "Subscribe to item created, name, column and status changed, moved, archived, deleted, restored, and to "
        + "update posted.",
    ];

    /// <inheritdoc/>
    public WebhookGreeting? Greet(WebhookRequest request)
    {
        if (request.Body.Length > LongestGreeting)
            return null;
        var (document, _) = StrictJson.Read(request.Body);
        using (document)
        {
            if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root
                || root.Text("challenge") is not { } challenge || root.EnumerateObject().Count() != 1)
                return null;
            return challenge.Length > LongestChallenge
                || !challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? new WebhookGreeting { Refusal = "the challenge is no word of monday" }
                : new WebhookGreeting { Json = JsonSerializer.SerializeToUtf8Bytes(new { challenge }) };
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string?> RefuseAsync(WebhookRequest request)
    {
        if (request.Header("Authorization") is not { Length: <= 8192 } header)
            return "the header Authorization is missing; make the webhook by an integration app";
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..] : header;
        var result = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = request.Secrets.Select(s => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(s))),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            TryAllIssuerSigningKeys = true,
            ValidateIssuer = false,
            ValidAudience = request.Callback.AbsoluteUri,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) =>
                until > request.Now.ToDateTimeUtc() && !(from > request.Now.ToDateTimeUtc().AddMinutes(1)),
        });
        return result.IsValid
            ? null
            : "the token is not signed by a secret, not meant for this address, or out of date";
    }

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var told = payload.At("event") ?? default;
        var kind = told.Text("type") ?? "unknown";
        var reading = new WebhookReading(kind)
        {
            DeliveryId = told.Text("triggerUuid"),
            Project = told.Text("boardId"),
        };
        if ((told.Text("pulseId") ?? told.Text("itemId")) is not { } id || NewsOf(told, kind) is not { } news)
            return reading;
        return reading with
        {
            Items = [Item(told, $"monday:{id}", news, kind, zone)],
            Comments = kind == "create_update" && told.Text("textBody") is { } text
                ? [new ItemComment(text, "somebody") { Item = $"monday:{id}", Project = told.Text("boardId") }]
                : [],
        };
    }

    static ItemChange Item(JsonElement told, string id, ItemNews news, string kind, DateTimeZone zone) => new()
    {
        Id = id,
        News = news,
        Project = told.Text("boardId"),
        Version = told.UnixMoment(milliseconds: false, "changedAt") ?? told.Moment("triggerTime"),
        Title = kind == "update_name" ? told.Title("value", "name") : told.Title("pulseName") ?? told.Title("itemName"),
        Group = GroupOf(told) is { } group ? new(group) : null,
        Due = told.Text("columnType") switch
        {
            "date" => new(told.Day(zone, "value", "date")),
            "timerange" or "timeline" => new(told.Day(zone, "value", "to")),
            _ => null,
        },
        Percent = told.Truth("value", "label", "is_done") == true ? 100 : null,
        State = told.Text("columnType") is "color" or "status" ? told.Text("value", "label", "text") ?? "" : null,
    };

    static ItemGroup? GroupOf(JsonElement told)
    {
        var prefix = $"monday:{told.Text("boardId")}/group";
        return told.At("destGroup")?.Group(prefix, "id", "title") ?? told.Group(prefix, "groupId", "groupName");
    }

    static ItemNews? NewsOf(JsonElement told, string kind) => kind switch
    {
        "create_pulse" or "create_item" or "item_restored" or "restore_pulse" => ItemNews.Created,
        "delete_pulse" or "item_deleted" or "archive_pulse" or "item_archived" => ItemNews.Deleted,
        "move_pulse_into_group" or "item_moved_to_any_group" or "item_moved_to_specific_group" => ItemNews.GroupChanged,
        "update_column_value" or "change_column_value" or "change_status_column_value"
            or "change_specific_column_value" => told.Text("columnType") switch
            {
                "date" or "timerange" or "timeline" => ItemNews.DueMoved,
                "color" or "status" => ItemNews.Moved,
                _ => ItemNews.Changed,
            },
        "update_name" or "change_name" or "create_update" => ItemNews.Changed,
        _ => null,
    };
}
