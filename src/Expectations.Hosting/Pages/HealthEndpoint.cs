using System.Text.Json;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Pages;

/// <summary>Tells monitoring whether this installation works; nothing about projects or people.</summary>
sealed class HealthEndpoint(
    ILedgerStore store, SweepWatch sweeps, WebSettings settings, ILogger<HealthEndpoint> logger)
{
    const int MostCounted = 1_000;

    /// <summary>How long a count is told again: anybody may ask, and each project counted costs a reading.</summary>
    static readonly Duration Fresh = Duration.FromSeconds(10);

    volatile Counting? newest;

    internal IEnumerable<Route> Routes => [new("GET", "/health", Entrance.Public, ShowAsync)];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        var age = sweeps.Last is { } last ? visit.Now - last : (Duration?)null;
        try
        {
            var due = await DueAsync(visit);
            var late = age is null || age > settings.SweepMustComeWithin;
            return Answer(new Health(late ? "late" : "ok", "reachable", Seconds(age), due));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The store cannot be read; check its disk or service.");
            return Answer(new Health("failing", "unreachable", Seconds(age), null));
        }
    }

    async Task<int> DueAsync(Visit visit)
    {
        if (newest is not { Due.IsFaulted: false } counting || visit.Now - counting.At >= Fresh)
            newest = counting = new Counting(
                visit.Now, store.DueAsync(visit.Now, MostCounted, CancellationToken.None).AsTask());
        return (await counting.Due.WaitAsync(visit.Cancellation)).Count;
    }

    static PageResponse Answer(Health health) => PageResponse.Bytes(
        "application/json", JsonSerializer.SerializeToUtf8Bytes(health, LedgerJson.Options),
        health.Status == "ok" ? 200 : 503);

    static long? Seconds(Duration? age) => age is { } a ? (long)a.TotalSeconds : null;

    sealed record Counting(Instant At, Task<IReadOnlyList<string>> Due);

    sealed record Health(string Status, string Store, long? LastSweepAgeSeconds, int? ProjectsDue);
}
