using System.Net;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Expectations.Hosting.Pages;

/// <summary>Serves the pages from any host that speaks ASP.NET Core.</summary>
public static class WebHosting
{
    /// <summary>Bytes made room for at first where a body does not tell its length.</summary>
    const int FirstPiece = 16 * 1024;

    /// <summary>
    /// Registers the pages and the intake. The host registers <see cref="WebSettings"/>, the ledger runner, the
    /// ledger store, the letter press, the mailbox, <see cref="INotebook"/>, the PM tools, <see cref="IClock"/> and,
    /// where it can be woken, <see cref="IBell"/>.
    /// </summary>
    public static IServiceCollection AddExpectationsPages(this IServiceCollection services) => services
        .AddLogging().AddSingleton<SweepWatch>().AddSingleton<Intake>().AddSingleton<WebApp>()
        .AddSingleton(provider => provider.GetRequiredService<WebSettings>().Webhooks)
        .AddSingleton<WebhookBook>().AddSingleton<WebhookDoor>();

    /// <summary>Maps everything the pages serve; routes the host maps itself take precedence.</summary>
    public static IEndpointConventionBuilder MapExpectations(this IEndpointRouteBuilder endpoints)
    {
        var app = endpoints.ServiceProvider.GetRequiredService<WebApp>();
        return endpoints.Map("/{**path}", (RequestDelegate)(context => app.AnswerAsync(context)));
    }

    /// <summary>Answers one request; what a host that maps routes in its own way calls.</summary>
    public static async Task AnswerAsync(this WebApp app, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var response = await app.HandleAsync(await ReadAsync(context.Request, cancellation), cancellation);
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            context.Response.Headers[name] = value;
        if (!response.Body.IsEmpty)
            await context.Response.Body.WriteAsync(response.Body, cancellation);
    }

    static async Task<PageRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var headers = request.Headers;
        var body = await ReadBodyAsync(request, cancellation);
        return new PageRequest
        {
            Method = request.Method.ToUpperInvariant(),
            Path = request.Path.Value ?? "/",
            Query = request.QueryString.Value ?? "",
            Host = request.Host.Value,
            Origin = headers.Origin,
            FetchSite = headers["Sec-Fetch-Site"],
            Authorization = headers.Authorization,
            ContentType = request.ContentType,
            IdempotencyKey = headers["Idempotency-Key"],
            Body = body ?? default(ReadOnlyMemory<byte>),
            Headers = PageRequest.IsWebhook(request.Path.Value)
                ? AllOf(headers)
                : ImmutableDictionary<string, string>.Empty,
            BodyIsTooLong = body is null,
            IsFromThisMachine = IsFromThisMachine(request),
        };
    }

    static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var longest = PageRequest.LongestBodyOf(request.Path.Value);
        if (request.ContentLength > longest)
            return null;
        if (!HttpMethods.IsPost(request.Method))
            return [];
        // Where the length is known, so much is taken; else it grows, one byte further than allowed at most.
        var buffer = new byte[request.ContentLength ?? FirstPiece];
        for (var length = 0; ;)
        {
            length += await request.Body.ReadAtLeastAsync(
                buffer.AsMemory(length), buffer.Length - length, throwOnEndOfStream: false, cancellation);
            if (length > longest)
                return null;
            if (length < buffer.Length || length == request.ContentLength)
                return length == buffer.Length ? buffer : buffer[..length];
            Array.Resize(ref buffer, Math.Min(buffer.Length * 4, longest + 1));
        }
    }

    static Dictionary<string, string> AllOf(IHeaderDictionary headers) =>
        headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    // Through a proxy on this machine everybody would seem to sit here.
    static bool IsFromThisMachine(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !request.Headers.ContainsKey("Forwarded") && !request.Headers.ContainsKey("X-Forwarded-For");
}
