using Expectations.Core.Projects;

namespace Expectations.Core.Risks.LateTasks;

/// <summary>All that is known of a project's tasks and says how likely they are to be late.</summary>
/// <param name="Project">Identity of the project.</param>
/// <param name="On">The day, in the project's zone.</param>
/// <param name="Tasks">Tasks that were seen open, finished ones included.</param>
public sealed record TaskOutlook(string Project, LocalDate On, ImmutableArray<WatchedTask> Tasks)
{
    /// <summary>What is known of a project's tasks.</summary>
    /// <param name="state">The project.</param>
    /// <param name="at">The present.</param>
    /// <returns>None where nobody asks how likely tasks are late, or no plan is known yet.</returns>
    public static TaskOutlook? Of(LedgerState state, Instant at) =>
        TaskFolding.IsOn(state) && state.Tasks is { } book
            ? new TaskOutlook(state.Setup!.Id, state.Setup.Day(at), [.. Watched(state, book)])
            : null;

    /// <summary>The same once a fact is known, where the signals are read with it.</summary>
    internal static TaskOutlook? Of(LedgerState known, Fact fact) => fact switch
    {
        PlanRead { Lateness: null } => Of(known, fact.At),
        TimeReached { Lateness: null } when SignalWatch.NextReadingAt(known) <= fact.At => Of(known, fact.At),
        _ => null,
    };

    /// <summary>Tasks as they were watched.</summary>
    /// <param name="state">The project.</param>
    /// <param name="book">How its tasks have gone.</param>
    public static IEnumerable<WatchedTask> Watched(LedgerState state, TaskBook book) =>
        from life in book.Lives
        let task = state.Plan.Tasks.GetValueOrDefault(life.Key)
        where task is not null
        select new WatchedTask(life.Key, task.Assignees.FirstOrDefault(), life.Value);
}

/// <summary>A task as it was watched.</summary>
/// <param name="Id">Identity of the task.</param>
/// <param name="Owner">Name of the first who works on it; none where nobody does.</param>
/// <param name="Life">How it has gone.</param>
public sealed record WatchedTask(string Id, string? Owner, TaskLife Life)
{
    /// <summary>Whether it is open and has a date that is still ahead.</summary>
    /// <param name="today">The day, in the project's zone.</param>
    public bool IsAhead(LocalDate today) => Life is { Ended: null, Dates: [.., { Due: { } due }] } && due >= today;
}
