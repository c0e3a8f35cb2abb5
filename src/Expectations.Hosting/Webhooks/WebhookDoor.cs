using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Webhooks;

/// <summary>
/// Where PM tools call in: POST <c>/api/webhooks/{tool}/{project}</c>, or <c>…/portfolio</c> for whichever projects
/// take from the tool's project. Proof first, then JSON, then the ledger; the answer comes after the commit.
/// </summary>
/// <param name="settings">Who may call in.</param>
/// <param name="tools">The tools there are.</param>
/// <param name="runner">Brings facts to ledgers.</param>
/// <param name="store">Knows the projects.</param>
/// <param name="book">Notes on what has no project.</param>
/// <param name="logger">For operators.</param>
/// <param name="bell">Wakes a project up after something has to be sent; none leaves that to the next sweep.</param>
public sealed class WebhookDoor(
    WebhookSettings settings, IEnumerable<IWebhookTool> tools, LedgerRunner runner, ILedgerStore store,
    WebhookBook book, ILogger<WebhookDoor> logger, IBell? bell = null)
{
    /// <summary>In place of a project's id: whichever projects take from the tool's project.</summary>
    public const string Portfolio = "portfolio";

    /// <summary>What the addresses begin with.</summary>
    public const string Path = PageRequest.WebhookPath;

    const int LongestDeliveryId = 200;

    readonly ImmutableDictionary<Tool, IWebhookTool> known = tools.ToImmutableDictionary(tool => tool.Tool);
    readonly ProjectShelf shelf = new(runner, store);

    internal WebhookBook Book => book;

    internal WebhookSettings Settings => settings;

    internal IEnumerable<Route> Routes =>
    [
        new("POST", PageRequest.WebhookPath + "{tool}/{project}", Entrance.Public, TakeAsync),
        // Some tools look whether the address answers before they use it.
        new("GET", PageRequest.WebhookPath + "{tool}/{project}", Entrance.Public, LookAsync),
        new("OPTIONS", PageRequest.WebhookPath + "{tool}/{project}", Entrance.Public, ConsentAsync),
    ];

    // Nothing is changed by this, nor kept: whoever asks may ask again.
    async Task<PageResponse> ConsentAsync(Visit visit)
    {
        if (ToolNames.Find(visit["tool"]) is not { } name || !known.TryGetValue(name, out var tool))
            return NoTool();
        var project = visit["project"];
        var request = await RequestOf(visit, tool, project);
        var response = tool.Consent(request) switch
        {
            null => Problems.Json(405, "Not possible here", "Call by POST."),
            _ when request.Secrets.IsEmpty => Refuse(name, project, "no secret is configured for it"),
            { Refusal: { } why } => Problems.Json(400, "Cannot be granted", $"{why}."),
            { } greeting => WithHeaders(new PageResponse { Status = 204 }, greeting),
        };
        return response.With("Allow", "POST");
    }

    Task<PageResponse> LookAsync(Visit visit) => Task.FromResult(
        ToolNames.Find(visit["tool"]) is null
            ? NoTool()
            : PageResponse.Text("text/plain; charset=utf-8", "Call by POST.", 200));

    async Task<PageResponse> TakeAsync(Visit visit)
    {
        if (ToolNames.Find(visit["tool"]) is not { } name || !known.TryGetValue(name, out var tool))
            return NoTool();
        if (Unreadable(visit.Request) is { } unreadable)
            return unreadable;
        var project = visit["project"];
        var request = await RequestOf(visit, tool, project);
        using var judgement = await Judgement.OfAsync(tool, request);
        return judgement switch
        {
            { Refusal: { } why } => Refuse(name, project, why),
            { Greeting: { } greeting } => await GreetAsync(greeting, name, project, request, visit.Cancellation),
            { Payload: { } payload } =>
                await TakeAsync(new Delivery(tool, request, payload.RootElement, project), visit.Cancellation),
            _ => Problems.Json(400, "The JSON cannot be understood", judgement.Trouble!),
        };
    }

    async Task<PageResponse> TakeAsync(Delivery delivery, CancellationToken cancellation)
    {
        var reading = delivery.Plain;
        if (reading.IsHeartbeat)
            return PageResponse.Bytes("application/json", "{}"u8.ToArray());
        var projects = await ProjectsOf(delivery, reading, cancellation);
        foreach (var state in projects)
            await ApplyAsync(delivery, state.Setup!, cancellation);
        if (reading.IsIgnored)
            await book.CountIgnoredAsync(delivery.Tool, reading.EventType, cancellation);
        else if (projects.Count == 0)
            await KeepAsync(delivery, DeadLetterReason.UnknownProject, cancellation);
        return Accepted;
    }

    async Task ApplyAsync(Delivery delivery, ProjectSetup setup, CancellationToken cancellation)
    {
        var reading = delivery.Read(setup.TimeZone());
        var fact = new ItemsReported(delivery.Request.Now, delivery.Tool, reading.Items)
        {
            Comments = reading.Comments,
            Id = $"{ToolNames.Of(delivery.Tool)}:{delivery.Id}",
            Fingerprint = delivery.Fingerprint,
        };
        var (decision, result) = await runner.TakeAsync(setup.Id, fact, cancellation);
        if (result == AppendResult.Contradicted)
            await KeepAsync(delivery with { Project = setup.Id }, DeadLetterReason.Contradicted, cancellation);
        else if (bell is not null && (!decision.Effects.IsEmpty || decision.Events.OfType<PlanReadingWanted>().Any()))
            await bell.RingAsync(setup.Id);
    }

    async ValueTask<IReadOnlyList<LedgerState>> ProjectsOf(
        Delivery delivery, WebhookReading reading, CancellationToken cancellation)
    {
        if (delivery.Project != Portfolio)
            return await shelf.FindAsync(delivery.Project, cancellation) is { } state ? [state] : [];
        var named = ProjectsIn(reading);
        var takers = new List<LedgerState>();
        foreach (var id in await book.TakersAsync(delivery.Tool, named, cancellation))
            if (await shelf.FindAsync(id, cancellation) is { Setup.Plan.Webhooks: { } webhooks } taker
                && webhooks.From.Any(from => from.Tool == delivery.Tool && named.Contains(from.Project)))
                takers.Add(taker);
        return takers;
    }

    static HashSet<string> ProjectsIn(WebhookReading reading) =>
        reading.Items.Select(item => item.Project).Append(reading.Project).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    async ValueTask<WebhookRequest> RequestOf(Visit visit, IWebhookTool tool, string project)
    {
        var secrets = settings.SecretsOf(tool.Tool, project);
        return new WebhookRequest
        {
            Headers = visit.Request.Headers,
            Body = visit.Request.Body,
            Callback = settings.CallbackOf(tool.Tool, project),
            Now = visit.Now,
            Secrets = secrets,
            HandedOver = tool.HandsOverSecrets
                ? await book.SecretsAsync(tool.Tool, project, secrets, visit.Cancellation)
                : [],
            Key = visit.Request.QueryValue("key"),
        };
    }

    async Task<PageResponse> GreetAsync(
        WebhookGreeting greeting, Tool tool, string project, WebhookRequest request, CancellationToken cancellation)
    {
        if (greeting.Secret is { } secret)
            await book.KeepSecretAsync(tool, project, secret, request.Secrets[0], cancellation);
        return WithHeaders(PageResponse.Bytes("application/json", greeting.Json), greeting);
    }

    static PageResponse WithHeaders(PageResponse response, WebhookGreeting greeting) =>
        greeting.Headers.Aggregate(response, (answer, header) => answer.With(header.Name, header.Value));

    async Task KeepAsync(Delivery delivery, DeadLetterReason reason, CancellationToken cancellation)
    {
        var letter = new DeadLetter(
            delivery.Request.Now, delivery.Tool, Known(delivery.Project), reason, delivery.Id, delivery.Fingerprint,
            delivery.Request.Body.Length);
        await book.KeepAsync(letter, cancellation);
        logger.LogError(
            "A delivery of {Tool} for {Project} is kept as a dead letter ({Reason}); see the page /webhooks.",
            letter.Tool, letter.Project, reason);
    }

    PageResponse Refuse(Tool tool, string project, string why)
    {
        logger.LogWarning("A call of {Tool} for {Project} was refused: {Why}.", tool, Known(project), why);
        return Problems.Json(
            401, "Not proved", "The signature or the secret is missing or wrong; the log of this host says which.");
    }

    static PageResponse? Unreadable(PageRequest request)
    {
        if (request.Headers.GetValueOrDefault("Content-Encoding") is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return Problems.Json(415, "Compressed", "Send the body as it is, without Content-Encoding.");
        const string Form = "application/x-www-form-urlencoded";
        return request.ContentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true
            ? Problems.Json(415, "Not JSON", "Choose application/json as the content type in the tool.")
            : null;
    }

    // An id from an address is a stranger's text until it looks like an id.
    static string Known(string project) =>
        project.Length <= 64 && project.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? project
            : "?";

    static PageResponse NoTool() => Problems.Json(
        404, "No such tool", $"Use one of: {string.Join(", ", Enum.GetValues<Tool>().Select(ToolNames.Of))}.");

    static PageResponse Accepted { get; } =
        PageResponse.Bytes("application/json", "{\"status\":\"accepted\"}"u8.ToArray(), 202);

    /// <summary>A genuine call.</summary>
    sealed record Delivery(IWebhookTool Reader, WebhookRequest Request, JsonElement Payload, string Project)
    {
        internal Tool Tool => Reader.Tool;

        internal string Fingerprint { get; } = Sha256Hex.Of(Request.Body.Span);

        /// <summary>What it means where days do not matter.</summary>
        internal WebhookReading Plain { get; } = Reader.Read(Payload, Request, DateTimeZone.Utc);

        internal string Id => Plain.DeliveryId is { Length: > 0 and <= LongestDeliveryId } id ? id : Fingerprint;

        internal WebhookReading Read(DateTimeZone zone) => Reader.Read(Payload, Request, zone);
    }
}
