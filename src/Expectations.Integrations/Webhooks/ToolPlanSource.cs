using System.Collections.Concurrent;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Plans;
using Expectations.Integrations.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads each plan where it is kept: in Planner, or in the PM tools that call in.</summary>
/// <param name="planner">Reads Planner; none where there is no sign-in to it.</param>
/// <param name="access">Tokens of the PM tools.</param>
public sealed class ToolPlanSource(IPlanSource? planner, ImmutableArray<ToolAccess> access) : IPlanSource, IDisposable
{
    readonly HttpClient http = ToolApi.CreateClient();
    readonly ConcurrentDictionary<ToolAccess, TenantBreaker> breakers = new();

    /// <summary>How long a whole reading may take: a project is not worked on meanwhile.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
    {
        if (request.Plan.PlanId is null)
            return await ReadToolsAsync(request, now, cancellation);
        return planner is null
            ? new PlanReadFailed(
                now, PlanTrouble.SignInFailed,
                "There is no sign-in to Microsoft Graph. Add tenantId, clientId and secretFrom under 'graph'.")
            : await planner.ReadAsync(request, now, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    async Task<Fact> ReadToolsAsync(ReadPlan request, Instant now, CancellationToken cancellation)
    {
        var zone = DateTimeZoneProviders.Tzdb[request.Zone];
        var webhooks = request.Plan.Webhooks ?? new WebhookPlan();
        var items = new List<ItemChange>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            foreach (var from in webhooks.From)
                items.AddRange(await ItemsOf(from, request.ProjectId, zone, now, limit.Token));
            var title = string.Join(", ", webhooks.From.Select(from => from.Project));
            return new PlanRead(now, ToldPlan.Of(title, webhooks, zone, now, items));
        }
        catch (ToolTroubleException trouble) when (!cancellation.IsCancellationRequested)
        {
            return new PlanReadFailed(now, trouble.Kind, trouble.Message, trouble.RetryAfter);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PlanReadFailed(
                now, PlanTrouble.Unavailable, "The plan took too long to read whole; it is read again later.");
        }
    }

    async Task<List<ItemChange>> ItemsOf(
        ToolProject from, string? project, DateTimeZone zone, Instant now, CancellationToken cancellation)
    {
        if (WebhookTools.ReadingOf(from.Tool) is not { } reading || AccessTo(from.Tool, project) is not { } key)
            throw new ToolTroubleException(
                PlanTrouble.SignInFailed,
                $"There is no token for {ToolTitles.Of(from.Tool)}. Name one under 'tokenFrom', or take 'reconcile' "
                + $"out of the project. {WebhookTools.TokenOf(from.Tool)}");
        var api = new ToolApi(http, reading, key, now);
        // What asked one project for patience is not asked by the next.
        var breaker = breakers.GetOrAdd(key, _ => new TenantBreaker());
        if (breaker.WaitAt(now) is { } wait)
            throw api.Troubles.Patience(wait);
        try
        {
            var items = await AllAsync(reading.ReadAsync(api, from.Project, zone, cancellation));
            breaker.Answered();
            return items;
        }
        catch (ToolTroubleException trouble) when (trouble.Kind == PlanTrouble.Throttled)
        {
            throw api.Troubles.Patience(breaker.Throttled(now, trouble.RetryAfter));
        }
        catch (Exception lost) when (
            lost is HttpRequestException or IOException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            throw api.Troubles.Lost(lost);
        }
    }

    static async Task<List<ItemChange>> AllAsync(IAsyncEnumerable<ItemChange> read)
    {
        var items = new List<ItemChange>();
        await foreach (var item in read)
            items.Add(item);
        return items;
    }

    // A token of the project's own comes before one for all.
    ToolAccess? AccessTo(Tool tool, string? project) => access
        .Where(key => key.Tool == tool && (key.Project is null || project is null || key.Project == project))
        .OrderBy(key => key.Project is null).FirstOrDefault();
}
