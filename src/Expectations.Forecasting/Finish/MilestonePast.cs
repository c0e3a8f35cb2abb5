namespace Expectations.Forecasting.Finish;

/// <summary>A milestone of the organisation, finished or on its way, with the work that was done around it.</summary>
/// <param name="Name">A name the reader recognises, the same as among the cases.</param>
/// <param name="StartedOn">When work on it began.</param>
/// <param name="FinishedOn">When it was finished; null while it goes on.</param>
/// <param name="Statuses">What was known of it on its way, oldest first.</param>
public sealed record MilestonePast(
    string Name, LocalDate StartedOn, LocalDate? FinishedOn, ImmutableArray<MilestoneStatus> Statuses)
{
    /// <summary>Weeks of work of its project, oldest first, empty weeks included.</summary>
    public ImmutableArray<WeekOfWork> Weeks { get; init; } = [];

    /// <summary>Finished tasks of its project that had a due date: when, and how many days late.</summary>
    public ImmutableArray<(LocalDate On, int DaysLate)> Delays { get; init; } = [];

    /// <summary>The milestone as a case for others; null while it goes on.</summary>
    public PastMilestone? Case => FinishedOn is { } day ? new PastMilestone(Name, StartedOn, day, Statuses) : null;
}
