using Expectations.Core.Calendars;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.Signals;

/// <summary>A share of a milestone's tasks is past its own due date.</summary>
/// <remarks>
/// The plainest rule on 64,747 issues of open-source projects, "overdue or due tomorrow", is right in 68 of 100
/// cases and sees half of what will be late (data of Choetkiertikul et al., Empirical Software Engineering 2017).
/// What waits for the client does not count here. Strength in percent of the milestone's tasks.
/// </remarks>
static class OverdueTasks
{
    /// <summary>Working days a task must be overdue to count; a day over is everyday.</summary>
    const int DaysOver = 2;

    /// <summary>A share of fewer tasks says nothing.</summary>
    const int FewestTasks = 4;

    internal static IEnumerable<SignalReading> Read(
        LedgerState state, WarningRules rules, ImmutableArray<MilestoneLine> ahead, LocalDate today)
    {
        var waiting = state.Setup!.Plan.WaitingLabel;
        var lastDue = state.Setup.Calendar.Add(today, -DaysOver);
        foreach (var line in ahead.Where(line => line.InAll >= FewestTasks))
        {
            var milestone = state.Agreed.Milestones.First(m => m.Id == line.Id);
            var overdue = MilestoneLines.TasksOf(state, milestone).Count(t => !t.IsDone && t.Due <= lastDue
                && !(waiting is not null && t.Labels.Contains(waiting, StringComparer.Ordinal)));
            yield return new SignalReading(
                Signal.OverdueTasks, line.Id, overdue * 100 / line.InAll,
                new SignalLevels(rules.OverduePercent, rules.OverduePercent / 2),
                SignalReading.Figures(("overdue", overdue), ("tasks", line.InAll)));
        }
    }
}
