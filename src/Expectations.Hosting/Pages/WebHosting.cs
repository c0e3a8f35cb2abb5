using System.Net;
using Expectations.Hosting.Pages.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Expectations.Hosting.Pages;

/// <summary>Serves the pages from any host that speaks ASP.NET Core.</summary>
public static class WebHosting
{
    /// <summary>
    /// Registers the pages and the intake. The host registers <see cref="WebSettings"/>, the ledger runner, the
    /// ledger store, the letter press, the mailbox, <see cref="IClock"/> and, where it can be woken,
    /// <see cref="IBell"/>.
    /// </summary>
    public static IServiceCollection AddExpectationsPages(this IServiceCollection services) => services
        .AddLogging().AddSingleton<SweepWatch>().AddSingleton<Intake>().AddSingleton<WebApp>();

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
            BodyIsTooLong = body is null,
            IsFromThisMachine = IsFromThisMachine(request),
        };
    }

    static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > PageRequest.LongestBody)
            return null;
        if (!HttpMethods.IsPost(request.Method))
            return [];
        var buffer = new byte[PageRequest.LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > PageRequest.LongestBody ? null : buffer[..length];
    }

    // Through a proxy on this machine everybody would seem to sit here.
    static bool IsFromThisMachine(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !request.Headers.ContainsKey("Forwarded") && !request.Headers.ContainsKey("X-Forwarded-For");
}
