using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>
/// Anything that sends CloudEvents 1.0, structured or binary, proved by Standard Webhooks or a bearer token.
/// </summary>
public sealed class CloudEventsTool : IWebhookTool
{
    const string AttributePrefix = "ce-";
    const string Bearer = "Bearer ";

    /// <summary>
    /// What one sender may send in a minute: far below what a host takes, far above what a plan changes.
    /// </summary>
    const int MostInAMinute = 6000;

    static readonly JsonEventFormatter Formatter = new();

    /// <inheritdoc/>
    public Tool Tool => Tool.CloudEvents;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "A sender that asks for permission first, by OPTIONS, is granted it where a secret is configured.",
        "Let the sender send 'Authorization: Bearer ' and the configured secret, or sign by Standard Webhooks with it.",
        .. PlainItem.Steps,
    ];

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request)
    {
        if (request.Header("webhook-signature") is not null)
            return ValueTask.FromResult(Proof.RefuseStandard(request));
        var header = request.Header("Authorization");
        return ValueTask.FromResult(
            header?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            && Proof.IsSecret(header[Bearer.Length..], request.Secrets)
                ? null
                : "there is neither a signature nor a bearer token that fits a secret");
    }

    /// <inheritdoc/>
    public WebhookGreeting? Consent(WebhookRequest request)
    {
        const int LongestOrigin = 253;
        if (request.Header("WebHook-Request-Origin") is not { Length: <= LongestOrigin } origin
            || Uri.CheckHostName(origin) != UriHostNameType.Dns)
            return new WebhookGreeting { Refusal = "WebHook-Request-Origin is missing or no DNS name" };
        if (RateFor(request.Header("WebHook-Request-Rate")) is not { } rate)
            return new WebhookGreeting { Refusal = "WebHook-Request-Rate is no number of requests a minute" };
        return new WebhookGreeting
        {
            Headers =
            [
                ("WebHook-Allowed-Origin", origin),
                ("WebHook-Allowed-Rate", rate.ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        if (EventOf(request) is not { } told)
            return new WebhookReading("unknown");
        var sent = told.Time is { } time ? Instant.FromDateTimeOffset(time) : (Instant?)null;
        var data = told.Data is JsonElement element ? element : default;
        return PlainItem.Read(told.Type ?? "unknown", data, sent, Tool, zone) with
        {
            // An identity is only unique together with its source.
            DeliveryId = $"{told.Source}#{told.Id}",
        };
    }

    static int? RateFor(string? asked) =>
        asked is null ? MostInAMinute
        : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0
            ? Math.Min(rate, MostInAMinute)
            : null;

    static CloudEvent? EventOf(WebhookRequest request)
    {
        try
        {
            var type = request.Header("Content-Type") is { } text ? new ContentType(text) : null;
            var told = type?.MediaType.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase) == true
                ? Formatter.DecodeStructuredModeMessage(request.Body, type, extensionAttributes: null)
                : BinaryEventOf(request);
            return told.IsValid ? told : null;
        }
        catch (Exception wrong) when (
            wrong is ArgumentException or FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static CloudEvent BinaryEventOf(WebhookRequest request)
    {
        var told = new CloudEvent(CloudEventsSpecVersion.V1_0) { DataContentType = "application/json" };
        foreach (var (name, value) in request.Headers)
            if (name.StartsWith(AttributePrefix, StringComparison.OrdinalIgnoreCase)
                && !name.Equals("ce-specversion", StringComparison.OrdinalIgnoreCase))
                told.SetAttributeFromString(
                    name[AttributePrefix.Length..].ToLowerInvariant(), Uri.UnescapeDataString(value));
        Formatter.DecodeBinaryModeEventData(request.Body, told);
        return told;
    }
}
