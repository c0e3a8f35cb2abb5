namespace Expectations.Core.Milestones;

/// <summary>Where a milestone stands between client and team.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Names of those who said so; none where nobody did.</param>
/// <param name="Words">Their words.</param>
public sealed record MilestoneStanding(MilestoneState State, Instant At, string? By = null, string? Words = null);

/// <summary>Where a milestone stands between client and team.</summary>
public enum MilestoneState
{
    /// <summary>Its date came and its work is not done.</summary>
    Missed,

    /// <summary>The client is asked to confirm it.</summary>
    AwaitingClient,

    /// <summary>The client confirmed it.</summary>
    Confirmed,

    /// <summary>The client disputes it.</summary>
    Disputed,

    /// <summary>The client wants a call first.</summary>
    CallWanted,

    /// <summary>The client did not answer; the signed baseline makes that acceptance.</summary>
    DeemedAccepted,

    /// <summary>The client did not answer in time.</summary>
    Lapsed,
}
