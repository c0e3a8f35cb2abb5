using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Verdicts;

/// <summary>Is this too much? A date asked for a scope, and what is known of the people who would do it.</summary>
public sealed record VerdictQuestion
{
    /// <summary>The day the question is put.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The date asked for.</summary>
    public required LocalDate AskedFor { get; init; }

    /// <summary>Tasks to be done until then.</summary>
    public required int TasksLeft { get; init; }

    /// <summary>Finished weeks of the same people, oldest first, empty ones too; added tasks are growth.</summary>
    public ImmutableArray<WeekOfWork> Weeks { get; init; } = [];

    /// <summary>Working days of all people together that went into each of <see cref="Weeks"/>, on average.</summary>
    public double PersonDaysAWeekBehind { get; init; } = 5;

    /// <summary>
    /// Working days of all people together in each coming week, absences taken off; after the last one given the
    /// weeks go on at their mean. None given means as before.
    /// </summary>
    public ImmutableArray<double> PersonDaysAhead { get; init; } = [];

    /// <summary>Whether the people use a technology they have not delivered with before.</summary>
    public bool NewTechnology { get; init; }

    /// <summary>Finished pieces of work of the same organisation.</summary>
    public ImmutableArray<PastWork> Cases { get; init; } = [];

    /// <summary>Decides the random draws; the same question with the same seed has the same answer.</summary>
    public int Seed { get; init; }
}

/// <summary>A finished piece of work: how many tasks it had and what they took.</summary>
/// <param name="Name">A name the reader recognises.</param>
/// <param name="Tasks">Tasks finished.</param>
/// <param name="PersonDays">Working days of all people together.</param>
public sealed record PastWork(string Name, int Tasks, double PersonDays);
