using System.Text.Json;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Microsoft.Extensions.Logging;

namespace Expectations.Integrations.Webhooks.Outgoing;

/// <summary>
/// Tells others of decisions and warnings, in the order of each ledger and at least once. What is told comes from the
/// ledger; how far, stands in the notes: nothing is lost with the process.
/// </summary>
public sealed class OutgoingWebhooks : IDisposable
{
    const string Shelf = "outgoing";

    readonly OutgoingSettings settings;
    readonly ILedgerStore store;
    readonly INotebook notes;
    readonly IClock clock;
    readonly OutgoingPost post;
    readonly ILogger<OutgoingWebhooks> logger;

    /// <summary>Tells by HTTP, to the public internet only.</summary>
    /// <exception cref="InvalidOperationException">The settings are wrong; it says what and how to mend it.</exception>
    public OutgoingWebhooks(
        OutgoingSettings settings, ILedgerStore store, INotebook notes, IClock clock,
        ILogger<OutgoingWebhooks> logger)
        : this(settings, store, notes, clock, logger, GuardedHttp.Create(PublicAddress.Is))
    {
    }

    internal OutgoingWebhooks(
        OutgoingSettings settings, ILedgerStore store, INotebook notes, IClock clock,
        ILogger<OutgoingWebhooks> logger, HttpClient http)
    {
        if (settings.Problems().ToList() is { Count: > 0 } problems)
            throw new InvalidOperationException($"Outgoing webhooks cannot be used. {string.Join(' ', problems)}");
        this.settings = settings;
        this.store = store;
        this.notes = notes;
        this.clock = clock;
        this.logger = logger;
        post = new OutgoingPost(http);
    }

    /// <summary>Tells all that waits and may be told now.</summary>
    /// <param name="cancellation">Ends the round; what was told is noted.</param>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        if (settings.Endpoints.IsEmpty)
            return;
        await foreach (var project in store.ProjectsAsync(cancellation: cancellation))
            foreach (var endpoint in settings.Endpoints)
                if (endpoint.Project is null || endpoint.Project == project)
                    await TellAsync(endpoint, project, cancellation);
    }

    /// <summary>Lets the connections go.</summary>
    public void Dispose() => post.Dispose();

    async Task TellAsync(OutgoingEndpoint endpoint, string project, CancellationToken cancellation)
    {
        var key = $"{endpoint.Name}/{project}";
        var start = await ProgressAsync(key, project, cancellation);
        var progress = start;
        if (progress.IsOver || progress.RetryAt > clock.GetCurrentInstant())
            return;
        await foreach (var recorded in store.ReadAsync(project, progress.Sequence, cancellation))
        {
            progress = await TellAsync(endpoint, project, recorded, progress, cancellation);
            if (progress.IsOver || progress.RetryAt is not null)
                break;
        }
        if (progress != start)
            await notes.ChangeAsync(Shelf, key, _ => Written(progress), cancellation);
    }

    async Task<OutgoingProgress> TellAsync(
        OutgoingEndpoint endpoint, string project, ChainedEvent recorded, OutgoingProgress progress,
        CancellationToken cancellation)
    {
        if (OutgoingMessage.Of(project, recorded) is not { } message || !endpoint.Wants(message.Type))
            return progress.Past(recorded.Sequence);
        // A round may take longer than receivers let a timestamp be old.
        var now = clock.GetCurrentInstant();
        var (result, why) = await post.SendAsync(endpoint, message, now, cancellation);
        if (result == PostResult.Taken)
            return progress.Past(recorded.Sequence);
        logger.LogWarning(
            "{Endpoint} was not told of event {Sequence} of {Project}: {Why}",
            endpoint.Name, recorded.Sequence, project, why);
        return result == PostResult.Gone ? progress with { IsOver = true } : progress.Failed(recorded.Sequence, now);
    }

    // Who is new is told of what comes, not of what was.
    async Task<OutgoingProgress> ProgressAsync(string key, string project, CancellationToken cancellation)
    {
        if (await notes.FindAsync(Shelf, key, cancellation) is { } note)
            return JsonSerializer.Deserialize<OutgoingProgress>(note, LedgerJson.Options)!;
        var progress = new OutgoingProgress((await store.LoadAsync(project, cancellation))?.Sequence ?? 0);
        await notes.ChangeAsync(Shelf, key, known => known ?? Written(progress), cancellation);
        return progress;
    }

    static byte[] Written(OutgoingProgress progress) =>
        JsonSerializer.SerializeToUtf8Bytes(progress, LedgerJson.Options);
}
