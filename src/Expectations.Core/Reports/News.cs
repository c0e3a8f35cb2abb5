namespace Expectations.Core.Reports;

/// <summary>What a client can see and no report has told yet.</summary>
public record News
{
    /// <summary>What has moved.</summary>
    public ImmutableArray<Move> Moves { get; init; } = [];

    /// <summary>Identities of the tasks done.</summary>
    public ImmutableArray<string> Done { get; init; } = [];

    /// <summary>Whether anything else has changed.</summary>
    public bool OtherChange { get; init; }
}
