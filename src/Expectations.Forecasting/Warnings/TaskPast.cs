namespace Expectations.Forecasting.Warnings;

/// <summary>A task of the organisation from the day it was first known to its end.</summary>
/// <param name="Name">A stable name.</param>
/// <param name="Group">What belongs together and shares a rhythm: a project or a plan.</param>
/// <param name="CreatedOn">The day it was first known.</param>
public sealed record TaskPast(string Name, string Group, LocalDate CreatedOn)
{
    /// <summary>Who does it, the same name in all groups; none where nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>Due dates it was given and when, oldest first; none where one was taken away.</summary>
    public ImmutableArray<(LocalDate On, LocalDate? DueOn)> Dates { get; init; } = [];

    /// <summary>The day work on it began; null while it has not.</summary>
    public LocalDate? BegunOn { get; init; }

    /// <summary>The day it was finished; null while it is not.</summary>
    public LocalDate? FinishedOn { get; init; }

    internal bool IsOpenOn(LocalDate day) => CreatedOn <= day && (FinishedOn is null || FinishedOn > day);

    /// <summary>Whether it was finished after the date it had then; null without one.</summary>
    internal bool? WasLate =>
        FinishedOn is { } finished && Dates.LastOrDefault().DueOn is { } due ? finished > due : null;
}
