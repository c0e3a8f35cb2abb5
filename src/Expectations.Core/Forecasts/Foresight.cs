using Expectations.Core.Plans;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Core.Forecasts;

/// <summary>What is asked of forecasting before a fact that tells of the plan is decided.</summary>
/// <param name="Dates">What its dates are forecast from; none where they are not.</param>
/// <param name="Tasks">What its tasks are judged by; none where they are not.</param>
public sealed record Foresight(Outlook? Dates, TaskOutlook? Tasks)
{
    /// <summary>What is asked with a fact.</summary>
    /// <returns>
    /// None where the fact tells nothing of the plan or is not believed, the project is paused or nothing is forecast.
    /// </returns>
    public static Foresight? Of(LedgerState state, Fact fact)
    {
        if (state.Paused || (state.Setup?.Forecasts is null && !TaskFolding.IsOn(state))
            || Once(state, fact) is not { } known)
            return null;
        var dates = known.Setup!.Forecasts is null ? null : Outlook.Of(known, fact.At);
        var tasks = TaskOutlook.Of(known, fact);
        return dates is null && tasks is null ? null : new Foresight(dates, tasks);
    }

    static LedgerState? Once(LedgerState state, Fact fact) => fact switch
    {
        PlanRead { Forecasts: null, Lateness: null } read => PlanDecider.Believe(state, read) is { } observed
            ? ProjectLedger.Evolve(state, observed.Events)
            : null,
        TimeReached { Forecasts: null, Lateness: null } => state.Setup!.Plan.CanBeRead ? null : state,
        _ => null,
    };
}
