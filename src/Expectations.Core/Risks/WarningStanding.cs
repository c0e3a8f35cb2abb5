namespace Expectations.Core.Risks;

/// <summary>Where a warning stands on the ladder, for those who show it.</summary>
public static class WarningStanding
{
    /// <summary>What keeps a warning from going to the client by itself; nothing when it may.</summary>
    public static ImmutableArray<GateLack> Missing(LedgerState state, Warning warning) =>
        state.Setup!.Warnings is null ? [GateLack.Material] : WarningGate.Missing(state, warning);

    /// <summary>When it goes up if nobody takes it on; none when it does not.</summary>
    public static Instant? GoesUpAt(LedgerState state, Warning warning) => Ladder.DueAt(state, warning);
}
