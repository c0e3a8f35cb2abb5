using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.Signals;

/// <summary>A milestone's date in the plan, or today where that has passed, lies after the agreed one.</summary>
/// <remarks>
/// Announced dates mostly move one way: of 121 projects of Landmark 114 were late (Little, IEEE Software 23(3)
/// 2006), so that a plan that gives up its own date is believed at once. Strength in working days.
/// </remarks>
static class LateForecast
{
    internal static IEnumerable<SignalReading> Read(
        LedgerState state, WarningRules rules, ImmutableArray<MilestoneLine> ahead) =>
        from line in ahead
        let now = line.Now ?? line.Agreed
        let days = MilestoneLines.Delay(state.Setup!, line.Agreed, now)
        select new SignalReading(
            Signal.LateForecast, line.Id, days, new SignalLevels(rules.LateDays, Clear: 0),
            SignalReading.Figures(("days", days), ("agreed", line.Agreed), ("now", now)));
}
