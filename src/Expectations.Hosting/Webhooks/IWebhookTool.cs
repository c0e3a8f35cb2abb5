using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Hosting.Webhooks;

/// <summary>How one PM tool calls in: how it proves itself, and what its payloads mean.</summary>
public interface IWebhookTool
{
    /// <summary>Which tool.</summary>
    Tool Tool { get; }

    /// <summary>What to do in the tool to make it call in, a step each.</summary>
    ImmutableArray<string> Steps { get; }

    /// <summary>Whether the tool hands over a secret of its own in its greeting.</summary>
    bool HandsOverSecrets => false;

    /// <summary>What a tool asks before its first call, such as to have a word echoed.</summary>
    /// <returns>None where the request is an ordinary call.</returns>
    WebhookGreeting? Greet(WebhookRequest request) => null;

    /// <summary>What a tool asks by OPTIONS before it sends anything.</summary>
    /// <returns>None where the tool asks nothing so.</returns>
    WebhookGreeting? Consent(WebhookRequest request) => null;

    /// <summary>Checks over the raw bytes whether the request comes from the tool. Never throws.</summary>
    /// <returns>Why it is refused, for the operator; none where it is genuine.</returns>
    ValueTask<string?> RefuseAsync(WebhookRequest request);

    /// <summary>Translates a genuine payload. Never throws: what it does not know it leaves out.</summary>
    /// <param name="payload">The payload, strict JSON.</param>
    /// <param name="request">The request it came in.</param>
    /// <param name="zone">The project's zone, in which moments become days.</param>
    WebhookReading Read(JsonElement payload, WebhookRequest request, DateTimeZone zone);
}

/// <summary>A webhook as it came in.</summary>
public sealed record WebhookRequest
{
    /// <summary>Headers by name in any case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The address as it is registered in the tool, from our own configuration.</summary>
    public required Uri Callback { get; init; }

    /// <summary>The present.</summary>
    public required Instant Now { get; init; }

    /// <summary>Secrets the tool may use; never empty.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    /// <summary>Secrets the tool itself handed over in a greeting.</summary>
    public ImmutableArray<string> HandedOver { get; init; } = [];

    /// <summary>Value of <c>key</c> in the query, for tools that cannot set a header.</summary>
    public string? Key { get; init; }

    /// <summary>The password of Basic authentication; none where the call has none.</summary>
    public string? Password => Pages.Http.Gate.Basic(Header("Authorization"))?.Secret;

    /// <summary>A header; none where it is missing.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}

/// <summary>The answer to what a tool asks before its first call.</summary>
public sealed record WebhookGreeting
{
    /// <summary>Why it is refused; none where it is not.</summary>
    public string? Refusal { get; init; }

    /// <summary>Headers to answer with.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>JSON to answer with; empty answers with none.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Secret the tool hands over, which later calls are signed with.</summary>
    public string? Secret { get; init; }
}

/// <summary>What a payload means.</summary>
/// <param name="EventType">The tool's name for what happened, by which the ignored are counted.</param>
public sealed record WebhookReading(string EventType)
{
    /// <summary>The tool's identity of the delivery; none goes by the bytes.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>The tool's name for the project; none where it does not tell.</summary>
    public string? Project { get; init; }

    /// <summary>What it told of items.</summary>
    public ImmutableArray<ItemChange> Items { get; init; } = [];

    /// <summary>Comments on items.</summary>
    public ImmutableArray<ItemComment> Comments { get; init; } = [];

    /// <summary>Whether the call only shows that the tool is alive.</summary>
    public bool IsHeartbeat { get; init; }

    /// <summary>Whether nothing in it concerns a plan.</summary>
    public bool IsIgnored => Items.IsEmpty && Comments.IsEmpty;
}
