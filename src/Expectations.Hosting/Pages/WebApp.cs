using System.Reflection;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Decisions;
using Expectations.Hosting.Pages.Forecasts;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Mail;
using Expectations.Hosting.Pages.Risks;
using Expectations.Hosting.Webhooks;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Pages;

/// <summary>
/// The web pages and the intake behind them: one table from routes to handlers. GET, HEAD and OPTIONS never
/// change anything.
/// </summary>
public sealed class WebApp : IDisposable
{
    readonly LinkLimits limits = new();
    readonly ImmutableArray<Route> routes;
    readonly Gate gate;
    readonly PageRenderer renderer;
    readonly IClock clock;
    readonly ILogger logger;

    /// <summary>Puts the pages together.</summary>
    public WebApp(
        WebSettings settings, LedgerRunner runner, ILedgerStore store, ILetterPress press, Intake intake,
        IMailbox mailbox, SweepWatch sweeps, IClock clock, IServiceProvider services, ILoggerFactory loggers,
        WebhookDoor? webhooks = null)
    {
        settings = settings.Checked();
        this.clock = clock;
        logger = loggers.CreateLogger<WebApp>();
        gate = new Gate(settings);
        renderer = new PageRenderer(services, loggers);
        var shelf = new ProjectShelf(runner, store);
        var nonces = new FormNonce(settings);
        var preview = new LetterPreview(press);
        routes =
        [
            new Route("GET", "/style.css", Entrance.Public, _ => Task.FromResult(StyleSheet)),
            .. new PortfolioPages(shelf, nonces, renderer).Routes,
            .. new InboxPages(shelf, mailbox, renderer).Routes,
            .. new OutboxPages(shelf, store, preview, nonces, renderer).Routes,
            .. new BoardPages(shelf, runner.Forecaster, nonces, renderer).Routes,
            .. new RiskPages(shelf, runner.Forecaster, nonces, renderer).Routes,
            .. new LedgerPages(shelf, store, renderer).Routes,
            .. new VerdictPages(shelf, runner.Forecaster, renderer).Routes,
            .. new ReviewPages(shelf, preview, nonces, renderer).Routes,
            .. new FormEndpoint(shelf, intake, nonces, renderer).Routes,
            .. new ApiEndpoint(shelf, intake).Routes,
            .. new UnsubscribePages(settings, shelf, intake, renderer).Routes,
            .. new DecisionPages(
                new DecisionLinks(shelf, store), new DecisionWriting(press, nonces), limits, intake, nonces,
                renderer, loggers.CreateLogger<DecisionPages>()).Routes,
            .. new ClientPages(settings, shelf, store, renderer).Routes,
            .. new PulsePages(settings, shelf, limits, intake, renderer).Routes,
            .. new HealthEndpoint(store, sweeps, settings, loggers.CreateLogger<HealthEndpoint>()).Routes,
            .. webhooks is null ? [] : webhooks.Routes,
            .. webhooks is null ? [] : new WebhookPages(webhooks, renderer).Routes,
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => limits.Dispose();

    /// <summary>Every route as method and pattern.</summary>
    internal IEnumerable<(string Method, string Pattern)> Table => routes.Select(r => (r.Method, r.Pattern));

    /// <summary>Answers a request. Throws only when cancelled.</summary>
    public async Task<PageResponse> HandleAsync(PageRequest request, CancellationToken cancellation = default)
    {
        var matching = Matching(request.Path);
        // Paths carry tokens; patterns do not.
        var pattern = matching is [var (first, _), ..] ? first.Pattern : "(none)";
        using var activity = RequestTelemetry.Start(request.Method, pattern);
        PageResponse response;
        try
        {
            response = await RouteAsync(request, matching, cancellation);
        }
        catch (InvalidDataException wrong)
        {
            response = await RefuseAsync(
                request, new Refusal(400, "The form cannot be understood", wrong.Message));
        }
        catch (LedgerNotWrittenException full)
        {
            logger.LogError(full, "A request could not be committed.");
            response = await RefuseAsync(request, new Refusal(503, "Nothing was recorded", full.Message));
        }
        catch (Exception e) when (!(e is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            logger.LogError(e, "A request to {Path} failed.", pattern);
            response = await RefuseAsync(request, new Refusal(
                500, "Something went wrong here",
                "Try again in a moment. If it stays, the log of this host says why."));
        }
        RequestTelemetry.Record(activity, response.Status);
        var secured = SecurityHeaders.AddTo(response);
        return request.Method == "HEAD" ? secured with { Body = default } : secured;
    }

    static PageResponse StyleSheet { get; } = ReadStyleSheet();

    List<(Route Route, IReadOnlyDictionary<string, string> Values)> Matching(string path)
    {
        var matching = new List<(Route, IReadOnlyDictionary<string, string>)>();
        foreach (var route in routes)
            if (route.Match(path) is { } values)
                matching.Add((route, values));
        return matching;
    }

    async Task<PageResponse> RouteAsync(
        PageRequest request, List<(Route Route, IReadOnlyDictionary<string, string> Values)> matching,
        CancellationToken cancellation)
    {
        if (matching.Count == 0)
            return await RefuseAsync(
                request, new Refusal(404, "No such page", "The address may have been mistyped."));
        var methods = matching.SelectMany(
            m => m.Route.Method == "GET" ? ["GET", "HEAD"] : new[] { m.Route.Method });
        var allowed = string.Join(", ", methods.Append("OPTIONS").Distinct(StringComparer.Ordinal));
        if (request.Method == "OPTIONS" && !matching.Exists(m => m.Route.Method == "OPTIONS"))
            return new PageResponse { Status = 204 }.With("Allow", allowed);
        var method = request.Method == "HEAD" ? "GET" : request.Method;
        if (matching.Find(m => m.Route.Method == method) is not ({ } route, var values))
        {
            var refused = new Refusal(405, "Not possible here", $"This address takes {allowed}.");
            return (await RefuseAsync(request, refused)).With("Allow", allowed);
        }
        if (Stop(route, request) is { } refusal)
            return await RefuseAsync(request, refusal);
        var visit = new Visit(
            request, values, Gate.NameOf(request), clock.GetCurrentInstant(),
            cancellation);
        return await route.Handle(visit);
    }

    Refusal? Stop(Route route, PageRequest request)
    {
        if (request.BodyIsTooLong)
            return new Refusal(413, "Too long", $"Send at most {PageRequest.LongestBodyOf(request.Path) / 1024} KiB.");
        if (route.Entrance == Entrance.Public)
            return null;
        if (gate.Refuse(request) is { } refusal)
            return refusal;
        return route.Method == "POST" && Gate.IsFromElsewhere(request, route.Entrance == Entrance.OperatorForm)
            ? new Refusal(
                403, "Sent from elsewhere",
                "Nothing was changed. Open the page here and press the button there.")
            : null;
    }

    async Task<PageResponse> RefuseAsync(PageRequest request, Refusal refusal)
    {
        var response = request.Path.StartsWith("/api/", StringComparison.Ordinal)
            ? Problems.Json(refusal.Status, refusal.Title, refusal.WhatToDo)
            : await renderer.MessageAsync(
                refusal.Status, refusal.Title, refusal.WhatToDo, "/", "See all projects");
        return refusal.Status == 401
            ? response.With("WWW-Authenticate", "Basic realm=\"Expectations\", charset=\"UTF-8\"")
            : response;
    }

    static PageResponse ReadStyleSheet()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("style.css")!;
        using var reader = new StreamReader(stream);
        return PageResponse.Text("text/css; charset=utf-8", reader.ReadToEnd(), 200);
    }
}
