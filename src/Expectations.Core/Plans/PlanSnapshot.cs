using System.Text.Json.Serialization;

namespace Expectations.Core.Plans;

/// <summary>The whole plan as it was read at one moment.</summary>
public sealed record PlanSnapshot
{
    /// <summary>Name of the plan.</summary>
    public required string Title { get; init; }

    /// <summary>Buckets of the plan.</summary>
    public required ImmutableArray<PlanBucket> Buckets { get; init; }

    /// <summary>Tasks of the plan.</summary>
    public required ImmutableArray<PlanTask> Tasks { get; init; }

    /// <summary>When people of the team are away in the coming weeks; none where that could not be read.</summary>
    public ImmutableArray<Absence>? Absences { get; init; } = [];

    /// <summary>Meetings with the client in the coming weeks.</summary>
    public ImmutableArray<Meeting> Meetings { get; init; } = [];

    /// <summary>How busy the team is with meetings; none where that could not be read, or was not asked.</summary>
    public ImmutableArray<MeetingWeek>? MeetingWeeks { get; init; }
}

/// <summary>A column of the plan.</summary>
public sealed record PlanBucket(string Id, string Name);

/// <summary>A task of the plan, cleaned of what cannot be right.</summary>
public sealed record PlanTask
{
    /// <summary>Identity given by the plan's tool.</summary>
    public required string Id { get; init; }

    /// <summary>Title on one line, without control or direction-changing characters.</summary>
    public required string Title { get; init; }

    /// <summary>Identity of the bucket, none when the task stands outside all buckets.</summary>
    public string? Bucket { get; init; }

    /// <summary>Progress from 0 to 100; 100 is done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Percent { get; init; }

    /// <summary>Day work starts, in the project's zone.</summary>
    public LocalDate? Start { get; init; }

    /// <summary>Day the task is due, in the project's zone; none means no date, never overdue.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>Day the task was done, in the project's zone.</summary>
    public LocalDate? Done { get; init; }

    /// <summary>Urgency from 0 (most urgent) to 10, as Planner counts it.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>Labels, for example <c>category1</c>.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Names of those who work on it.</summary>
    public ImmutableArray<string> Assignees { get; init; } = [];

    /// <summary>What in the plan's own data cannot be right.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PlanFlaw Flaw { get; init; }

    /// <summary>Whether the task is done.</summary>
    [JsonIgnore]
    public bool IsDone => Percent >= 100;

    /// <summary>Whether every member is the same, lists compared by their items.</summary>
    public bool Equals(PlanTask? other) =>
        other is not null && Id == other.Id && Title == other.Title && Bucket == other.Bucket
        && Percent == other.Percent && Start == other.Start && Due == other.Due && Done == other.Done
        && Priority == other.Priority && Flaw == other.Flaw
        && Labels.AsSpan().SequenceEqual(other.Labels.AsSpan())
        && Assignees.AsSpan().SequenceEqual(other.Assignees.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Title, Percent, Due);
}

/// <summary>What in a task's data cannot be right.</summary>
[Flags]
public enum PlanFlaw
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Progress was below 0 or above 100 and has been clamped.</summary>
    PercentOutOfRange = 1,

    /// <summary>The start lies after the due date.</summary>
    StartAfterDue = 2,
}

/// <summary>A span in which someone of the team is away, whole days in the project's zone, both included.</summary>
public sealed record Absence(string Who, LocalDate From, LocalDate Until);

/// <summary>
/// How busy someone of the team is with meetings in one week. Nothing is known of what they are about.
/// </summary>
/// <param name="Who">Name of the person.</param>
/// <param name="Week">Monday of the week, in the project's zone.</param>
/// <param name="Hours">Working hours, full ones, that are busy in the calendar.</param>
/// <param name="Of">Working hours, full ones, without those away.</param>
public sealed record MeetingWeek(string Who, LocalDate Week, int Hours, int Of);

/// <summary>A meeting with the client.</summary>
public sealed record Meeting(string Subject, Instant Start, Instant End);

/// <summary>Why a plan could not be read.</summary>
public enum PlanTrouble
{
    /// <summary>The service asked to wait.</summary>
    Throttled,

    /// <summary>The service did not answer or answered with an error of its own.</summary>
    Unavailable,

    /// <summary>Only part of the plan arrived; no conclusion is drawn.</summary>
    Incomplete,

    /// <summary>The plan does not exist, or no longer.</summary>
    NotFound,

    /// <summary>Permission is missing or was withdrawn.</summary>
    ConsentLost,

    /// <summary>The sign-in of the application failed.</summary>
    SignInFailed,

    /// <summary>A limit of the plan's tool was hit.</summary>
    LimitReached,
}
