namespace Expectations.Core.Projects;

/// <summary>Finds what is wrong with what is to be agreed, and with the risks to it.</summary>
static class BaselineCheck
{
    internal static void Check(Baseline baseline, ProblemList found)
    {
        found.Texts("baseline.goals", baseline.Goals);
        foreach (var (i, deliverable) in baseline.Deliverables.Index())
        {
            found.Line($"baseline.deliverables[{i}].name", deliverable.Name);
            found.Texts($"baseline.deliverables[{i}].acceptanceCriteria", deliverable.AcceptanceCriteria);
            found.Range($"baseline.deliverables[{i}].iterations", deliverable.Iterations, 1, 100);
        }

        found.Texts("baseline.boundaries", baseline.Boundaries);
        foreach (var (i, milestone) in baseline.Milestones.Index())
            Check(milestone, $"baseline.milestones[{i}]", found);
        found.Unique("baseline.milestones", baseline.Milestones.Select(milestone => milestone.Id));
    }

    internal static void Check(ImmutableArray<Risk> risks, ProblemList found)
    {
        foreach (var (i, risk) in risks.Index())
        {
            found.Line($"risks[{i}].id", risk.Id);
            found.Line($"risks[{i}].title", risk.Title);
            found.Text($"risks[{i}].effect", risk.Effect);
            found.Text($"risks[{i}].mitigation", risk.Mitigation);
            found.Text($"risks[{i}].alternative", risk.Alternative);
            found.Range($"risks[{i}].probability", risk.Probability, 1, 5);
            found.Range($"risks[{i}].impact", risk.Impact, 1, 5);
        }

        found.Unique("risks", risks.Select(risk => risk.Id));
    }

    static void Check(Milestone milestone, string path, ProblemList found)
    {
        found.Line($"{path}.id", milestone.Id);
        found.Line($"{path}.name", milestone.Name);
        if (milestone.Date.Year is < 1970 or > 2200)
            found.Add($"{path}.date", "This is not the date of a delivery.", "Write one such as 2026-03-27.");
        if (milestone is { Bucket: null, Label: null })
            found.Add($"{path}.bucket", "No tasks of the plan belong to the milestone.",
                "Name the bucket or the label of its tasks.");
        found.LineIfAny($"{path}.bucket", milestone.Bucket);
        found.LineIfAny($"{path}.label", milestone.Label);
    }
}
