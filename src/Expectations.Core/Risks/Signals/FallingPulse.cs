using System.Globalization;
using Expectations.Core.Pulses;

namespace Expectations.Core.Risks.Signals;

/// <summary>The client says that the project feels worse than before, or as bad as can be.</summary>
/// <remarks>
/// The same rule by which the manager hears of the single answer; here it lasts until the pulse has recovered.
/// Strength in tenths of a score: how far the mean of three answers lies below the three before, and at least 20
/// while the last answer is the worst there is.
/// </remarks>
static class FallingPulse
{
    const int Worst = 20;
    static readonly SignalLevels Levels = new(Raise: 10, Clear: 3);

    internal static IEnumerable<SignalReading> Read(LedgerState state)
    {
        if (PulseDecider.Now(state) is not { } now)
            yield break;
        var before = PulseDecider.Before(state);
        var fall = (int)Math.Round(10 * Math.Max(0, (before ?? now) - now));
        var value = state.Pulses[^1].Score == 1 ? Math.Max(Worst, fall) : fall;
        yield return new SignalReading(
            Signal.PulseFalls, Milestone: null, value, Levels,
            SignalReading.Figures(("score", Score(now)), ("before", Score(before))));
    }

    static string? Score(double? mean) => mean?.ToString("0.0", CultureInfo.InvariantCulture);
}
