using Expectations.Core;
using Expectations.Core.Plans;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.Calendar.GetSchedule;

namespace Expectations.Integrations.Plans;

/// <summary>What the calendars say, and what of them could not be read.</summary>
/// <param name="Meetings">Meetings with the client.</param>
/// <param name="Away">When people are away, by mailbox; none where that was not read whole.</param>
/// <param name="Busy">How busy people are with meetings, by mailbox; none where that was not read whole.</param>
/// <param name="Troubles">What could not be read.</param>
sealed record CalendarReading(
    ImmutableArray<Meeting> Meetings, ImmutableArray<Absence>? Away, ImmutableArray<MeetingWeek>? Busy,
    ImmutableArray<CalendarTrouble> Troubles);

/// <summary>Calendars that could not be read.</summary>
/// <param name="Of">Which: <see cref="TeamCalendar.Client"/> or <see cref="TeamCalendar.Team"/>.</param>
/// <param name="Trouble">Why not.</param>
sealed record CalendarTrouble(string Of, GraphTrouble Trouble);

/// <summary>
/// Reads meetings, absences and how busy the team is. Only throttling and a lost sign-in stop it: a plan without its
/// calendars is still worth a report.
/// </summary>
sealed class TeamCalendar(GraphServiceClient client, GraphPages pages)
{
    internal const string Client = "Client calendar";

    internal const string Team = "Team calendars";

    const string InUtc = "outlook.timezone=\"UTC\"";

    /// <summary>Mailboxes a request may ask for.</summary>
    const int MailboxesARequest = 20;

    /// <summary>Days of free and busy time the service gives at most, less a margin.</summary>
    const int LongestLookAhead = 60;

    internal async Task<CalendarReading> ReadAsync(
        ReadPlan request, Instant now, CancellationToken cancellation)
    {
        var troubles = ImmutableArray.CreateBuilder<CalendarTrouble>();
        var span = new CalendarSpan(request, now);
        var meetings = await TryAsync(
            Client, () => MeetingsAsync(request.Plan.ClientCalendar, span, cancellation), troubles, cancellation);
        var team = new List<ScheduleInformation>();
        foreach (var mailboxes in request.Plan.TeamMailboxes.Chunk(MailboxesARequest))
            team.AddRange(await TryAsync(
                Team, () => SchedulesAsync(mailboxes, span, troubles, cancellation), troubles, cancellation));
        var isTeamKnown = troubles.All(trouble => trouble.Of != Team);
        return new CalendarReading(
            [.. meetings.OrderBy(m => m.Start).ThenBy(m => m.Subject, StringComparer.Ordinal)],
            isTeamKnown
                ? [.. team.SelectMany(span.Away).OrderBy(a => a.From).ThenBy(a => a.Who, StringComparer.Ordinal)]
                : null,
            !isTeamKnown || team.Count == 0
                ? null
                : [.. team.SelectMany(span.Met).OrderBy(w => w.Week).ThenBy(w => w.Who, StringComparer.Ordinal)],
            troubles.ToImmutable());
    }

    static async Task<List<T>> TryAsync<T>(
        string part, Func<Task<List<T>>> read, ImmutableArray<CalendarTrouble>.Builder troubles,
        CancellationToken cancellation)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (GraphTroubles.Of(e) is var trouble
            && trouble.Kind is not (PlanTrouble.Throttled or PlanTrouble.SignInFailed)
            && !cancellation.IsCancellationRequested)
        {
            troubles.Add(new CalendarTrouble(part, trouble));
            return [];
        }
    }

    async Task<List<Meeting>> MeetingsAsync(
        string? mailbox, CalendarSpan span, CancellationToken cancellation)
    {
        if (mailbox is null)
            return [];
        var view = client.Users[mailbox].CalendarView;
        var events = await pages.AllAsync(
            link => (link is null ? view : view.WithUrl(link)).GetAsync(
                c =>
                {
                    c.Headers.Add("Prefer", InUtc);
                    if (link is not null)
                        return;
                    c.QueryParameters.StartDateTime = span.From;
                    c.QueryParameters.EndDateTime = span.Until;
                    c.QueryParameters.Top = 100;
                    c.QueryParameters.Select =
                        ["subject", "start", "end", "isCancelled", "sensitivity", "showAs"];
                },
                cancellation),
            (EventCollectionResponse page) => page.Value);
        return [.. events.Where(IsMeeting).Select(CalendarSpan.Meeting).OfType<Meeting>()];
    }

    // What is private is nobody else's business, and what blocks no time, such as a birthday, is no meeting.
    static bool IsMeeting(Event e) =>
        e.IsCancelled != true && e.Sensitivity is not (Sensitivity.Private or Sensitivity.Confidential)
        && e.ShowAs != FreeBusyStatus.Free;

    async Task<List<ScheduleInformation>> SchedulesAsync(
        string[] mailboxes, CalendarSpan span, ImmutableArray<CalendarTrouble>.Builder troubles,
        CancellationToken cancellation)
    {
        var body = new GetSchedulePostRequestBody
        {
            Schedules = [.. mailboxes],
            StartTime = new DateTimeTimeZone { DateTime = span.FromMonday, TimeZone = "UTC" },
            EndTime = new DateTimeTimeZone { DateTime = span.UntilAtMost(LongestLookAhead), TimeZone = "UTC" },
            AvailabilityViewInterval = 60,
        };
        var answer = await AskAsync(mailboxes, body, cancellation);
        var schedules = answer?.Value ?? throw new IncompleteReadException("The answer held no schedules.");
        var missing = mailboxes.Length - schedules.Count(s => s.Error is null);
        if (missing > 0)
            troubles.Add(new CalendarTrouble(Team, new GraphTrouble(
                PlanTrouble.Incomplete, $"{missing} of {mailboxes.Length} team mailboxes gave no answer.")));
        return schedules;
    }

    /// <summary>Somebody's mailbox has to ask; where that one is gone the next one does.</summary>
    async Task<GetSchedulePostResponse?> AskAsync(
        string[] mailboxes, GetSchedulePostRequestBody body, CancellationToken cancellation)
    {
        foreach (var mailbox in mailboxes[..^1])
            try
            {
                return await AskAsync(mailbox, body, cancellation);
            }
            catch (ODataError e) when (e.ResponseStatusCode == 404)
            {
                continue;
            }
        return await AskAsync(mailboxes[^1], body, cancellation);
    }

    Task<GetSchedulePostResponse?> AskAsync(
        string mailbox, GetSchedulePostRequestBody body, CancellationToken cancellation) =>
        client.Users[mailbox].Calendar.GetSchedule.PostAsGetSchedulePostResponseAsync(
            body, c => c.Headers.Add("Prefer", InUtc), cancellation);
}
