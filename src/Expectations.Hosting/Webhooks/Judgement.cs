using System.Text.Json;

namespace Expectations.Hosting.Webhooks;

/// <summary>What becomes of a call before anything is recorded; the endpoint and the doctor judge alike.</summary>
public sealed record Judgement : IDisposable
{
    /// <summary>The answer to a greeting; none where the call is no greeting.</summary>
    public WebhookGreeting? Greeting { get; private init; }

    /// <summary>Why it is not believed; none where it is.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Why it is believed and cannot be read; none where it can.</summary>
    public string? Trouble { get; private init; }

    /// <summary>The payload of a call that is believed and can be read.</summary>
    public JsonDocument? Payload { get; private init; }

    /// <summary>Judges a call: proof first, over the raw bytes, and JSON after.</summary>
    public static async ValueTask<Judgement> OfAsync(IWebhookTool tool, WebhookRequest request)
    {
        if (request.Secrets.IsEmpty)
            return new Judgement { Refusal = "no secret is configured for it" };
        if (tool.Greet(request) is { } greeting)
            return new Judgement { Greeting = greeting, Refusal = greeting.Refusal };
        if (await tool.RefuseAsync(request) is { } why)
            return new Judgement { Refusal = why };
        var (payload, trouble) = StrictJson.Read(request.Body);
        return new Judgement { Payload = payload, Trouble = trouble };
    }

    /// <summary>Lets the payload go.</summary>
    public void Dispose() => Payload?.Dispose();
}
