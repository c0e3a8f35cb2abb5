namespace Expectations.Core.Projects;

/// <summary>How many letters a person gets at most, and how long silence may last.</summary>
public sealed record NoiseBudget
{
    /// <summary>Routine letters a person gets within any seven days, at most.</summary>
    public int LettersPerWeek { get; init; } = 3;

    /// <summary>Leaves out a report when nothing has changed since the last one.</summary>
    public bool SkipWhenNothingChanged { get; init; } = true;

    /// <summary>Days without a letter after which a report goes even when nothing has changed.</summary>
    public int SilenceCeilingDays { get; init; } = 21;

    /// <summary>
    /// Wall time, where the manager is, of the one letter a working day with all notices that ask for nothing urgent,
    /// for example <c>08:30</c>; none sends each at once.
    /// </summary>
    public LocalTime? DigestAt { get; init; }
}
