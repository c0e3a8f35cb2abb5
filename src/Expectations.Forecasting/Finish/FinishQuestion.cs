namespace Expectations.Forecasting.Finish;

/// <summary>Everything known on one day that bears on when a milestone or project will be finished.</summary>
public sealed record FinishQuestion
{
    /// <summary>The day the forecast is made; nothing learned later may be in this question.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The day work on the milestone began.</summary>
    public required LocalDate StartedOn { get; init; }

    /// <summary>The finish announced at present, if any.</summary>
    public LocalDate? AnnouncedFor { get; init; }

    /// <summary>Tasks of the milestone not finished yet; 0 where tasks are not counted.</summary>
    public int TasksLeft { get; init; }

    /// <summary>Finished weeks of work, oldest first, empty weeks included.</summary>
    public ImmutableArray<WeekOfWork> Weeks { get; init; } = [];

    /// <summary>Capacity of the weeks ahead as a share of the weeks behind; 1 means as before.</summary>
    public double CapacityAhead { get; init; } = 1;

    /// <summary>People who share the estimated work of <see cref="Tasks"/>.</summary>
    public double PeopleAhead { get; init; } = 1;

    /// <summary>Open tasks of the milestone that carry a due date or an estimate.</summary>
    public ImmutableArray<OpenTask> Tasks { get; init; } = [];

    /// <summary>Days late of finished tasks that had a due date; negative is early.</summary>
    public ImmutableArray<int> TaskDelays { get; init; } = [];

    /// <summary>The organisation's own milestones finished before <see cref="AsOf"/>.</summary>
    public ImmutableArray<PastMilestone> Cases { get; init; } = [];

    /// <summary>How well earlier forecasts did.</summary>
    public TrackRecord Record { get; init; } = TrackRecord.Empty;

    /// <summary>Decides the random draws; the same question with the same seed has the same answer.</summary>
    public int Seed { get; init; }

    internal MilestoneStatus Status => new(AsOf, AnnouncedFor, TasksLeft);
}

/// <summary>One week of a team's work.</summary>
/// <param name="StartsOn">The week's first day.</param>
/// <param name="Done">Tasks finished in it.</param>
/// <param name="Added">Tasks added to the scope in it.</param>
public sealed record WeekOfWork(LocalDate StartsOn, int Done, int Added);

/// <summary>A task that is not finished.</summary>
/// <param name="DueOn">Its due date, if it has one.</param>
/// <param name="WorkingDays">Its estimate in working days of one person, if it has one.</param>
public sealed record OpenTask(LocalDate? DueOn, double? WorkingDays = null);

/// <summary>What was known of a milestone on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="AnnouncedFor">The finish announced then, if any.</param>
/// <param name="TasksLeft">Tasks not finished then; 0 where tasks are not counted.</param>
public sealed record MilestoneStatus(LocalDate On, LocalDate? AnnouncedFor, int TasksLeft = 0);

/// <summary>A finished milestone of the same organisation: one case of the reference class.</summary>
/// <param name="Name">A name the reader recognises.</param>
/// <param name="StartedOn">When work on it began.</param>
/// <param name="FinishedOn">When it was really finished.</param>
/// <param name="Statuses">What was known of it on its way, oldest first, about weekly.</param>
public sealed record PastMilestone(
    string Name, LocalDate StartedOn, LocalDate FinishedOn, ImmutableArray<MilestoneStatus> Statuses);
