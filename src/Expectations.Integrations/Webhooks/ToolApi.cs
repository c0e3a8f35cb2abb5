using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Expectations.Core.Plans;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>
/// Reaches one PM tool by a token: at the configured address and nowhere else, a bounded page at a time.
/// </summary>
/// <param name="http">Sends the requests.</param>
/// <param name="tool">Which tool.</param>
/// <param name="access">Where it is, and the token.</param>
/// <param name="now">The present, from which waits are counted.</param>
sealed partial class ToolApi(HttpClient http, IToolReading tool, ToolAccess access, Instant now)
{
    const int MostPages = 500;
    const int LargestPage = 16 * 1024 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly ToolTroubles troubles = new(tool, now);
    readonly Uri root = new((access.Address ?? tool.Home!).AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>A client that is led nowhere and does not wait long; whoever makes it disposes of it.</summary>
    internal static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = LargestPage,
    };

    /// <summary>Why something could not be read.</summary>
    internal ToolTroubles Troubles => troubles;

    /// <summary>A name as one segment of a path.</summary>
    internal string Segment(string name) =>
        name.Length > 0 && !name.All(c => c == '.') ? Uri.EscapeDataString(name) : throw troubles.Named(name, "a name");

    internal Task<ToolPage> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, null, cancellation);

    /// <summary>What is there; none where the tool answers that it cannot be asked so.</summary>
    internal async Task<ToolPage?> FindAsync(string path, HttpStatusCode cannot, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(path, cancellation);
        }
        catch (ToolTroubleException trouble) when (trouble.Status == cannot)
        {
            return null;
        }
    }

    internal Task<ToolPage> PostAsync(string path, object body, CancellationToken cancellation) =>
        SendAsync(
            HttpMethod.Post, path,
            new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, MediaTypeNames.Application.Json),
            cancellation);

    /// <summary>Asks by GraphQL; an answer that is not whole is none.</summary>
    internal async Task<ToolPage> AskAsync(
        string path, string query, Dictionary<string, object?> variables, CancellationToken cancellation)
    {
        var page = await PostAsync(path, new { query, variables }, cancellation);
        return page.Json.All("errors").Any() || page.Json.Has("error_code") || !page.Json.Has("data")
            ? throw troubles.Of(page.Json)
            : page;
    }

    /// <summary>All elements of lists that name their next page in a Link header.</summary>
    internal async IAsyncEnumerable<JsonElement> ElementsAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var page in PagesAsync(next => GetAsync(next ?? path, cancellation), page => page.Next))
            foreach (var element in page.List())
                yield return element;
    }

    /// <summary>One page after the other.</summary>
    /// <param name="read">Reads the page of a cursor; none for the first.</param>
    /// <param name="next">The cursor of the page after; none after the last.</param>
    internal async IAsyncEnumerable<ToolPage> PagesAsync(
        Func<string?, Task<ToolPage>> read, Func<ToolPage, string?> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? cursor = null; ;)
        {
            var page = await read(cursor);
            yield return page;
            cursor = next(page);
            if (cursor is null)
                yield break;
            // A chain of pages that never ends is no plan.
            if (!seen.Add(cursor) || seen.Count >= MostPages)
                throw troubles.Incomplete("its pages lead round in circles, or there are too many of them");
        }
    }

    async Task<ToolPage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation)
    {
        // Our token goes to nobody else.
        if (!Uri.TryCreate(root, path, out var address)
            || address.GetLeftPart(UriPartial.Authority) != root.GetLeftPart(UriPartial.Authority))
            throw troubles.Incomplete("its next page lies elsewhere; 'address' and what it calls itself have to agree");
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.TryAddWithoutValidation("Authorization", tool.Authorization(access));
        request.Headers.UserAgent.ParseAdd("Expectations.Functions");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await http.SendAsync(request, cancellation);
        var (document, broken) = StrictJson.Read(await answer.Content.ReadAsByteArrayAsync(cancellation));
        using (document)
        {
            // With 203, Azure DevOps sends its sign-in page.
            if (!answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NonAuthoritativeInformation)
                throw troubles.Of(answer, document?.RootElement ?? default);
            return document is null
                ? throw troubles.Incomplete($"what it sent is no JSON ({broken})")
                : new ToolPage(document.RootElement.Clone(), NextOf(answer), troubles);
        }
    }

    static string? NextOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Link", out var links)
        && Next().Match(string.Join(',', links)) is { Success: true } match
            ? match.Groups["address"].Value
            : null;

    [GeneratedRegex("<(?<address>[^<>]+)>; *rel=\"next\"", RegexOptions.None, 1000)]
    private static partial Regex Next();
}

/// <summary>One answer of a tool.</summary>
/// <param name="Json">What it sent.</param>
/// <param name="Next">The address of the next page, from the Link header; none where there is none.</param>
/// <param name="Troubles">What to say where something is missing.</param>
sealed record ToolPage(JsonElement Json, string? Next, ToolTroubles Troubles)
{
    /// <summary>A list that has to be there: without it the page says nothing, least of all that all is gone.</summary>
    internal IEnumerable<JsonElement> List(params ReadOnlySpan<string> path) =>
        Json.At(path) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
            : throw Troubles.Incomplete("it sent no list where one belongs");
}
