using Azure.Core;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Hosting.Plans;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Graph.Models;

namespace Expectations.Integrations.Plans;

/// <summary>
/// Reads plans of Microsoft Planner, with the names of those who work on them, their absences and the
/// meetings with the client. One instance serves all projects of a tenant.
/// </summary>
public sealed class GraphPlanSource : IPlanSource, IDisposable
{
    readonly GraphConnection connection;
    readonly GraphPages pages;
    readonly PeopleNames people;
    readonly TeamCalendar calendar;
    readonly TenantBreaker breaker = new();
    readonly ILogger<GraphPlanSource> log;

    /// <summary>Prepares the reading; nothing is sent yet.</summary>
    /// <param name="options">Where Graph is and how to sign in.</param>
    /// <param name="log">Where calendars that cannot be read are noted.</param>
    /// <exception cref="InvalidOperationException">The options cannot work; it says what to do.</exception>
    public GraphPlanSource(GraphOptions options, ILogger<GraphPlanSource>? log = null)
        : this(options, null, log)
    {
    }

    internal GraphPlanSource(
        GraphOptions options, Func<TokenCredential>? credential, ILogger<GraphPlanSource>? log = null)
    {
        connection = new GraphConnection(options, credential);
        pages = new GraphPages(connection.BaseUrl);
        people = new PeopleNames(connection.Client, Duration.FromSeconds(options.LongestWaitSeconds));
        calendar = new TeamCalendar(connection.Client, pages);
        this.log = log ?? NullLogger<GraphPlanSource>.Instance;
    }

    /// <inheritdoc/>
    public async Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
    {
        if (breaker.WaitAt(now) is { } wait)
            return new PlanReadFailed(
                now, PlanTrouble.Throttled, "Microsoft Graph asked for patience; nothing was sent.", wait);
        try
        {
            var plan = await TwiceAsync(() => WholeAsync(request, now, cancellation));
            breaker.Answered();
            return new PlanRead(now, plan);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return Failed(GraphTroubles.Of(e), now);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    PlanReadFailed Failed(GraphTrouble trouble, Instant now)
    {
        var wait = trouble.Wait;
        if (trouble.Kind == PlanTrouble.Throttled)
            wait = breaker.Throttled(now, wait);
        else if (trouble.Kind != PlanTrouble.Unavailable)
            breaker.Answered();
        return new PlanReadFailed(now, trouble.Kind, trouble.Detail, wait);
    }

    /// <summary>A refused token or a stale page is worth one more reading from the start.</summary>
    async Task<PlanSnapshot> TwiceAsync(Func<Task<PlanSnapshot>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (GraphTroubles.Status(e) is 401 or 410)
        {
            if (GraphTroubles.Status(e) == 401)
                connection.SignInAgain();
        }
        return await read();
    }

    async Task<PlanSnapshot> WholeAsync(ReadPlan request, Instant now, CancellationToken cancellation)
    {
        var planner = connection.Client.Planner.Plans[request.Plan.PlanId];
        var plan = await planner.GetAsync(cancellationToken: cancellation);
        var buckets = await pages.AllAsync(
            link => (link is null ? planner.Buckets : planner.Buckets.WithUrl(link))
                .GetAsync(cancellationToken: cancellation),
            (PlannerBucketCollectionResponse page) => page.Value);
        var tasks = await pages.AllAsync(
            link => (link is null ? planner.Tasks : planner.Tasks.WithUrl(link))
                .GetAsync(cancellationToken: cancellation),
            (PlannerTaskCollectionResponse page) => page.Value);
        // The names of labels are all that is needed of the details.
        var details = tasks.Exists(t => PlanReader.AppliedCategories(t).Length > 0)
            ? await planner.Details.GetAsync(cancellationToken: cancellation)
            : null;
        var calendars = await CalendarsAsync(request, now, cancellation);
        var names = await people.OfAsync(
            tasks.SelectMany(PlanReader.Assignees).Concat((calendars.Away ?? []).Select(a => a.Who))
                .Concat((calendars.Busy ?? []).Select(w => w.Who)), cancellation);
        return new PlanReader(DateTimeZoneProviders.Tzdb[request.Zone], names)
            .Read(plan?.Title, buckets, tasks, details?.CategoryDescriptions) with
        {
            Meetings = calendars.Meetings,
            Absences = calendars.Away is { } away
                ? [.. away.Where(a => names.ContainsKey(a.Who)).Select(a => a with { Who = names[a.Who] })]
                : null,
            MeetingWeeks = calendars.Busy is { } busy
                ? [.. busy.Where(w => names.ContainsKey(w.Who)).Select(w => w with { Who = names[w.Who] })]
                : null,
        };
    }

    async Task<CalendarReading> CalendarsAsync(ReadPlan request, Instant now, CancellationToken cancellation)
    {
        var reading = await calendar.ReadAsync(request, now, cancellation);
        foreach (var (part, trouble) in reading.Troubles)
            log.LogWarning(
                "{Calendars} of plan {Plan} left out ({Kind}): {Detail} Run the doctor for how to mend it.",
                part, request.Plan.PlanId, trouble.Kind, trouble.Detail);
        return reading;
    }
}
