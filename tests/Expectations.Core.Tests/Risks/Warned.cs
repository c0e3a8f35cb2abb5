using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Risks;

/// <summary>Projects that warn, and days on which their plan is read.</summary>
static class Warned
{
    public static ProjectSetup Project => A.Project with { Warnings = new WarningRules(), Risks = [] };

    /// <summary>Noon of a day after the registration, in London.</summary>
    public static Instant Day(int after) => Instant.FromUtc(2026, 9, 1, 11, 0) + Duration.FromDays(after);

    public static Decision Read(this Story story, int day, params PlanTask[] tasks) =>
        story.When(new PlanRead(Day(day), A.Plan(tasks)));

    /// <summary>A project whose launch is so many calendar days late by the plan, read on the first day.</summary>
    public static Story Late(int days = 14, ProjectSetup? setup = null)
    {
        var story = Story.Of(setup ?? Project, A.Task("t1", A.Launch));
        story.Read(1, A.Task("t1", A.Launch.PlusDays(days)));
        return story;
    }

    public static Risk Risk(string mitigation = "A second provider is asked.", int weight = 3) => new()
    {
        Id = "cards",
        Title = "Card provider late",
        Effect = "No payment by card at launch",
        Mitigation = mitigation,
        Alternative = "Invoices for the first month",
        Milestone = "launch",
        Probability = weight,
        Impact = weight,
    };

    public static Warning Open(this Story story) => Assert.Single(story.State.Risks.Open.Values);

    public const string LateLaunch = "late-forecast-launch-1";
}
