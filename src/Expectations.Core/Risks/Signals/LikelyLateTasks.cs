using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Core.Risks.Signals;

/// <summary>A share of a milestone's tasks is likely to be late, or has become so after it was likely.</summary>
/// <remarks>
/// Learned from the organisation's own finished tasks, from what was known of each before its date; before there are
/// enough of them by rules of thumb, and the warning says which. What waits for the client does not count here.
/// Strength in percent of the milestone's tasks.
/// </remarks>
static class LikelyLateTasks
{
    /// <summary>A share of fewer tasks says nothing.</summary>
    const int FewestTasks = 4;

    const int MostReasons = 2;

    internal static IEnumerable<SignalReading> Read(
        LedgerState state, WarningRules rules, ImmutableArray<MilestoneLine> ahead)
    {
        if (rules.LikelyLatePercent is not { } percent || state.Tasks is not { } book)
            yield break;
        var waiting = state.Setup!.Plan.WaitingLabel;
        foreach (var line in ahead.Where(line => line.InAll >= FewestTasks))
        {
            var milestone = state.Agreed.Milestones.First(m => m.Id == line.Id);
            LikelyLate[] likely =
            [
                .. MilestoneLines.TasksOf(state, milestone)
                    .Where(t => TaskJudging.IsLikely(state, t)
                        && !(waiting is not null && t.Labels.Contains(waiting, StringComparer.Ordinal)))
                    .Select(t => book.Lives[t.Id].Likely!),
            ];
            yield return new SignalReading(
                Signal.LikelyLateTasks, line.Id, likely.Length * 100 / line.InAll,
                new SignalLevels(percent, percent / 2),
                SignalReading.Figures(
                    ("likely", likely.Length), ("tasks", line.InAll), ("why", Why(likely)),
                    ("learned", likely.Select(l => l.LearnedFrom).DefaultIfEmpty().Max())));
        }
    }

    static string Why(IEnumerable<LikelyLate> likely) => string.Join(' ', likely
        .SelectMany(l => l.Reasons).GroupBy(reason => reason.Sign)
        .OrderByDescending(group => group.Count()).Take(MostReasons).Select(group => group.Key));
}
