using Expectations.Core.Letters;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks;

/// <summary>
/// Tells the client of something that may break a promise, or that it is over: always with what it does, what is
/// done against it and what happens instead. Built from allow-listed fields only.
/// </summary>
public sealed record WarningContent : LetterContent
{
    /// <summary>Name of the project.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Name of the client.</summary>
    public required string Client { get; init; }

    /// <summary>IANA zone the dates are meant in.</summary>
    public required string Zone { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; init; }

    /// <summary>What may happen.</summary>
    public required string Title { get; init; }

    /// <summary>What it would do to the project.</summary>
    public required string Effect { get; init; }

    /// <summary>What is being done against it.</summary>
    public required string Mitigation { get; init; }

    /// <summary>What happens instead if it comes true.</summary>
    public required string Alternative { get; init; }

    /// <summary>The milestone it is about, with its dates; none where it is about the whole project.</summary>
    public MilestoneLine? Milestone { get; init; }

    /// <summary>The open risks, the weightiest first; empty where there is only one, or where it is over.</summary>
    public ImmutableArray<RiskMark> Risks { get; init; } = [];
}
