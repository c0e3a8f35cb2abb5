using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Expectations.Hosting.Pages.Http;

/// <summary>What the pages need to know of an HTTP request; every host makes one from its own kind.</summary>
public sealed record PageRequest
{
    /// <summary>Bytes of a body that are accepted; larger ones are refused unread.</summary>
    public const int LongestBody = 64 * 1024;

    /// <summary>Bytes of a webhook's body that are accepted.</summary>
    public const int LongestWebhook = 256 * 1024;

    /// <summary>What the addresses begin with that PM tools call.</summary>
    internal const string WebhookPath = "/api/webhooks/";

    static readonly IReadOnlyDictionary<string, string> NoHeaders = ImmutableDictionary<string, string>.Empty;

    const int MostFields = 1024;

    /// <summary>Method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>Decoded path, starting with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>Query with its question mark, or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>Host header.</summary>
    public string? Host { get; init; }

    /// <summary>Origin header.</summary>
    public string? Origin { get; init; }

    /// <summary>Sec-Fetch-Site header.</summary>
    public string? FetchSite { get; init; }

    /// <summary>Authorization header.</summary>
    public string? Authorization { get; init; }

    /// <summary>Content-Type header.</summary>
    public string? ContentType { get; init; }

    /// <summary>Idempotency-Key header, by which the same request made again is known.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>All headers of a webhook, by name in any case; empty for other requests.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>Body; empty where it was too long.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body is longer than <see cref="LongestBodyOf"/> allows.</summary>
    public bool BodyIsTooLong { get; init; }

    /// <summary>Whether the request comes from this machine itself, through no proxy.</summary>
    public bool IsFromThisMachine { get; init; }

    /// <summary>Bytes of a body that are accepted at a path.</summary>
    internal static int LongestBodyOf(string? path) => IsWebhook(path) ? LongestWebhook : LongestBody;

    /// <summary>Whether PM tools call a path.</summary>
    internal static bool IsWebhook(string? path) =>
        path?.StartsWith(WebhookPath, StringComparison.Ordinal) == true;

    /// <summary>A value of the query; none where it is missing or empty.</summary>
    internal string? QueryValue(string name) =>
        QueryHelpers.ParseQuery(Query).TryGetValue(name, out var values)
        && values.ToString() is { Length: > 0 } value
            ? value
            : null;

    /// <summary>The fields of a form.</summary>
    /// <exception cref="InvalidDataException">The body is no form, or has too many fields.</exception>
    internal Dictionary<string, StringValues> Form()
    {
        const string FormType = "application/x-www-form-urlencoded";
        var isForm = ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase);
        if (isForm != true || !Utf8.IsValid(Body.Span))
            throw new InvalidDataException("Send the form as application/x-www-form-urlencoded in UTF-8.");
        using var reader = new FormReader(Encoding.UTF8.GetString(Body.Span)) { ValueCountLimit = MostFields };
        return reader.ReadForm();
    }

    /// <summary>The fields of a form, sent as a browser or as a mail program may (RFC 8058: in parts).</summary>
    /// <exception cref="InvalidDataException">The body is no form, or has too many fields.</exception>
    internal async Task<IFormCollection> FormOfAnyKindAsync(CancellationToken cancellation)
    {
        var request = new DefaultHttpContext().Request;
        (request.ContentType, request.Body) = (ContentType, new MemoryStream(Body.ToArray()));
        if (!request.HasFormContentType)
            throw new InvalidDataException("Send the form as multipart/form-data.");
        try
        {
            return await request.ReadFormAsync(new FormOptions { ValueCountLimit = MostFields }, cancellation);
        }
        catch (IOException broken)
        {
            throw new InvalidDataException("The form breaks off; send it whole.", broken);
        }
    }
}
