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

    internal IEnumerable<Route> Routes => [new("GET", "/health", Entrance.Public, ShowAsync)];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        var age = sweeps.Last is { } last ? visit.Now - last : (Duration?)null;
        try
        {
            var due = await store.DueAsync(visit.Now, MostCounted, visit.Cancellation);
            var late = age is null || age > settings.SweepMustComeWithin;
            return Answer(new Health(late ? "late" : "ok", "reachable", Seconds(age), due.Count));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The store cannot be read; check its disk or service.");
            return Answer(new Health("failing", "unreachable", Seconds(age), null));
        }
    }

    static PageResponse Answer(Health health) => PageResponse.Bytes(
        "application/json", JsonSerializer.SerializeToUtf8Bytes(health, LedgerJson.Options),
        health.Status == "ok" ? 200 : 503);

    static long? Seconds(Duration? age) => age is { } a ? (long)a.TotalSeconds : null;

    sealed record Health(string Status, string Store, long? LastSweepAgeSeconds, int? ProjectsDue);
}
