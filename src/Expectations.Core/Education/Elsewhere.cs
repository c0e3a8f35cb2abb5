namespace Expectations.Core.Education;

/// <summary>What other projects tell, while one fact is decided; nothing of it is kept but what is quoted.</summary>
public sealed record Elsewhere
{
    /// <summary>Findings that people of this project have read in another one.</summary>
    public ImmutableArray<ShownFinding> Read { get; init; } = [];

    /// <summary>How late the organisation's own finished milestones were; none where nobody looked.</summary>
    public OwnCases? Cases { get; init; }
}
