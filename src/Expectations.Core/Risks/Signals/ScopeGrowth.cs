using Expectations.Core.Projects;

namespace Expectations.Core.Risks.Signals;

/// <summary>Work has come on top of what the client signed and belongs to no change yet.</summary>
/// <remarks>
/// More scope in the same time never improves the odds; how much counts is the project's own rule. Strength in
/// percent of the signed tasks.
/// </remarks>
static class ScopeGrowth
{
    internal static IEnumerable<SignalReading> Read(LedgerState state, WarningRules rules)
    {
        if (state.Scope is not { Agreed.Count: > 0 and var signed })
            yield break;
        var outside = state.Scope.Outside.Count(
            id => state.Plan.Tasks.TryGetValue(id, out var task) && !task.IsDone);
        yield return new SignalReading(
            Signal.ScopeGrowth, Milestone: null, outside * 100 / signed,
            new SignalLevels(rules.GrowthPercent, rules.GrowthPercent / 2),
            SignalReading.Figures(("tasks", outside), ("signed", signed)));
    }
}
