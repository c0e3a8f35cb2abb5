using System.Globalization;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>Linear issues, projects and comments.</summary>
public sealed class LinearWebhooks : IWebhookTool
{
    static readonly Duration Tolerance = Duration.FromSeconds(60);

    /// <inheritdoc/>
    public Tool Tool => Tool.Linear;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Open Settings, API, Webhooks, New webhook.",
        "URL: the address above. Choose Issues, Comments, Projects and Project updates, for the team concerned.",
        "Copy the signing secret Linear shows into this host's settings.",
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) => ValueTask.FromResult(
        Proof.IsHexHmac(request.Header("Linear-Signature"), request.Body.Span, request.Secrets)
            ? Stale(request)
            : "Linear-Signature is missing or fits no secret");

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var (kind, action) = (payload.Text("type") ?? "unknown", payload.Text("action") ?? "");
        var data = payload.At("data") ?? default;
        var reading = new WebhookReading(kind)
        {
            DeliveryId = request.Header("Linear-Delivery"),
            Project = data.Text("team", "key"),
        };
        return (kind, data.Text("id")) switch
        {
            ("Issue", { } id) => reading with { Items = [LinearItems.OfIssue(payload, data, id, action, zone)] },
            ("Project", { } id) => reading with { Items = [LinearItems.OfProject(payload, data, id, action, zone)] },
            ("Comment" or "ProjectUpdate", not null) when action == "create" && data.Text("body") is { } text =>
                reading with { Comments = [CommentOf(payload, data, text)] },
            _ => reading,
        };
    }

    static ItemComment CommentOf(JsonElement payload, JsonElement data, string text) =>
        new(text, data.Title("user", "name") ?? payload.Title("actor", "name") ?? "somebody")
        {
            Item = (data.Text("issueId") ?? data.Text("projectId")) is { } id ? $"linear:{id}" : null,
            Project = data.Text("issue", "team", "key") ?? data.Text("project", "name"),
            Link = payload.Text("url"),
        };

    // The time in the body is signed, the one in the header is not: it only stands in where the body has none.
    static string? Stale(WebhookRequest request)
    {
        var (document, _) = StrictJson.Read(request.Body);
        using (document)
        {
            var sent = document?.RootElement.UnixMoment(milliseconds: true, "webhookTimestamp")
                ?? (long.TryParse(
                    request.Header("Linear-Timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                    && time is > 0 and < 253_402_300_799_000
                    ? Instant.FromUnixTimeMilliseconds(time)
                    : null);
            // A body that is no JSON is refused as that.
            return sent is { } moment ? Proof.Stale(moment, request.Now, Tolerance)
                : document is null ? null
                : "neither the body nor Linear-Timestamp says when it was sent";
        }
    }
}
