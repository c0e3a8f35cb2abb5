using Expectations.Core.Promises;

namespace Expectations.Core.Projects;

/// <summary>Finds what is wrong with promises, requirements, and the rules for decisions.</summary>
static class DecisionCheck
{
    internal static void Check(ProjectSetup setup, ProblemList found)
    {
        foreach (var (i, promise) in setup.Promises.Index())
            PromiseDecider.Check(promise, $"promises[{i}]", setup.Baseline, found);
        found.Unique("promises", setup.Promises.Select(promise => promise.Id));
        Check(setup.Baseline, found);
        if (setup.Decisions is not { } rules)
            return;
        if (setup.People.All(person => person.Role != Role.Decider))
            found.Add("decisions", "Nobody of the client may decide.", "Give at least one person the role decider.");
        Check(rules, found);
    }

    static void Check(Baseline baseline, ProblemList found)
    {
        foreach (var (i, requirement) in baseline.Requirements.Index())
        {
            found.Identity($"baseline.requirements[{i}].id", requirement.Id);
            found.Line($"baseline.requirements[{i}].name", requirement.Name);
            found.Range($"baseline.requirements[{i}].effort", requirement.Effort, 1, 100_000);
        }
        found.Unique("baseline.requirements", baseline.Requirements.Select(requirement => requirement.Id));
        found.Range("baseline.capacity", baseline.Capacity ?? 1, 1, 1_000_000);
        found.Range("baseline.deemedAcceptedAfterDays", baseline.DeemedAcceptedAfterDays ?? 1, 1, 250);
        foreach (var (i, deliverable) in baseline.Deliverables.Index())
            if (deliverable.Milestone is { } milestone && baseline.Milestones.All(m => m.Id != milestone))
                found.Add($"baseline.deliverables[{i}].milestone", "There is no such milestone.",
                    "Write the id of one in the baseline.");
    }

    static void Check(DecisionRules rules, ProblemList found)
    {
        found.Range("decisions.linkDays", rules.LinkDays, 1, 90);
        found.Range("decisions.undoMinutes", rules.UndoMinutes, 0, 1440);
        foreach (var (i, days) in rules.RemindAfterDays.Index())
            found.Range($"decisions.remindAfterDays[{i}]", days, 1, 250);
        found.Range("decisions.standInAfterDays", rules.StandInAfterDays, 1, 250);
        found.Range("decisions.sponsorAfterDays", rules.SponsorAfterDays, 1, 250);
        found.Range("decisions.lapseAfterDays", rules.LapseAfterDays, 1, 250);
        found.Range("decisions.highImpactDays", rules.HighImpactDays, 0, 3650);
        found.Range("decisions.scopeThreshold", rules.ScopeThreshold, 1, 10_000);
        foreach (var (i, domain) in rules.PassOnDomains.Index())
            if (Uri.CheckHostName(domain) != UriHostNameType.Dns)
                found.Add($"decisions.passOnDomains[{i}]", "This is not a mail domain.",
                    "Write one such as harbour.example.");
    }
}
