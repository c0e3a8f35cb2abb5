using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Expectations.Integrations.Tests.Webhooks;

/// <summary>The API of a PM tool, as a real HTTP server on this machine.</summary>
sealed class ToolServer : IAsyncDisposable
{
    readonly WebApplication host;
    readonly ConcurrentQueue<ToolCall> calls = new();

    ToolServer(Func<ToolCall, ToolAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        host = builder.Build();
        host.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var call = new ToolCall(
                context.Features.Get<IHttpRequestFeature>()!.RawTarget, context.Request.Headers.Authorization.ToString(),
                await reader.ReadToEndAsync());
            calls.Enqueue(call);
            var given = answer(call);
            context.Response.StatusCode = given.Status;
            context.Response.ContentType = "application/json";
            foreach (var (name, value) in given.Headers)
                context.Response.Headers[name] = value.Replace("{me}", Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
            if (given.IsPacked)
            {
                context.Response.Headers.ContentEncoding = "gzip";
                await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
                await packed.WriteAsync(Encoding.UTF8.GetBytes(given.Json));
                return;
            }
            await context.Response.WriteAsync(given.Json);
        });
    }

    public Uri Address => new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IReadOnlyCollection<ToolCall> Calls => calls;

    public static async Task<ToolServer> StartAsync(Func<ToolCall, ToolAnswer> answer)
    {
        var server = new ToolServer(answer);
        await server.host.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

/// <summary>What a tool is asked.</summary>
sealed record ToolCall(string Target, string Authorization, string Body)
{
    public bool Asks(string part) => Target.Contains(part, StringComparison.Ordinal) || Body.Contains(part, StringComparison.Ordinal);
}

/// <summary>What a tool answers.</summary>
sealed record ToolAnswer(string Json, int Status = 200)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public bool IsPacked { get; init; }

    public static ToolAnswer Nothing { get; } = new("""{"message":"Not Found"}""", 404);

    /// <summary>A list with a next page, as GitHub and GitLab name it.</summary>
    public ToolAnswer Before(string next) => this with { Headers = new(Headers) { ["Link"] = $"<{{me}}/?page=1>; rel=\"first\", <{next}>; rel=\"next\"" } };
}
