using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Reports;

namespace Expectations.Core;

/// <summary>
/// What will be sent if nothing changes any more: the very rules that send letters, run ahead of time on the plan
/// as it was last read.
/// </summary>
public static class Preview
{
    /// <summary>Steps after which a preview ends whatever is left; years of daily reports.</summary>
    const int StepLimit = 10_000;

    /// <summary>All that will happen from a moment on, in order of time.</summary>
    /// <param name="state">The project as it is.</param>
    /// <param name="from">The present; what is overdue happens now.</param>
    /// <param name="until">Last moment looked at.</param>
    public static IEnumerable<PreviewEntry> Of(LedgerState state, Instant from, Instant until)
    {
        for (var step = 0; step < StepLimit && ProjectLedger.NextDueAt(state) is { } due && due <= until; step++)
        {
            var at = Instant.Max(due, from);
            var decision = ProjectLedger.Decide(state, new TimeReached(at));
            state = ProjectLedger.Evolve(state, decision.Events);
            if (decision.Effects.OfType<ReadPlan>().Any())
            {
                var known = ProjectLedger.Decide(state, new PlanRead(at, Remembered(state.Plan)));
                state = ProjectLedger.Evolve(state, known.Events);
                decision = decision.And(known);
            }
            foreach (var entry in Entries(decision))
                yield return entry;
            if (decision.Events.IsEmpty)
                yield break;
        }
    }

    static IEnumerable<PreviewEntry> Entries(Decision decision)
    {
        foreach (var letter in decision.Effects.OfType<SendLetter>())
            yield return new PlannedLetter(letter.Letter);
        foreach (var recorded in decision.Events)
            switch (recorded)
            {
                case ReportHeld held:
                    yield return new PlannedHold(held.At, held.Period, held.Reasons);
                    break;
                case ReportSkipped skipped:
                    yield return new PlannedSkip(skipped.At, skipped.Period, skipped.Reason);
                    break;
            }
    }

    internal static PlanSnapshot Remembered(PlanMemory plan) => new()
    {
        Title = plan.Title,
        Buckets = plan.Buckets,
        Tasks = [.. plan.Tasks.Values],
        Absences = plan.Absences,
        Meetings = plan.Meetings,
        MeetingWeeks = plan.MeetingWeeks,
    };
}

/// <summary>Something that will happen if nothing changes any more.</summary>
/// <param name="At">When it will be decided.</param>
public abstract record PreviewEntry(Instant At);

/// <summary>A letter that will go.</summary>
public sealed record PlannedLetter(Letter Letter) : PreviewEntry(Letter.WrittenAt);

/// <summary>A report that will wait for the manager.</summary>
public sealed record PlannedHold(Instant At, string Period, ImmutableArray<HoldReason> Reasons) : PreviewEntry(At);

/// <summary>A report that will be left out, and why.</summary>
public sealed record PlannedSkip(Instant At, string Period, SkipReason Reason) : PreviewEntry(At);
