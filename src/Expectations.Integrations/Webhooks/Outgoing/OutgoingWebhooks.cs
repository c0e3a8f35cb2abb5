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
    readonly OutgoingMarks marks;
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
        marks = new OutgoingMarks(settings, notes);
        this.logger = logger;
        post = new OutgoingPost(http);
    }

    /// <summary>Tells all that waits and may be told now.</summary>
    /// <param name="cancellation">Ends the round; what was told is noted.</param>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var marked = await marks.ListAsync(cancellation);
        var left = await Task.WhenAll(settings.Endpoints.Select(endpoint => TellAsync(endpoint, marked, cancellation)));
        foreach (var (project, mark) in marked)
            if (!left.Any(projects => projects.Contains(project)))
                await marks.RemoveAsync(project, mark, cancellation);
    }

    /// <summary>Lets the connections go.</summary>
    public void Dispose() => post.Dispose();

    /// <returns>The projects of which it has not been told all yet.</returns>
    async Task<HashSet<string>> TellAsync(
        OutgoingEndpoint endpoint, List<(string Project, OutgoingMark Mark)> marked, CancellationToken cancellation)
    {
        var concerned = marked.FindAll(one => endpoint.Concerns(one.Project));
        var left = concerned.Select(one => one.Project).ToHashSet(StringComparer.Ordinal);
        foreach (var (project, mark) in concerned)
        {
            var result = await TryAsync(endpoint, project, mark, cancellation);
            if (result is PostResult.Taken or PostResult.Gone)
                left.Remove(project);
            // Each further attempt would wait as long: whoever does not answer is left alone until the next round.
            if (result == PostResult.Silent)
                break;
        }
        return left;
    }

    async Task<PostResult> TryAsync(
        OutgoingEndpoint endpoint, string project, OutgoingMark mark, CancellationToken cancellation)
    {
        try
        {
            return await TellAsync(endpoint, project, mark, cancellation);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            logger.LogError(trouble, "{Endpoint} was not told of {Project}; the others are.", endpoint.Name, project);
            return PostResult.Failed;
        }
    }

    async Task<PostResult> TellAsync(
        OutgoingEndpoint endpoint, string project, OutgoingMark mark, CancellationToken cancellation)
    {
        var key = $"{endpoint.Name}/{project}";
        var start = await ProgressAsync(key, mark, cancellation);
        if (start.IsOver)
            return PostResult.Gone;
        if (start.RetryAt > clock.GetCurrentInstant())
            return PostResult.Failed;
        var (progress, result) = (start, PostResult.Taken);
        await foreach (var recorded in store.ReadAsync(project, progress.Sequence, cancellation))
        {
            (progress, result) = await TellAsync(endpoint, project, recorded, progress, cancellation);
            if (result != PostResult.Taken)
                break;
        }
        if (progress != start)
            await notes.ChangeAsync(Shelf, key, _ => Written(progress), cancellation);
        return result == PostResult.Taken && !mark.IsPast(progress.Sequence, clock.GetCurrentInstant())
            ? PostResult.Failed
            : result;
    }

    async Task<(OutgoingProgress Progress, PostResult Result)> TellAsync(
        OutgoingEndpoint endpoint, string project, ChainedEvent recorded, OutgoingProgress progress,
        CancellationToken cancellation)
    {
        if (OutgoingMessage.Of(project, recorded) is not { } message || !endpoint.Wants(message.Type))
            return (progress.Past(recorded.Sequence), PostResult.Taken);
        // A round may take longer than receivers let a timestamp be old.
        var now = clock.GetCurrentInstant();
        var (result, why) = await post.SendAsync(endpoint, message, now, cancellation);
        if (result == PostResult.Taken)
            return (progress.Past(recorded.Sequence), result);
        logger.LogWarning(
            "{Endpoint} was not told of event {Sequence} of {Project}: {Why}",
            endpoint.Name, recorded.Sequence, project, why);
        return (
            result == PostResult.Gone ? progress with { IsOver = true } : progress.Failed(recorded.Sequence, now),
            result);
    }

    // Who is new is told of what comes, not of what was.
    async Task<OutgoingProgress> ProgressAsync(string key, OutgoingMark mark, CancellationToken cancellation) =>
        await notes.FindAsync(Shelf, key, cancellation) is { } note
            ? JsonSerializer.Deserialize<OutgoingProgress>(note, LedgerJson.Options)!
            : new OutgoingProgress(mark.After);

    static byte[] Written(OutgoingProgress progress) =>
        JsonSerializer.SerializeToUtf8Bytes(progress, LedgerJson.Options);
}
