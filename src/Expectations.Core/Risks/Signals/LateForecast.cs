using Expectations.Core.Forecasts;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.Signals;

/// <summary>
/// A milestone's agreed date has become too unlikely; or, where nothing tells its odds, its date in the plan, or today
/// where that has passed, lies after the agreed one.
/// </summary>
/// <remarks>
/// Announced dates mostly move one way: of 121 projects of Landmark 114 were late (Little, IEEE Software 23(3)
/// 2006), so that a plan that gives up its own date is believed at once. Odds speak instead where dates are forecast
/// and weeks of the project or milestones of the organisation carry them: figures of other people's projects alone
/// warn nobody. Strength in percent of missing the date, else in working days.
/// </remarks>
static class LateForecast
{
    /// <summary>Chance below which an agreed date is too unlikely where no change is ever drafted.</summary>
    const int UsualChance = 35;

    /// <summary>Chance of which a date is met that is expected.</summary>
    const int Even = 50;

    internal static IEnumerable<SignalReading> Read(
        LedgerState state, WarningRules rules, ImmutableArray<MilestoneLine> ahead) =>
        ahead.Select(line => ByOdds(state, line) ?? ByPlan(state, rules, line));

    static SignalReading? ByOdds(LedgerState state, MilestoneLine line)
    {
        if (state.Setup!.Forecasts is not { } odds
            || state.Forecasts?.Milestones.GetValueOrDefault(line.Id)?.Forecast is not { } made
            || !ForecastDecider.IsCarried(made.Said) || made.ChanceBy(line.Agreed) is not { } chance)
            return null;
        var below = odds.DraftChangeBelow == 0 ? UsualChance : odds.DraftChangeBelow;
        var now = line.P50 ?? made.DateAt(Even)!.Value;
        return new SignalReading(
            Signal.LateForecast, line.Id, 100 - chance,
            new SignalLevels(Raise: 101 - below, Clear: Math.Max(0, 100 - below - ForecastDecider.Apart)),
            SignalReading.Figures(
                ("days", MilestoneLines.Delay(state.Setup, line.Agreed, now)), ("agreed", line.Agreed), ("now", now),
                ("chance", chance)));
    }

    static SignalReading ByPlan(LedgerState state, WarningRules rules, MilestoneLine line)
    {
        var now = line.Now ?? line.Agreed;
        var days = MilestoneLines.Delay(state.Setup!, line.Agreed, now);
        return new SignalReading(
            Signal.LateForecast, line.Id, days, new SignalLevels(rules.LateDays, Clear: 0),
            SignalReading.Figures(("days", days), ("agreed", line.Agreed), ("now", now)));
    }
}
