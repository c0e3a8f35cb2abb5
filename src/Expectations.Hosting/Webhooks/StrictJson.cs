using System.Text.Json;
using System.Text.Unicode;

namespace Expectations.Hosting.Webhooks;

/// <summary>JSON from outside: UTF-8, no name twice, not too deep.</summary>
public static class StrictJson
{
    const int Deepest = 48;

    static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    /// <summary>Reads a body.</summary>
    /// <returns>The document, or what is wrong with it.</returns>
    public static (JsonDocument? Document, string? Trouble) Read(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            return (null, "The body is not UTF-8.");
        try
        {
            return (JsonDocument.Parse(body, Options), null);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return (null, wrong.Message);
        }
    }
}
