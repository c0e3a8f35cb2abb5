using Expectations.Core.Calendars;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.Signals;

/// <summary>Tasks have waited for the client longer than the rules allow.</summary>
/// <remarks>
/// What waits for others stands still whatever the team does; projects that work with their client overrun less
/// (Moløkken-Østvold and Jørgensen, IEEE TSE 31(9) 2005). The wait is counted from the first reading that showed
/// the label. Strength in working days of the longest wait.
/// </remarks>
static class WaitingOnClient
{
    internal static IEnumerable<SignalReading> Read(LedgerState state, WarningRules rules, LocalDate today)
    {
        if (state.Risks.WaitingSince.IsEmpty)
            yield break;
        var calendar = state.Setup!.Calendar;
        var days = calendar.WorkingDaysBetween(state.Risks.WaitingSince.Values.Min(), today);
        yield return new SignalReading(
            Signal.WaitingOnClient, Milestone: null, days, new SignalLevels(rules.WaitingDays, rules.WaitingDays / 2),
            SignalReading.Figures(("days", days), ("tasks", state.Risks.WaitingSince.Count)));
    }

    /// <summary>Since when each open task waits, once a reading is known.</summary>
    internal static ImmutableSortedDictionary<string, LocalDate> Note(LedgerState state, PlanObserved e)
    {
        var today = state.Setup!.Day(e.At);
        var since = state.Risks.WaitingSince.RemoveRange(e.Removed ?? []);
        foreach (var task in e.Changed ?? [])
            if (!Waits(state, task))
                since = since.Remove(task.Id);
            else if (!since.ContainsKey(task.Id))
                since = since.Add(task.Id, today);
        return since;
    }

    static bool Waits(LedgerState state, PlanTask task) =>
        !task.IsDone && MoveLog.IsShown(task, state.Setup!.Plan)
        && state.Setup.Plan.WaitingLabel is { } label && task.Labels.Contains(label, StringComparer.Ordinal);
}
