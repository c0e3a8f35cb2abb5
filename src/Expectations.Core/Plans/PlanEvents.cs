using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Core;

/// <summary>The plan was read and believed. Holds only what is different from the last reading.</summary>
public sealed record PlanObserved(Instant At) : LedgerEvent(At)
{
    /// <summary>New title; none where it is the same.</summary>
    public string? Title { get; init; }

    /// <summary>All buckets; none where they are the same.</summary>
    public ImmutableArray<PlanBucket>? Buckets { get; init; }

    /// <summary>New and changed tasks.</summary>
    public ImmutableArray<PlanTask>? Changed { get; init; }

    /// <summary>Identities of tasks that are gone.</summary>
    public ImmutableArray<string>? Removed { get; init; }

    /// <summary>All absences; none where they are the same.</summary>
    public ImmutableArray<Absence>? Absences { get; init; }

    /// <summary>All meetings; none where they are the same.</summary>
    public ImmutableArray<Meeting>? Meetings { get; init; }

    /// <summary>
    /// How new what a PM tool told of its items is; none where the whole plan was read, which outdates them all.
    /// </summary>
    public ImmutableArray<ItemVersion>? Versions { get; init; }
}

/// <summary>What a PM tool told does not say how its item is now; only the tool itself can.</summary>
/// <param name="At">When it told.</param>
/// <param name="DueAt">When the whole plan is to be read.</param>
public sealed record PlanReadingWanted(Instant At, Instant DueAt) : LedgerEvent(At);

/// <summary>The plan could not be read.</summary>
/// <param name="At">When it was tried.</param>
/// <param name="Trouble">What kind of trouble.</param>
/// <param name="Detail">What the service said.</param>
/// <param name="RetryAt">When it is tried again.</param>
/// <param name="Told">Whether the manager is told with this event.</param>
public sealed record PlanUnreadable(
    Instant At, PlanTrouble Trouble, string Detail, Instant RetryAt, bool Told) : LedgerEvent(At);

/// <summary>The plan shrank so much that it is not believed until the manager accepts it or it recovers.</summary>
public sealed record PlanDoubted(Instant At, int Before, int Now, Instant RetryAt) : LedgerEvent(At);

/// <summary>The manager accepted a shrunken plan; the next reading is believed.</summary>
public sealed record ShrinkAccepted(Instant At, string By) : LedgerEvent(At);

/// <summary>A bucket had dates for the first time and became a milestone with that date as agreed.</summary>
public sealed record MilestoneFound(Instant At, Milestone Milestone) : LedgerEvent(At);
