using Expectations.Core.Calendars;
using Expectations.Core.Education;
using Expectations.Core.Risks;

namespace Expectations.Core.Projects;

/// <summary>Something in a setup that keeps a project from being registered.</summary>
/// <param name="Path">Where it is, for example <c>people[1].email</c>.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Mend">What to write instead.</param>
public sealed record SetupProblem(string Path, string What, string Mend);

/// <summary>Finds what is wrong with a setup before anything is promised on its strength.</summary>
public static class SetupCheck
{
    /// <summary>
    /// All problems of a setup, in the order of its parts; empty when it can be registered.
    /// </summary>
    public static ImmutableArray<SetupProblem> Problems(ProjectSetup setup)
    {
        var found = new ProblemList();
        if (!IsComplete(setup, found))
            return found.All;
        found.Identity("id", setup.Id);
        if (setup.Id == "portfolio")
            found.Add("id", "This word stands for all projects in the addresses of webhooks.", "Choose another id.");
        found.Line("name", setup.Name);
        found.Line("client", setup.Client);
        found.Zone("zone", setup.Zone);
        PeopleCheck.Check(setup.People, found);
        if (ReportCadence.Problem(setup.Cadence) is { } problem)
            found.Add("cadence.rule", "The reports cannot follow this rule.", problem);
        CalendarCheck.Check(setup.Calendar, found);
        CheckPlan(setup.Plan, found);
        BaselineCheck.Check(setup.Baseline, found);
        BaselineCheck.Check(setup.Risks, found);
        found.Range("noise.lettersPerWeek", setup.Noise.LettersPerWeek, 1, 100);
        found.Range("noise.silenceCeilingDays", setup.Noise.SilenceCeilingDays, 1, 3650);
        found.Range("review.materialDelayDays", setup.Review.MaterialDelayDays, 0, 3650);
        found.Range("review.patienceHours", setup.Review.PatienceHours, 0, 8760);
        ForecastCheck.Check(setup.Forecasts, found);
        CheckBranding(setup.Branding, found);
        DecisionCheck.Check(setup, found);
        RiskCheck.Check(setup, found);
        Findings.Check(setup.Education, found);
        return found.All;
    }

    // A file may say "people:" with nothing behind it, whatever the types promise.
    static bool IsComplete(ProjectSetup setup, ProblemList found)
    {
        (string Path, object? Value)[] parts =
        [
            ("cadence", setup.Cadence), ("calendar", setup.Calendar), ("plan", setup.Plan),
            ("baseline", setup.Baseline), ("noise", setup.Noise), ("review", setup.Review),
            ("branding", setup.Branding),
        ];
        foreach (var (path, _) in parts.Where(part => part.Value is null))
            found.Add(path, "There is nothing here.", "Fill it in, or leave the word out altogether.");
        if (setup.Cadence is { Rule: null })
            found.Add("cadence.rule", "There is nothing here.",
                "Write a rule, for example FREQ=WEEKLY;BYDAY=FR.");
        found.NoGaps("people", setup.People);
        found.NoGaps("risks", setup.Risks);
        found.NoGaps("promises", setup.Promises);
        found.NoGaps("education.own", setup.Education?.Own ?? []);
        found.NoGaps("baseline.requirements", setup.Baseline?.Requirements ?? []);
        found.NoGaps("baseline.milestones", setup.Baseline?.Milestones ?? []);
        found.NoGaps("baseline.deliverables", setup.Baseline?.Deliverables ?? []);
        return found.All.IsEmpty;
    }

    static void CheckPlan(PlanReference plan, ProblemList found)
    {
        if (plan.Webhooks is null)
            found.Line("plan.planId", plan.PlanId);
        else
            WebhookPlanCheck.Check(plan, found);
        for (var i = 0; i < plan.TeamMailboxes.Length; i++)
            found.Line($"plan.teamMailboxes[{i}]", plan.TeamMailboxes[i]);
        found.LineIfAny("plan.clientCalendar", plan.ClientCalendar);
        found.LineIfAny("plan.waitingLabel", plan.WaitingLabel);
        found.LineIfAny("plan.internalLabel", plan.InternalLabel);
        found.LineIfAny("plan.boundaryLabel", plan.BoundaryLabel);
    }

    static void CheckBranding(Branding branding, ProblemList found)
    {
        if (branding.Colour is not ['#', _, _, _, _, _, _]
            || !branding.Colour.Skip(1).All(char.IsAsciiHexDigit))
            found.Add("branding.colour", "This is not a colour.",
                "Write it as #rrggbb, for example #1f5f8b.");
        if (branding.LogoUrl is { } logo && !IsSecureAddress(logo))
            found.Add("branding.logoUrl", "The logo needs a complete HTTPS address.",
                "Write one such as https://example.com/logo.png, without user name or password.");
        found.LineIfAny("branding.organisation", branding.Organisation);
        found.TextIfAny("branding.footer", branding.Footer);
    }

    static bool IsSecureAddress(string address) =>
        !TextCheck.HasUnseenCharacters(address, linesAllowed: false)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", UserInfo: "", Host.Length: > 0 };
}
