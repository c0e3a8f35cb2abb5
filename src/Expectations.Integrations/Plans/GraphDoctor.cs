using Azure.Core;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Plans;

/// <summary>
/// Finds out whether Microsoft Graph can be used as the options say, and where not, which permission is missing
/// and how to mend it. It only reads.
/// </summary>
/// <param name="options">Where Graph is and how to sign in.</param>
public sealed class GraphDoctor(GraphOptions options)
{
    const string Settings = "Settings";
    const string SignIn = "Sign-in";

    /// <summary>Makes a credential other than the one the options describe, for tests.</summary>
    internal Func<TokenCredential>? Credential { get; init; }

    /// <summary>Looks at everything a project needs of Graph. Throws only when cancelled.</summary>
    /// <param name="plan">The plan to try, with its calendars.</param>
    /// <param name="zone">IANA zone of the project.</param>
    /// <param name="now">Present moment.</param>
    /// <param name="sendsMail">Whether letters are sent through Graph.</param>
    /// <param name="cancellation">Stops the examination.</param>
    public async Task<ImmutableArray<DoctorCheck>> ExamineAsync(
        PlanReference plan, string zone, Instant now, bool sendsMail = false,
        CancellationToken cancellation = default)
    {
        if (options.Problems().ToImmutableArray() is { IsEmpty: false } problems)
            return [new DoctorCheck(Settings, CheckOutcome.Failed, "The settings cannot work.") { Steps = problems }];
        var checks = ImmutableArray.CreateBuilder<DoctorCheck>();
        checks.Add(new DoctorCheck(Settings, CheckOutcome.Ok, $"Microsoft Graph at {options.BaseUrl.Host}."));
        using var connection = new GraphConnection(options, Credential);
        var (signIn, roles) = await SignInAsync(connection, cancellation);
        checks.Add(signIn);
        if (signIn.Outcome == CheckOutcome.Failed)
            return checks.ToImmutable();
        checks.AddRange(Needed(plan, sendsMail).Select(p => Permission(p, roles)));
        var today = now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        var request = new ReadPlan(plan, zone, today.PlusWeeks(2));
        checks.Add(await PlanAsync(request, now, cancellation));
        checks.AddRange(await CalendarsAsync(connection, request, now, cancellation));
        return checks.ToImmutable();
    }

    static async Task<(DoctorCheck Check, IReadOnlySet<string>? Roles)> SignInAsync(
        GraphConnection connection, CancellationToken cancellation)
    {
        try
        {
            var roles = TokenRoles.Of(await connection.TokenAsync(cancellation));
            return (new DoctorCheck(SignIn, CheckOutcome.Ok, "The application signed in."), roles);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var found = GraphTroubles.Of(e).Detail;
            return (new DoctorCheck(SignIn, CheckOutcome.Failed, found) { Steps = SignInHelp.For(e) }, null);
        }
    }

    static IEnumerable<GraphPermission> Needed(PlanReference plan, bool sendsMail)
    {
        yield return GraphPermission.Plans;
        yield return GraphPermission.Names;
        if (plan.ClientCalendar is not null || plan.TeamMailboxes.Length > 0)
            yield return GraphPermission.Calendars;
        if (sendsMail)
            yield return GraphPermission.Mail;
    }

    DoctorCheck Permission(GraphPermission permission, IReadOnlySet<string>? roles)
    {
        var name = $"Permission for {permission.For}";
        if (roles is null)
            return new DoctorCheck(
                name, CheckOutcome.Unknown, $"The token cannot be read; {permission.Name} may be there.");
        return permission.GivenBy(roles)
            ? new DoctorCheck(name, CheckOutcome.Ok, $"{permission.Name} or a wider permission is there.")
            : Missing(name, permission);
    }

    DoctorCheck Missing(string name, GraphPermission permission, string? said = null) =>
        new(name, CheckOutcome.Failed, said ?? $"{permission.Name} is missing.")
        {
            MissingPermission = permission.Name,
            Steps = permission.Steps(options.SignIn),
        };

    async Task<DoctorCheck> PlanAsync(ReadPlan request, Instant now, CancellationToken cancellation)
    {
        const string name = "Plan";
        using var source = new GraphPlanSource(options, Credential);
        return await source.ReadAsync(request, now, cancellation) switch
        {
            PlanRead { Plan: var plan } => new DoctorCheck(name, CheckOutcome.Ok, PlanHelp.Describe(plan)),
            PlanReadFailed { Trouble: PlanTrouble.ConsentLost } failed =>
                Missing(name, GraphPermission.Plans, failed.Detail),
            PlanReadFailed failed => new DoctorCheck(name, PlanHelp.Outcome(failed.Trouble), failed.Detail)
            {
                Steps = PlanHelp.Steps(failed),
            },
            var other => throw new InvalidOperationException($"A reading never ends as {other.GetType().Name}."),
        };
    }

    async Task<IEnumerable<DoctorCheck>> CalendarsAsync(
        GraphConnection connection, ReadPlan request, Instant now, CancellationToken cancellation)
    {
        try
        {
            var calendar = new TeamCalendar(connection.Client, new GraphPages(connection.BaseUrl));
            var read = await calendar.ReadAsync(request, now, cancellation);
            var (client, team) = (request.Plan.ClientCalendar is not null, !request.Plan.TeamMailboxes.IsEmpty);
            return
            [
                Calendar(TeamCalendar.Client, client, read, $"{read.Meetings.Length} meetings"),
                Calendar(TeamCalendar.Team, team, read, $"{read.Away?.Length ?? 0} absences"),
            ];
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return [Calendar("Calendars", GraphTroubles.Of(e))];
        }
    }

    DoctorCheck Calendar(string name, bool named, CalendarReading read, string found)
    {
        if (read.Troubles.FirstOrDefault(t => t.Of == name) is { } trouble)
            return Calendar(name, trouble.Trouble);
        var inWords = named ? $"{found} in the next two weeks." : "The project names none; nothing is read.";
        return new DoctorCheck(name, CheckOutcome.Ok, inWords);
    }

    DoctorCheck Calendar(string name, GraphTrouble trouble) => trouble.Kind == PlanTrouble.ConsentLost
        ? Missing(name, GraphPermission.Calendars, trouble.Detail)
        : new DoctorCheck(name, PlanHelp.Outcome(trouble.Kind), trouble.Detail)
        {
            Steps =
            [
                "Check the addresses of the client calendar and the team's mailboxes in the project file.",
                "Check that each of them has a mailbox in Exchange Online.",
            ],
        };
}
