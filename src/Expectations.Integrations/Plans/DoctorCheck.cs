namespace Expectations.Integrations.Plans;

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Outcome">How it was found.</param>
/// <param name="Found">What was found, in a sentence.</param>
public sealed record DoctorCheck(string Name, CheckOutcome Outcome, string Found)
{
    /// <summary>The permission that is missing; none where it is not for want of one.</summary>
    public string? MissingPermission { get; init; }

    /// <summary>What to do, in order; empty where nothing is wrong.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];
}

/// <summary>How something was found.</summary>
public enum CheckOutcome
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Not as it should be.</summary>
    Failed,

    /// <summary>It could not be told.</summary>
    Unknown,
}
