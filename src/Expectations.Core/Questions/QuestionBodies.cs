using System.Globalization;
using Expectations.Core.Changes;
using Expectations.Core.Plans;
using Expectations.Core.Priorities;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Risks;

namespace Expectations.Core.Questions;

/// <summary>Puts together what a question shows.</summary>
public static class QuestionBodies
{
    const int TitlesShown = 12;

    /// <summary>What a question about a subject shows now; none where there is no such subject any more.</summary>
    public static QuestionBody? Of(LedgerState state, QuestionKind kind, string subject) => kind switch
    {
        QuestionKind.Baseline => OfBaseline(state, subject),
        QuestionKind.Milestone => OfMilestone(state, subject),
        QuestionKind.Change => state.Changes.GetValueOrDefault(subject) is { State: ChangeState.Asked } record
            ? new ChangeBody(record.Change, state.Agreed)
            : null,
        QuestionKind.Priorities => state.Agreed.Requirements is { IsEmpty: false } requirements
            ? new PrioritiesBody(requirements, state.Agreed.Capacity)
            : null,
        QuestionKind.Warning => state.Risks.Open.GetValueOrDefault(subject) is { } warning
            ? new WarningBody(warning, RiskRegister.Of(state, warning))
            : null,
        _ => state.Agreed is { Capacity: { } capacity, Requirements.IsEmpty: false }
            ? new CapacityLineBody(PriorityRanking.Of(state), capacity)
            : null,
    };

    /// <summary>The subject of a question about the baseline: the version proposed, or else the one in force.</summary>
    internal static string BaselineSubject(LedgerState state) =>
        (state.Proposed ?? state.Agreed).Version.ToString(CultureInfo.InvariantCulture);

    static BaselineBody? OfBaseline(LedgerState state, string subject)
    {
        var proposed = state.Proposed ?? state.Agreed;
        return BaselineSubject(state) != subject
            ? null
            : new BaselineBody(
                proposed, state.SignedVersion is null || state.Proposed is null ? null : state.Agreed,
                IsBeingAsked(state) ? state.Scope.Outline : Outline(state),
                [.. state.Promises.Values.Where(p => p.IsUnbacked).Select(p => p.Stated)]);
    }

    static MilestoneBody? OfMilestone(LedgerState state, string subject)
    {
        if (state.Agreed.Milestones.FirstOrDefault(m => m.Id == subject) is not { } milestone)
            return null;
        var original = state.Original.Milestones.FirstOrDefault(m => m.Id == subject) ?? milestone;
        return new MilestoneBody(
            milestone, original.Date, MilestoneLines.ReachedOn(state, milestone),
            [.. state.Agreed.Deliverables.Where(d => d.Milestone == subject)], state.Agreed.DeemedAcceptedAfterDays);
    }

    // What is signed is the plan as it was when the question was asked, not as it moves on.
    static bool IsBeingAsked(LedgerState state) =>
        state.Questions.Open.Values.Any(q => q.Kind == QuestionKind.Baseline);

    /// <summary>The work breakdown as the plan has it: buckets and the tasks a client may read about.</summary>
    internal static ImmutableArray<OutlinePart> Outline(LedgerState state)
    {
        var tasks = state.Plan.Tasks.Values.Where(t => MoveLog.IsShown(t, state.Setup!.Plan))
            .ToLookup(t => t.Bucket, StringComparer.Ordinal);
        return [.. state.Plan.Buckets.Where(b => tasks.Contains(b.Id)).Select(b => Part(b, tasks[b.Id]))];
    }

    static OutlinePart Part(PlanBucket bucket, IEnumerable<PlanTask> tasks)
    {
        PlanTask[] all =
            [.. tasks.OrderBy(t => t.Due ?? LocalDate.MaxIsoValue).ThenBy(t => t.Id, StringComparer.Ordinal)];
        var titles = all.Take(TitlesShown).Select(t => t.Title);
        return new OutlinePart(
            bucket.Name, all.Length > TitlesShown ? [.. titles, $"+{all.Length - TitlesShown}"] : [.. titles]);
    }
}
