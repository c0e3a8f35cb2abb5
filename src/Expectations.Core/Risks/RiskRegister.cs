using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>All known risks: those of the setup and those raised since.</summary>
public static class RiskRegister
{
    /// <summary>
    /// Every risk, the weightiest first and those that are over last; one raised later stands in place of one of the
    /// setup.
    /// </summary>
    public static ImmutableArray<Risk> Of(LedgerState state) =>
    [
        .. state.Setup!.Risks.Where(r => !state.Risks.Raised.ContainsKey(r.Id)).Concat(state.Risks.Raised.Values)
            .OrderBy(risk => risk.IsOver).ThenByDescending(Weight),
    ];

    /// <summary>Probability times impact, from 1 to 25.</summary>
    public static int Weight(Risk risk) => risk.Probability * risk.Impact;

    /// <summary>The risk that says what a warning means; none where nobody wrote one.</summary>
    public static Risk? Of(LedgerState state, Warning warning)
    {
        Risk[] all = [.. Of(state).Where(risk => !risk.IsOver)];
        return Array.Find(all, r => r.Id == warning.Risk)
            ?? (warning.Milestone is null ? null : Array.Find(all, r => r.Milestone == warning.Milestone));
    }

    /// <summary>
    /// Risks the client may read: those that say what they do, what is done and what happens instead. What the
    /// team keeps to itself is left out.
    /// </summary>
    internal static IEnumerable<Risk> ForClients(LedgerState state) => Of(state)
        .Where(risk => !risk.IsOver && WarningGate.Words(risk).All(word => word.Lack is null))
        .Select(risk => risk with { Cause = null, Trigger = null, Owner = null });
}
