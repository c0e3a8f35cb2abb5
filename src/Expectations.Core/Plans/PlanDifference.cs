namespace Expectations.Core.Plans;

/// <summary>What is different between the plan as remembered and as just read.</summary>
static class PlanDifference
{
    /// <summary>The difference as an event; none where everything is the same.</summary>
    /// <param name="memory">The plan as remembered.</param>
    /// <param name="fact">The plan as just read.</param>
    /// <param name="warns">Whether the signals are read; only they want to know of meetings.</param>
    internal static PlanObserved? Between(PlanMemory memory, PlanRead fact, bool warns)
    {
        var plan = fact.Plan;
        var observed = new PlanObserved(fact.At)
        {
            Title = plan.Title == memory.Title ? null : plan.Title,
            Buckets = Same(plan.Buckets, memory.Buckets) ? null : plan.Buckets,
            Changed = OrNone([.. plan.Tasks.Where(t => !t.Equals(memory.Tasks.GetValueOrDefault(t.Id)))]),
            Removed = OrNone(Gone(memory, plan)),
            Absences = plan.Absences is { } away && !Same(away, memory.Absences) ? away : null,
            Meetings = Same(plan.Meetings, memory.Meetings) ? null : plan.Meetings,
            MeetingWeeks = warns && plan.MeetingWeeks is { } weeks && !Same(weeks, memory.MeetingWeeks) ? weeks : null,
        };
        return observed == new PlanObserved(fact.At) ? null : observed;
    }

    static ImmutableArray<string> Gone(PlanMemory memory, PlanSnapshot plan)
    {
        var present = plan.Tasks.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        return [.. memory.Tasks.Keys.Where(id => !present.Contains(id))];
    }

    static bool Same<T>(ImmutableArray<T> a, ImmutableArray<T> b) => a.AsSpan().SequenceEqual(b.AsSpan());

    static ImmutableArray<T>? OrNone<T>(ImmutableArray<T> items) => items.IsEmpty ? null : items;
}
