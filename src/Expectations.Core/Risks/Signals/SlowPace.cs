using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.Signals;

/// <summary>At the pace of the last weeks a part of a milestone's work is not done by its date.</summary>
/// <remarks>
/// The burn-up rule: on 3,834 sprints of open-source projects, work left held against the pace so far finds 82 of
/// 100 that end short and is right in 57 of 100 (computed from the data of Choetkiertikul et al., IEEE TSE 2017).
/// What is to be done first, in milestones agreed for an earlier date, counts as well. Strength in percent of that
/// work.
/// </remarks>
static class SlowPace
{
    const int WindowDays = 28;

    /// <summary>A pace of fewer tasks says nothing.</summary>
    const int FewestDone = 4;

    static readonly SignalLevels Levels = new(Raise: 30, Clear: 0);

    internal static IEnumerable<SignalReading> Read(
        LedgerState state, ImmutableArray<MilestoneLine> ahead, LocalDate today)
    {
        var done = state.Plan.Tasks.Values.Count(t => MoveLog.IsShown(t, state.Setup!.Plan) && t.IsDone
            && t.Done > today.PlusDays(-WindowDays) && t.Done <= today);
        if (done < FewestDone)
            yield break;
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in ahead.Where(line => line.Agreed >= today).OrderBy(line => line.Agreed))
        {
            var milestone = state.Agreed.Milestones.First(m => m.Id == line.Id);
            left.UnionWith(MilestoneLines.TasksOf(state, milestone).Where(t => !t.IsDone).Select(t => t.Id));
            var days = Period.DaysBetween(today, line.Agreed);
            var doable = done * days / WindowDays;
            if (left.Count > 0)
                yield return new SignalReading(
                    Signal.SlowPace, line.Id, Math.Max(0, 100 - (100 * doable / left.Count)), Levels,
                    SignalReading.Figures(("left", left.Count), ("doable", Math.Min(doable, left.Count))));
        }
    }
}
