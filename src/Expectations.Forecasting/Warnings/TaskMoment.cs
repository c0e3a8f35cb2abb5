namespace Expectations.Forecasting.Warnings;

/// <summary>What was known of a task on one day, such as the day its due date was set.</summary>
public sealed record TaskMoment
{
    /// <summary>What belongs together and shares a rhythm: a project or a plan.</summary>
    public required string Group { get; init; }

    /// <summary>The day the task was created.</summary>
    public required LocalDate CreatedOn { get; init; }

    /// <summary>The day this was known.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The task's due date.</summary>
    public required LocalDate DueOn { get; init; }

    /// <summary>Share of the owner's finished tasks that were late, between 0 and 1; unknown is NaN.</summary>
    public float OwnerLateShare { get; init; } = float.NaN;

    /// <summary>Open tasks of the owner; unknown is NaN.</summary>
    public float OwnerOpenTasks { get; init; } = float.NaN;

    /// <summary>Whether work on it was seen to have begun.</summary>
    public bool IsBegun { get; init; }

    /// <summary>Numbers particular to the tool, in the order the model named them; unknown is NaN.</summary>
    public ImmutableArray<float> Measures { get; init; } = [];
}

/// <summary>A task whose outcome is known.</summary>
/// <param name="Moment">What was known of it.</param>
/// <param name="Late">Whether it was finished after its due date, or not at all by then.</param>
public sealed record PastTask(TaskMoment Moment, bool Late);

/// <summary>How likely a task is to miss its date, and why.</summary>
/// <param name="Chance">Between 0 and 1.</param>
/// <param name="Warns">Whether the chance reaches the threshold found best for warnings.</param>
/// <param name="Learned">True where it was learned from history; false where rules of thumb answered.</param>
/// <param name="Reasons">What raises the chance most, strongest first, three at most.</param>
public sealed record Warning(double Chance, bool Warns, bool Learned, ImmutableArray<Reason> Reasons);

/// <summary>One reason for a warning.</summary>
/// <param name="Signal">The signal's name, the key of its wording in other languages.</param>
/// <param name="Value">The signal's value for this task.</param>
/// <param name="Adds">By how much the chance would fall if the signal had its usual value; between 0 and 1.</param>
/// <param name="Words">The reason in English.</param>
public sealed record Reason(string Signal, double Value, double Adds, string Words);

/// <summary>A number that may tell whether a task will be late.</summary>
/// <param name="Name">A short stable name.</param>
/// <param name="Phrase">English with {0} for the value, such as "{0} comments".</param>
public sealed record Signal(string Name, string Phrase);
