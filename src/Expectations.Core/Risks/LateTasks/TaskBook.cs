using System.Text.Json.Serialization;

namespace Expectations.Core.Risks.LateTasks;

/// <summary>How the tasks of a plan have gone, and which are likely to be late.</summary>
public sealed record TaskBook
{
    /// <summary>Tasks that were seen open, by identity, as long as they are in the plan.</summary>
    public ImmutableSortedDictionary<string, TaskLife> Lives { get; init; } =
        ImmutableSortedDictionary.Create<string, TaskLife>(StringComparer.Ordinal);
}

/// <summary>A task from the day it was first known to its end.</summary>
/// <param name="Since">Day it was first seen, or its start where that lies before.</param>
public sealed record TaskLife(LocalDate Since)
{
    /// <summary>Due dates it was given, oldest first; the newest only.</summary>
    [AddedLater]
    public ImmutableArray<DateGiven> Dates { get; init; } = [];

    /// <summary>Day it was first seen begun; none while it is not.</summary>
    public LocalDate? Begun { get; init; }

    /// <summary>Day it was done; none while it is not.</summary>
    public LocalDate? Ended { get; init; }

    /// <summary>Why it is likely to be late; none where it is not.</summary>
    public LikelyLate? Likely { get; init; }

    /// <summary>Dates that were met, missed or given up for a later one while they lay ahead.</summary>
    /// <param name="today">The day, in the project's zone.</param>
    public IEnumerable<DateOutcome> Outcomes(LocalDate today)
    {
        foreach (var (i, given) in Dates.Index())
        {
            if (given.Due is not { } due || due < given.On)
                continue;
            var next = Dates.ElementAtOrDefault(i + 1);
            if (next is not null && next.On <= due)
            {
                if (next.Due is null || next.Due > due)
                    yield return new DateOutcome(given.Warned, due, Missed: true);
            }
            else if (Ended is not null || due < today)
                yield return new DateOutcome(given.Warned, due, (Ended ?? today) > due);
        }
    }
}

/// <summary>What became of a due date.</summary>
/// <param name="Warned">Day since which the task was held to miss it; none where it was not.</param>
/// <param name="Due">The date.</param>
/// <param name="Missed">Whether it was missed, or given up for a later one.</param>
public sealed record DateOutcome(LocalDate? Warned, LocalDate Due, bool Missed);

/// <summary>A due date a task was given.</summary>
/// <param name="On">Day it was first seen.</param>
/// <param name="Due">The date; none where the one before was taken away.</param>
public sealed record DateGiven(LocalDate On, LocalDate? Due)
{
    /// <summary>Day since which the task was held to miss it; none where it was not, or no longer.</summary>
    public LocalDate? Warned { get; init; }
}

/// <summary>What makes a task likely to be late.</summary>
/// <param name="Since">Day it was found likely.</param>
/// <param name="Chance">Chance of missing its date that day, in percent.</param>
/// <param name="Reasons">What raised the chance most, strongest first, three at most.</param>
public sealed record LikelyLate(LocalDate Since, int Chance, ImmutableArray<TaskReason> Reasons)
{
    /// <summary>Tasks of the organisation this was learned from; 0 where rules of thumb say so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LearnedFrom { get; init; }
}

/// <summary>One thing that makes a task likely to be late.</summary>
/// <param name="Sign">What it is.</param>
/// <param name="Value">Its figure in the sign's own unit.</param>
public sealed record TaskReason(TaskSign Sign, int Value);

/// <summary>What may make a task likely to be late.</summary>
public enum TaskSign
{
    /// <summary>Days left until its date.</summary>
    DaysLeft,

    /// <summary>Days it has been open.</summary>
    DaysOpen,

    /// <summary>Percent of the finished tasks of whoever does it that were late.</summary>
    OwnerLate,

    /// <summary>Open tasks of whoever does it.</summary>
    OwnerBusy,

    /// <summary>Times its date was moved before.</summary>
    DateMoved,

    /// <summary>Work on it has not begun.</summary>
    NotBegun,

    /// <summary>Many tasks are due together with it.</summary>
    DueTogether,

    /// <summary>Its dates differ from what is usual in the project.</summary>
    Unusual,

    /// <summary>Dates of its project, or of this time of the year, are missed more often than others.</summary>
    Setting,
}

/// <summary>What was made of the open tasks of a plan as it was read.</summary>
/// <param name="Tasks">Every open task that has a date still ahead.</param>
/// <param name="Threshold">Chance, in percent, from which on a task is likely to be late.</param>
/// <param name="LearnedFrom">Tasks of the organisation this was learned from; 0 where rules of thumb judged.</param>
public sealed record TaskReading(ImmutableArray<TaskOdds> Tasks, int Threshold, int LearnedFrom);

/// <summary>How likely a task is to miss its date.</summary>
/// <param name="Task">Identity of the task.</param>
/// <param name="Chance">Chance of missing it, in percent.</param>
/// <param name="Reasons">What raises the chance most, strongest first; empty where it is below the threshold.</param>
public sealed record TaskOdds(string Task, int Chance, ImmutableArray<TaskReason> Reasons);

/// <summary>Tasks have become likely to be late, or are no longer. Holds only those for which that changed.</summary>
/// <param name="At">When.</param>
public sealed record TasksJudged(Instant At) : LedgerEvent(At)
{
    /// <summary>Tasks that are likely to be late now.</summary>
    [AddedLater]
    public ImmutableArray<TaskOdds> Likely { get; init; } = [];

    /// <summary>Identities of tasks that are no longer.</summary>
    [AddedLater]
    public ImmutableArray<string> Calm { get; init; } = [];

    /// <summary>Tasks of the organisation this was learned from; 0 where rules of thumb judged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LearnedFrom { get; init; }
}
