using Expectations.Core.Letters;

namespace Expectations.Hosting.Delivery;

/// <summary>What one round of the courier did.</summary>
public sealed record DeliverySummary
{
    /// <summary>Letters an outlet took over.</summary>
    public int Sent { get; init; }

    /// <summary>Letters refused for good.</summary>
    public int Refused { get; init; }

    /// <summary>Letters that had gone out of date.</summary>
    public int Expired { get; init; }

    /// <summary>Letters whose way is over, whatever became of them.</summary>
    public int Settled => Sent + Refused + Expired;

    /// <summary>Letters put back to be tried again.</summary>
    public int PutBack { get; init; }

    /// <summary>
    /// Earliest moment at which another round may get further; none when nothing was left over.
    /// </summary>
    public Instant? NextRetry { get; init; }

    /// <summary>Letters that have been tried often without success; they are tried on.</summary>
    public ImmutableArray<StuckLetter> Stuck { get; init; } = [];

    /// <summary>
    /// Whether the round was broken off because outcomes could not be recorded. Letters whose outcome is missing go
    /// again, with the same bytes, when their lease has run out.
    /// </summary>
    public bool BrokenOff { get; init; }
}

/// <summary>A letter that has been tried often without success.</summary>
/// <param name="ProjectId">Whose letter.</param>
/// <param name="Key">Which letter.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="Detail">What the outlet said last.</param>
public sealed record StuckLetter(string ProjectId, LetterKey Key, int Attempts, string? Detail);
