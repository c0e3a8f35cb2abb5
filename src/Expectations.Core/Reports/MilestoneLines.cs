using Expectations.Core.Calendars;
using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Core.Reports;

/// <summary>Milestones as a report shows them: original, agreed and present dates side by side.</summary>
public static class MilestoneLines
{
    /// <summary>All milestones agreed, in the order of the baseline.</summary>
    /// <param name="state">The project.</param>
    /// <param name="today">The day they are looked at, in the project's zone.</param>
    public static ImmutableArray<MilestoneLine> Of(LedgerState state, LocalDate today)
    {
        var original = state.Original.Milestones.ToDictionary(m => m.Id, m => m.Date, StringComparer.Ordinal);
        return [.. state.Agreed.Milestones
            .Select(m => Line(state, m, original.GetValueOrDefault(m.Id, m.Date), today))];
    }

    /// <summary>Whether the plan itself gives a later date than agreed, and it is not reached.</summary>
    public static bool IsLate(MilestoneLine line) => line.Reached is null && line.Now > line.Agreed;

    /// <summary>The worst state of those not yet reached.</summary>
    internal static Health Overall(ImmutableArray<MilestoneLine> lines) =>
        lines.Where(m => m.Reached is null).Select(m => m.Health).DefaultIfEmpty(Health.Green).Max();

    /// <summary>Working days from one date to a later one; none when it is not later.</summary>
    internal static int Delay(ProjectSetup setup, LocalDate from, LocalDate until) =>
        until <= from ? 0 : setup.Calendar.WorkingDaysBetween(from, until);

    /// <summary>Day the last task of a milestone was done; none while any is open.</summary>
    internal static LocalDate? ReachedOn(LedgerState state, Milestone milestone) =>
        ReachedOn(TasksOf(state, milestone), state.Setup!.Day(state.Plan.AsOf ?? state.RegisteredAt));

    static LocalDate? ReachedOn(List<PlanTask> tasks, LocalDate today) =>
        tasks.Count > 0 && tasks.All(t => t.IsDone) ? tasks.Max(t => t.Done) ?? today : null;

    static MilestoneLine Line(LedgerState state, Milestone milestone, LocalDate original, LocalDate today)
    {
        var tasks = TasksOf(state, milestone);
        var done = tasks.Count(t => t.IsDone);
        var reached = ReachedOn(tasks, today);
        var planned = tasks.Where(t => !t.IsDone).Max(t => t.Due);
        var isOverdue = reached is null && (planned ?? milestone.Date) < today;
        // What is open cannot be done before today, whatever the plan says.
        var now = reached ?? (isOverdue ? today : planned);
        var forecast = reached is null ? state.Forecasts?.Milestones.GetValueOrDefault(milestone.Id)?.Forecast : null;
        return new MilestoneLine
        {
            Id = milestone.Id,
            Name = milestone.Name,
            Original = original,
            Agreed = milestone.Date,
            Now = now,
            IsOverdue = isOverdue,
            LastReported = state.Reports.LastDates.TryGetValue(milestone.Id, out var last) ? last : null,
            Done = done,
            InAll = tasks.Count,
            Reached = reached,
            Health = IsUnlikely(state, forecast) ? Worse(Judge(state.Setup!, milestone.Date, now), Health.Amber)
                : Judge(state.Setup!, milestone.Date, now),
            AgreedBy = state.Moved.LastOrDefault(move => move.Milestone == milestone.Id),
            Standing = state.Milestones.GetValueOrDefault(milestone.Id)?.State,
            P50 = NotBefore(today, forecast?.DateAt(50)),
            P85 = NotBefore(today, forecast?.DateAt(85)),
            ChanceOfAgreed = forecast?.ChanceBy(milestone.Date),
            Basis = forecast is { Said: { Days: not null } said }
                ? new ForecastBasis(said.Tasks, said.Weeks, said.Cases) : null,
        };
    }

    // A plan that keeps its date against all odds is not on track.
    static bool IsUnlikely(LedgerState state, DatedForecast? forecast) =>
        forecast is not null && state.Setup!.Forecasts is { } rules
        && ForecastDecider.IsUnlikely(state, forecast, rules);

    static Health Worse(Health one, Health other) => one > other ? one : other;

    static LocalDate? NotBefore(LocalDate today, LocalDate? date) => date < today ? today : date;

    static Health Judge(ProjectSetup setup, LocalDate agreed, LocalDate? now)
    {
        var delay = now is { } date ? Delay(setup, agreed, date) : 0;
        return delay == 0 ? Health.Green : delay < setup.Review.MaterialDelayDays ? Health.Amber : Health.Red;
    }

    /// <summary>Tasks that make up a milestone, as far as the client may read of them.</summary>
    internal static List<PlanTask> TasksOf(LedgerState state, Milestone milestone)
    {
        var buckets = state.Plan.Buckets
            .Where(b => string.Equals(b.Name, milestone.Bucket, StringComparison.OrdinalIgnoreCase))
            .Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        return [.. state.Plan.Tasks.Values.Where(t => MoveLog.IsShown(t, state.Setup!.Plan)
            && ((t.Bucket is not null && buckets.Contains(t.Bucket))
                || (milestone.Label is not null && t.Labels.Contains(milestone.Label, StringComparer.Ordinal))))];
    }
}
