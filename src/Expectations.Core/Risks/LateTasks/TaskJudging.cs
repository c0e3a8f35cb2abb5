using Expectations.Core.Plans;

namespace Expectations.Core.Risks.LateTasks;

/// <summary>Records which tasks have become likely to be late, and which are no longer.</summary>
static class TaskJudging
{
    /// <summary>Points a chance has to fall below the threshold to be calm: chances wobble.</summary>
    const int Apart = 15;

    internal static Decision WhenJudged(LedgerState state, TaskReading? reading, Instant at)
    {
        if (reading is null || state.Tasks is not { } book || !TaskFolding.IsOn(state))
            return Decision.Nothing;
        var open = reading.Tasks
            .Select(odds => (Odds: odds, Life: book.Lives.GetValueOrDefault(odds.Task)))
            .Where(t => t.Life is { Ended: null }).ToArray();
        var judged = new TasksJudged(at)
        {
            Likely =
            [
                .. open.Where(t => t.Life!.Likely is null && t.Odds.Chance >= reading.Threshold).Select(t => t.Odds),
            ],
            Calm =
            [
                .. open.Where(t => t.Life!.Likely is not null && t.Odds.Chance < reading.Threshold - Apart)
                    .Select(t => t.Odds.Task),
            ],
            LearnedFrom = reading.LearnedFrom,
        };
        return judged is { Likely: [], Calm: [] } ? Decision.Nothing : Decision.Of(judged);
    }

    /// <summary>Whether a task is open and was found likely to be late; one that has become late stays so.</summary>
    internal static bool IsLikely(LedgerState state, PlanTask task) =>
        !task.IsDone && state.Tasks?.Lives.GetValueOrDefault(task.Id)?.Likely is not null;
}
