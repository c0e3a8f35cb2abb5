using System.Text.Json;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>Anything that signs by Standard Webhooks and tells of items in our own words.</summary>
public sealed class StandardWebhooksTool : IWebhookTool
{
    /// <inheritdoc/>
    public Tool Tool => Tool.StandardWebhooks;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Let the sender sign by Standard Webhooks with the configured secret (whsec_ and 24 to 64 bytes in Base64).",
        .. PlainItem.Steps,
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) =>
        ValueTask.FromResult(Proof.RefuseStandard(request));

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone) =>
        PlainItem.Read(
            payload.Text("type") ?? "unknown", payload.At("data") ?? default, payload.Moment("timestamp"), Tool,
            zone) with
        {
            DeliveryId = request.Header("webhook-id"),
        };
}
