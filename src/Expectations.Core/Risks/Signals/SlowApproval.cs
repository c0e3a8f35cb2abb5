using Expectations.Core.Calendars;
using Expectations.Core.Projects;

namespace Expectations.Core.Risks.Signals;

/// <summary>The client has been asked to decide and has not, for longer than the rules allow.</summary>
/// <remarks>
/// The same limit as for tasks that wait: a decision is work of the client that others wait for. Questions have
/// their own reminders; the warning is about what the wait does to the dates. Strength in working days of the
/// longest wait since delivery.
/// </remarks>
static class SlowApproval
{
    internal static IEnumerable<SignalReading> Read(LedgerState state, WarningRules rules, LocalDate today)
    {
        var setup = state.Setup!;
        int[] waits =
        [
            .. state.Questions.Open.Values.Where(q => q is { DeliveredAt: not null, Answers.IsEmpty: true })
                .Select(q => setup.Calendar.WorkingDaysBetween(setup.Day(q.DeliveredAt!.Value), today)),
        ];
        if (waits.Length > 0)
            yield return new SignalReading(
                Signal.SlowApproval, Milestone: null, waits.Max(),
                new SignalLevels(rules.WaitingDays, rules.WaitingDays / 2),
                SignalReading.Figures(("days", waits.Max()), ("questions", waits.Length)));
    }
}
