namespace Expectations.Hosting.Pages;

/// <summary>A stretch of a ledger, newest first.</summary>
public sealed record LedgerBook
{
    /// <summary>Whose ledger.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Zone the times are shown in.</summary>
    public required string Zone { get; init; }

    /// <summary>Events in all.</summary>
    public required long InAll { get; init; }

    /// <summary>Hash of the last event, lower-case hex.</summary>
    public required string Head { get; init; }

    /// <summary>The events shown.</summary>
    public required ImmutableArray<LedgerLine> Lines { get; init; }

    /// <summary>Where the older ones start; none where there are none.</summary>
    public long? Before { get; init; }

    /// <summary>What was just done; none where nothing was.</summary>
    public string? Done { get; init; }
}

/// <summary>One event of a ledger.</summary>
public sealed record LedgerLine
{
    /// <summary>Place in the ledger, counted from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, in the project's zone.</summary>
    public required string Time { get; init; }

    /// <summary>The same for machines.</summary>
    public required string MachineTime { get; init; }

    /// <summary>What happened, as a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The event as stored.</summary>
    public required string Json { get; init; }

    /// <summary>Whether <see cref="Json"/> is only its beginning.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Its hash, lower-case hex.</summary>
    public required string Hash { get; init; }
}
