using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.LateTasks;

/// <summary>Folds how tasks go, and which are likely to be late, into the state.</summary>
static class TaskFolding
{
    const int DatesKept = 8;

    internal static bool IsOn(LedgerState state) => state.Setup?.Warnings?.LikelyLatePercent is not null;

    /// <summary>Notes what a reading tells of the tasks; nothing where nobody asks how likely they are late.</summary>
    internal static LedgerState Note(LedgerState now, PlanObserved e)
    {
        if (!IsOn(now))
            return now;
        var setup = now.Setup!;
        var today = setup.Day(e.At);
        var lives = (now.Tasks ?? new TaskBook()).Lives.ToBuilder();
        lives.RemoveRange(e.Removed ?? []);
        foreach (var task in now.Tasks is null ? now.Plan.Tasks.Values : e.Changed ?? [])
            if (MoveLog.IsShown(task, setup.Plan) && Grown(lives.GetValueOrDefault(task.Id), task, today) is { } life)
                lives[task.Id] = life;
            else
                lives.Remove(task.Id);
        return now with { Tasks = new TaskBook { Lives = lives.ToImmutable() } };
    }

    /// <summary>Keeps what has ended, to learn from.</summary>
    internal static LedgerState WithoutOpen(LedgerState state)
    {
        if (state.Tasks is not { } book)
            return state;
        var open = book.Lives.Where(life => life.Value.Ended is null).Select(life => life.Key);
        return state with { Tasks = book with { Lives = book.Lives.RemoveRange(open) } };
    }

    internal static LedgerState Evolve(LedgerState state, TasksJudged e)
    {
        if (state.Tasks is not { } book)
            return state;
        var today = state.Setup!.Day(e.At);
        var lives = book.Lives.ToBuilder();
        foreach (var odds in e.Likely)
            if (lives.TryGetValue(odds.Task, out var life))
                lives[odds.Task] = Warned(life, today) with
                {
                    Likely = new LikelyLate(today, odds.Chance, odds.Reasons) { LearnedFrom = e.LearnedFrom },
                };
        foreach (var task in e.Calm)
            if (lives.TryGetValue(task, out var life))
                lives[task] = Warned(life, null) with { Likely = null };
        return state with { Tasks = book with { Lives = lives.ToImmutable() } };
    }

    // A task that was done when it was first seen tells nothing of what could be known before.
    static TaskLife? Grown(TaskLife? life, PlanTask task, LocalDate today)
    {
        if (life is null && task.IsDone)
            return null;
        life ??= new TaskLife(task.Start is { } start && start < today ? start : today);
        if (life.Dates.LastOrDefault()?.Due != task.Due)
            // Another date is another promise, and judged anew.
            life = life with { Dates = Newest(life.Dates.Add(new DateGiven(today, task.Due))), Likely = null };
        return life with
        {
            Begun = task.Percent > 0 ? life.Begun ?? today : null,
            Ended = !task.IsDone ? null : life.Ended ?? (task.Done is { } done && done < today ? done : today),
        };
    }

    static TaskLife Warned(TaskLife life, LocalDate? since) => life.Dates is [.. var before, var last]
        ? life with { Dates = [.. before, last with { Warned = since }] }
        : life;

    static ImmutableArray<DateGiven> Newest(ImmutableArray<DateGiven> dates) =>
        dates.Length > DatesKept ? dates[^DatesKept..] : dates;
}
