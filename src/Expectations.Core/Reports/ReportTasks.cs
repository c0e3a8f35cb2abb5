using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Core.Reports;

/// <summary>The tasks a client may read about, sorted into the parts of a report.</summary>
sealed class ReportTasks
{
    readonly LedgerState state;
    readonly LocalDate today;
    readonly List<PlanTask> shown;
    readonly Dictionary<string, string> buckets;

    internal ReportTasks(LedgerState state, LocalDate today, LocalDate horizon)
    {
        this.state = state;
        this.today = today;
        Horizon = horizon;
        shown = [.. state.Plan.Tasks.Values.Where(t => MoveLog.IsShown(t, state.Setup!.Plan))];
        buckets = state.Plan.Buckets.ToDictionary(b => b.Id, b => b.Name, StringComparer.Ordinal);
    }

    /// <summary>Last day the report looks ahead to: the day of the next one.</summary>
    internal LocalDate Horizon { get; }

    internal ImmutableArray<Absence> Absences =>
        [.. state.Plan.Absences.Where(a => a.Until >= today && a.From <= Horizon)];

    internal TaskList Done(int limit)
    {
        var done = state.Reports.Done.ToHashSet(StringComparer.Ordinal);
        return List(shown.Where(t => t.IsDone && done.Contains(t.Id)).OrderByDescending(t => t.Done), limit);
    }

    internal TaskList Waiting(int limit) => List(InUrgency(Open.Where(IsWaiting)), limit);

    internal TaskList Overdue(int limit) => List(InUrgency(Open.Where(t => !IsWaiting(t) && IsOverdue(t))), limit);

    internal TaskList Next(int limit) =>
        List(InUrgency(Open.Where(t => !IsWaiting(t) && !IsOverdue(t) && ComesNext(t))), limit);

    internal bool AnyBecameOverdueSince(LocalDate lastReport) => Open.Any(t => t.Due >= lastReport && IsOverdue(t));

    internal BurnUpPoint Count() => new(today, shown.Count, shown.Count(t => t.IsDone));

    IEnumerable<PlanTask> Open => shown.Where(t => !t.IsDone);

    bool IsOverdue(PlanTask task) => task.Due < today;

    // Dates that contradict each other are shown as they are, but nothing is concluded from the start.
    bool ComesNext(PlanTask task) =>
        task.Percent > 0 || task.Due <= Horizon
        || (task.Start <= Horizon && !task.Flaw.HasFlag(PlanFlaw.StartAfterDue));

    bool IsWaiting(PlanTask task) =>
        state.Setup!.Plan.WaitingLabel is { } label && task.Labels.Contains(label, StringComparer.Ordinal);

    static IEnumerable<PlanTask> InUrgency(IEnumerable<PlanTask> tasks) =>
        tasks.OrderBy(t => t.Due ?? LocalDate.MaxIsoValue).ThenBy(t => t.Priority).ThenByDescending(t => t.Percent);

    TaskList List(IEnumerable<PlanTask> tasks, int limit)
    {
        PlanTask[] all = [.. tasks];
        return new TaskList([.. all.Take(limit).Select(Line)], all.Length);
    }

    TaskLine Line(PlanTask task) => new(
        task.Id, task.Title, task.Bucket is null ? null : buckets.GetValueOrDefault(task.Bucket), task.Due, task.Done,
            task.Percent);
}
