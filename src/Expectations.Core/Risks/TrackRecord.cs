using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks;

/// <summary>How good the warnings about milestones have been, told from how the milestones ended.</summary>
/// <param name="Judged">Warnings judged in all.</param>
/// <param name="CameTrue">Those that came true, at least a day before the date.</param>
/// <param name="Averted">Those that had ended before a milestone was reached in time.</param>
/// <param name="Late">Milestones that were late.</param>
/// <param name="LateAndWarned">Late milestones a warning came true about.</param>
/// <param name="MedianDaysAhead">Calendar days the warnings that came true were ahead; none where none did.</param>
public sealed record TrackRecord(
    int Judged, int CameTrue, int Averted, int Late, int LateAndWarned, int? MedianDaysAhead)
{
    /// <summary>The record of a project so far.</summary>
    public static TrackRecord Of(LedgerState state)
    {
        var judged = state.Risks.Judged;
        WarningVerdict[] verdicts = [.. judged.SelectMany(m => m.Verdicts)];
        int[] ahead = [.. verdicts.Where(IsTrue).Select(v => v.DaysAhead).Order()];
        return new TrackRecord(
            verdicts.Length, ahead.Length, verdicts.Count(v => v.Outcome == Outcome.Averted), judged.Count(m => m.Late),
            judged.Count(m => m.Late && m.Verdicts.Any(IsTrue)), ahead is [] ? null : ahead[ahead.Length / 2]);
    }

    /// <summary>Judges the warnings about each milestone once: when it is reached, or its date is over.</summary>
    internal static Decision WhenPlanIsKnown(LedgerState state, Instant at)
    {
        var setup = state.Setup!;
        var today = setup.Day(at);
        // What had ended before anyone watched could not be warned of.
        var watched = setup.Day(state.Risks.WatchedSince ?? at);
        var decision = Decision.Nothing;
        foreach (var milestone in state.Agreed.Milestones.Where(
            m => m.Date >= watched && !IsJudged(state, m) && !state.Risks.FoundTooLate.Contains(m.Id)))
        {
            var reached = MilestoneLines.ReachedOn(state, milestone);
            if (reached is null ? milestone.Date < today : reached >= watched)
                decision = decision.And(Decision.Of(Judge(state, milestone, reached, at)));
        }
        return decision;
    }

    static bool IsTrue(WarningVerdict verdict) => verdict.Outcome == Outcome.CameTrue;

    // Judged by a date once; a date agreed anew is another promise, one that was missed stays missed.
    static bool IsJudged(LedgerState state, Milestone milestone) => state.Risks.Judged.Any(
        j => j.Milestone == milestone.Id && j.Agreed == milestone.Date);

    static MilestoneJudged Judge(LedgerState state, Milestone milestone, LocalDate? reached, Instant at)
    {
        var late = reached is null || reached > milestone.Date;
        var told = state.Risks.Judged.Where(j => j.Milestone == milestone.Id)
            .SelectMany(j => j.Verdicts).Select(v => v.Warning).ToHashSet(StringComparer.Ordinal);
        var open = state.Risks.Open.Values.Select(w => (Warning: w, IsOpen: true));
        var all = open.Concat(state.Risks.Cleared.Select(c => (c.Warning, IsOpen: false)))
            .Where(w => w.Warning.Milestone == milestone.Id && !told.Contains(w.Warning.Id));
        return new MilestoneJudged(
            at, milestone.Id, milestone.Date, late,
            [
                .. all.Select(w => Judge(state, milestone, w.Warning, w.IsOpen, late))
                    .OrderBy(v => v.Warning, StringComparer.Ordinal),
            ]);
    }

    static WarningVerdict Judge(LedgerState state, Milestone milestone, Warning warning, bool isOpen, bool late)
    {
        // A date that was moved out after the warning is the very thing it warned of.
        var move = state.Moved.FirstOrDefault(
            m => m.Milestone == milestone.Id && m.At > warning.RaisedAt && m.To > m.From);
        var date = move?.From ?? milestone.Date;
        var ahead = Period.Between(state.Setup!.Day(warning.RaisedAt), date, PeriodUnits.Days).Days;
        var outcome = (late || move is not null, isOpen) switch
        {
            (true, _) => ahead > 0 ? Outcome.CameTrue : Outcome.TooLate,
            (_, true) => Outcome.FalseAlarm,
            _ => Outcome.Averted,
        };
        return new WarningVerdict(warning.Id, warning.Signal, ahead, outcome);
    }
}
