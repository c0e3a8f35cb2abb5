using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>Where a warning stands on the ladder, for those who show it.</summary>
public static class WarningStanding
{
    /// <summary>What keeps a warning from going to the client by itself; nothing when it may.</summary>
    public static ImmutableArray<GateLack> Missing(LedgerState state, Warning warning) =>
        state.Setup!.Warnings is null ? [GateLack.Material] : WarningGate.Missing(state, warning);

    /// <summary>What a letter about a warning tells a person; none where there is nothing to read.</summary>
    public static LetterContent? ContentFor(LedgerState state, Warning warning, Person person, Instant at) =>
        WarningNotices.ContentFor(state, warning, person, at);

    /// <summary>Whether a warning may rest until a day: after today, and not for ever.</summary>
    public static bool MayRestUntil(LedgerState state, LocalDate until, Instant at) =>
        RiskDecider.MayRestUntil(state, until, at);

    /// <summary>When it goes up if nobody takes it on; none when it does not.</summary>
    public static Instant? GoesUpAt(LedgerState state, Warning warning) => Ladder.DueAt(state, warning);
}
