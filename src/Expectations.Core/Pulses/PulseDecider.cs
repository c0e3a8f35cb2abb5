using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Core.Pulses;

/// <summary>Keeps how the project feels to the client, and tells the manager when that falls.</summary>
public static class PulseDecider
{
    const int Kept = 60;
    const int Span = 3;
    const int LongestWords = 1000;

    /// <summary>A later answer within this time replaces the earlier one.</summary>
    static readonly Duration Same = Duration.FromDays(3);

    internal static Decision WhenPulseReceived(LedgerState state, PulseReceived fact)
    {
        if (state.Setup!.Person(fact.PersonId) is null)
            return Decision.Refusing(fact.At, "pulse", "Nobody with that identity belongs to this project.");
        if (fact.Score is < 1 or > 5 || fact.Words?.Length > LongestWords
            || (fact.Words is { } words && TextCheck.HasUnseenCharacters(words, linesAllowed: true)))
            return Decision.Refusing(fact.At, "pulse", $"Choose 1 to 5; words have at most {LongestWords} characters.");
        var given = new PulseGiven(fact.At, fact.PersonId, fact.Score,
            string.IsNullOrWhiteSpace(fact.Words) ? null : fact.Words.Trim());
        var known = ProjectLedger.Evolve(state, given);
        return Falls(known) && !Falls(state)
            ? Decision.Of(given with { Told = true }).AndAsk(Notices.PulseFalls(known, fact.At))
            : Decision.Of(given);
    }

    internal static LedgerState Evolve(LedgerState state, PulseGiven e)
    {
        var kept = state.Pulses.RemoveAll(p => p.PersonId == e.PersonId && e.At - p.At < Same)
            .Add(new Pulse(e.At, e.PersonId, e.Score, e.Words));
        return state with { Pulses = kept.Length > Kept ? kept[^Kept..] : kept };
    }

    /// <summary>Mean of the last three answers; none where there are none.</summary>
    public static double? Now(LedgerState state) =>
        state.Pulses.IsEmpty ? null : state.Pulses.TakeLast(Span).Average(p => p.Score);

    /// <summary>Mean of the three answers before those; none where there are too few.</summary>
    public static double? Before(LedgerState state) => state.Pulses.Length < 2 * Span
        ? null
        : state.Pulses[..^Span].TakeLast(Span).Average(p => p.Score);

    static bool Falls(LedgerState state) =>
        state.Pulses is [.., { Score: 1 }] || Before(state) - Now(state) >= 1;
}
