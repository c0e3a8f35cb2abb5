using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>
/// Asana tasks. Asana hands over its signing secret in a greeting, which only an address with the configured key may
/// do; and it tells little: titles, what was added and what is gone.
/// </summary>
public sealed class AsanaWebhooks : IWebhookTool
{
    const int LongestSecret = 200;

    /// <inheritdoc/>
    public Tool Tool => Tool.Asana;

    /// <inheritdoc/>
    public bool HandsOverSecrets => true;

    /// <inheritdoc/>
    public ImmutableArray<string> Steps =>
    [
        "Let this host run, reachable from outside: Asana greets it while the webhook is made.",
        "POST https://app.asana.com/api/1.0/webhooks with data.resource = the project's gid and data.target = "
        + "the address above with ?key= and the configured secret appended; it has to end with a project's id, not "
        + "with 'portfolio'.",
        "Asana's own signing secret is handed over in that greeting and kept sealed by the configured one.",
    ];

    /// <inheritdoc/>
    public WebhookGreeting? Greet(WebhookRequest request)
    {
        if (request.Header("X-Hook-Secret") is not { } secret)
            return null;
        if (!Proof.IsSecret(request.Key, request.Secrets))
            return new WebhookGreeting { Refusal = "the address of a greeting needs ?key= and the configured secret" };
        if (request.Callback.AbsolutePath.EndsWith($"/{WebhookDoor.Portfolio}", StringComparison.Ordinal))
            return new WebhookGreeting
            {
                Refusal = "Asana does not tell in which project something changed; end the address with the id of one "
                    + "of your projects instead of 'portfolio'",
            };
        return secret.Length > LongestSecret || secret.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            ? new WebhookGreeting { Refusal = "X-Hook-Secret is no secret of Asana" }
            : new WebhookGreeting { Secret = secret, Headers = [("X-Hook-Secret", secret)] };
    }

    /// <inheritdoc/>
    public ValueTask<string?> RefuseAsync(WebhookRequest request) => ValueTask.FromResult(
        request.HandedOver.IsEmpty ? "Asana has not handed over a secret yet; make the webhook anew"
        : Proof.IsHexHmac(request.Header("X-Hook-Signature"), request.Body.Span, request.HandedOver) ? null
        : "X-Hook-Signature fits no secret Asana has handed over");

    /// <inheritdoc/>
    public WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone)
    {
        var events = payload.All("events").ToList();
        return new WebhookReading(events.Count == 0 ? "heartbeat" : TypeOf(events[0]))
        {
            IsHeartbeat = events.Count == 0 && payload.At("events") is { ValueKind: JsonValueKind.Array },
            Items = [.. events.Select(Item).OfType<ItemChange>()],
        };
    }

    static ItemChange? Item(JsonElement told)
    {
        if (told.At("resource") is not { } resource || resource.Text("resource_type") != "task"
            || resource.Text("gid") is not { } gid)
            return null;
        var parent = told.At("parent") ?? default;
        var isAdded = told.Text("action") == "added";
        return new ItemChange
        {
            Id = $"asana:{gid}",
            News = NewsOf(told),
            Project = parent.Text("resource_type") == "project" ? parent.Text("gid") : null,
            Version = told.Moment("created_at"),
            Title = resource.Title("name"),
            Group = isAdded && parent.Text("resource_type") == "section"
                ? new(parent.Group("asana:section", "gid", "name"))
                : null,
            Percent = told.Truth("change", "new_value") is { } done && told.Text("change", "field") == "completed"
                ? done ? 100 : 0
                : null,
        };
    }

    static ItemNews NewsOf(JsonElement told) => (told.Text("action"), told.Text("change", "field")) switch
    {
        ("added", _) => ItemNews.Created,
        ("deleted", _) => ItemNews.Deleted,
        (_, "due_on" or "due_at") => ItemNews.DueMoved,
        (_, "memberships") => ItemNews.GroupChanged,
        (_, "completed") when told.Truth("change", "new_value") == true => ItemNews.Done,
        (_, "completed") when told.Truth("change", "new_value") == false => ItemNews.Reopened,
        _ => ItemNews.Changed,
    };

    static string TypeOf(JsonElement told)
    {
        var type = told.Text("resource", "resource_type") ?? told.Text("type") ?? "unknown";
        return $"{type}.{told.Text("action") ?? "unknown"}";
    }
}
