using Expectations.Core.Projects;
using Expectations.Core.Risks.Signals;

namespace Expectations.Core.Risks;

/// <summary>Finds what is wrong with risks and with the rules for warnings.</summary>
static class RiskCheck
{
    internal static void Check(ProjectSetup setup, ProblemList found)
    {
        foreach (var (i, risk) in setup.Risks.Index())
            CheckRest(risk, $"risks[{i}]", found);
        if (setup.Warnings is not { } rules)
            return;
        found.Range("warnings.hoursForManager", rules.HoursForManager, 1, 800);
        found.Range("warnings.hoursForDecider", rules.HoursForDecider, 1, 800);
        found.Range("warnings.materialWeight", rules.MaterialWeight, 1, 25);
        found.Range("warnings.lateDays", rules.LateDays, 1, 250);
        found.Range("warnings.waitingDays", rules.WaitingDays, 1, 250);
        found.Range("warnings.overduePercent", rules.OverduePercent, 1, 100);
        found.Range("warnings.growthPercent", rules.GrowthPercent, 1, 100);
        found.Range("warnings.meetingPercent", rules.MeetingPercent ?? MeetingLoad.UsualLevel, 5, 100);
        if (rules.LikelyLatePercent is { } likely)
            found.Range("warnings.likelyLatePercent", likely, 1, 100);
    }

    /// <summary>A risk the manager raises; what is done about it may still be open.</summary>
    internal static void CheckDraft(Risk risk, Baseline agreed, ProblemList found)
    {
        found.Identity("risk.id", risk.Id);
        found.Line("risk.title", risk.Title);
        foreach (var (path, text) in new[]
        {
            ("risk.effect", risk.Effect), ("risk.mitigation", risk.Mitigation), ("risk.alternative", risk.Alternative),
        })
            if (!string.IsNullOrEmpty(text))
                found.Text(path, text);
        found.Range("risk.probability", risk.Probability, 1, 5);
        found.Range("risk.impact", risk.Impact, 1, 5);
        CheckRest(risk, "risk", found);
        if (risk.Milestone is { } milestone && agreed.Milestones.All(m => m.Id != milestone))
            found.Add("risk.milestone", "There is no such milestone.", "Write the id of one in the baseline.");
    }

    static void CheckRest(Risk risk, string path, ProblemList found)
    {
        found.TextIfAny($"{path}.cause", risk.Cause);
        found.TextIfAny($"{path}.trigger", risk.Trigger);
        found.LineIfAny($"{path}.owner", risk.Owner);
        found.LineIfAny($"{path}.milestone", risk.Milestone);
    }
}
