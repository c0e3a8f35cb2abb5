using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Expectations.Local.Sandbox;

/// <summary>
/// Stands in for Microsoft Graph on this machine: answers over real HTTP what a plan reading asks for, from
/// histories of plans and by the clock given, so that everything runs without an account.
/// </summary>
public sealed class GraphSandbox : IAsyncDisposable
{
    // The SDK writes the parameters of an action with capitals, the documentation without; Graph takes both.
    static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    readonly WebApplication server;

    GraphSandbox(WebApplication server, SandboxFaults faults, Uri baseUrl)
    {
        this.server = server;
        Faults = faults;
        BaseUrl = baseUrl;
    }

    /// <summary>Address to use in place of Graph's.</summary>
    public Uri BaseUrl { get; }

    /// <summary>What is to go wrong.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>Starts a sandbox.</summary>
    /// <param name="plans">Histories to answer from.</param>
    /// <param name="clock">What time it is: the snapshot in force then is answered.</param>
    /// <param name="port">Port on this machine; 0 takes a free one.</param>
    /// <param name="pageSize">Items a page.</param>
    /// <param name="cancellation">Stops the start.</param>
    public static async Task<GraphSandbox> StartAsync(
        IReadOnlyCollection<SandboxPlan> plans, IClock clock, int port = 0, int pageSize = 100,
        CancellationToken cancellation = default)
    {
        // An empty builder: the sandbox takes no settings of the host it runs beside.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var faults = new SandboxFaults();
        var graph = new SandboxGraph(plans, clock, faults, pageSize, () => app.Urls.First() + "/v1.0");
        app.Run(context => ServeAsync(context, graph));
        await app.StartAsync(cancellation);
        return new GraphSandbox(app, faults, new Uri(app.Urls.First() + "/v1.0"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    static async Task ServeAsync(HttpContext context, SandboxGraph graph)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/v1.0", StringComparison.Ordinal, out var path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var body = HttpMethods.IsPost(request.Method)
            ? await JsonNode.ParseAsync(request.Body, AnyCase, cancellationToken: context.RequestAborted)
            : null;
        var roles = SandboxToken.Roles(request.Headers.Authorization);
        var answer = graph.Answer(request.Method, path.Value + request.QueryString.Value, body, roles);
        await WriteAsync(context.Response, answer, context.RequestAborted);
    }

    static async Task WriteAsync(HttpResponse response, SandboxAnswer answer, CancellationToken cancellation)
    {
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        if (answer.RetryAfter is { } wait)
            response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        var json = answer.Verbatim ?? JsonSerializer.SerializeToUtf8Bytes(answer.Body);
        await response.Body.WriteAsync(answer.Cut ? json[..(json.Length / 2)] : json, cancellation);
    }
}
