using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;

namespace Expectations.Core.Reports;

/// <summary>Puts together what a progress report says, from allow-listed fields of the state.</summary>
static class ReportWriting
{
    const int TasksShown = 12;
    const int MovesShown = 15;
    const int RisksShown = 5;

    internal static ReportContent Write(LedgerState state, string period, Instant at, int missed, bool stale)
    {
        var setup = state.Setup!;
        var today = setup.Day(at);
        var tasks = new ReportTasks(state, today, Horizon(state, period, today));
        var milestones = MilestoneLines.Of(state, today);
        var moves = state.Reports.Moves;
        var content = new ReportContent
        {
            ProjectName = setup.Name,
            Client = setup.Client,
            From = setup.Day(state.Reports.LastIssuedAt ?? state.RegisteredAt),
            Until = today,
            Zone = setup.Zone,
            Health = MilestoneLines.Overall(milestones),
            MissedReports = missed,
            StaleSince = stale ? state.Plan.AsOf : null,
            Done = tasks.Done(TasksShown),
            Next = tasks.Next(TasksShown),
            Overdue = tasks.Overdue(TasksShown),
            WaitingOnYou = tasks.Waiting(TasksShown),
            DecisionsWaiting = DecisionsWaiting(state),
            Milestones = milestones,
            Moves = [.. moves.OrderBy(m => Weight(m.Kind)).Take(MovesShown)],
            MovesInAll = moves.Length,
            Risks = [.. RiskRegister.ForClients(state).Take(RisksShown)],
            Absences = tasks.Absences,
            Meetings = [.. state.Plan.Meetings.Where(m => m.Start > at && setup.Day(m.Start) <= tasks.Horizon)],
            BurnUp = state.Reports.BurnUp.Add(tasks.Count()),
            Track = DateTrack.ForReport(state, milestones, today),
        };
        return content with { NothingChanged = NothingChanged(state, content, tasks) };
    }

    // What has been decided and can still be taken back does not wait any more.
    static ImmutableArray<DecisionWaiting> DecisionsWaiting(LedgerState state) =>
    [
        .. state.Questions.Open.Values.Where(q => QuestionSettling.DecisionOf(q) is null).OrderBy(q => q.AskedAt)
            .Select(q => new DecisionWaiting(
                q.Kind, SubjectTitle.Of(state, q.Kind, q.Subject), state.Setup!.Day(q.AskedAt))),
    ];

    /// <summary>What later reports are compared with.</summary>
    internal static ReportSaid Said(ReportContent content) => new(
        content.Health,
        content.Milestones.Where(m => m.Now is not null && m.Now != m.LastReported).ToImmutableSortedDictionary(
            m => m.Id, m => m.Now!.Value, StringComparer.Ordinal));

    /// <summary>The content with the manager's words, without what the manager leaves out.</summary>
    internal static ReportContent Edit(ReportContent content, string? note, ImmutableArray<string> omit) => content with
    {
        Note = note,
        Done = Without(content.Done, omit),
        Next = Without(content.Next, omit),
        Overdue = Without(content.Overdue, omit),
        WaitingOnYou = Without(content.WaitingOnYou, omit),
        Moves = [.. content.Moves.Where(m => !omit.Contains(m.TaskId))],
        MovesInAll = content.MovesInAll - content.Moves.Count(m => omit.Contains(m.TaskId)),
        Risks = [.. content.Risks.Where(r => !omit.Contains(r.Id))],
    };

    static TaskList Without(TaskList list, ImmutableArray<string> omit)
    {
        ImmutableArray<TaskLine> kept = [.. list.Shown.Where(t => !omit.Contains(t.Id))];
        return new TaskList(kept, list.InAll - (list.Shown.Length - kept.Length));
    }

    static LocalDate Horizon(LedgerState state, string period, LocalDate today) =>
        ReportSchedule.Following(state, LocalDateTime.Max(ReportSchedule.EndOf(period), today.AtMidnight()))?.Date
        ?? today.PlusWeeks(2);

    static bool NothingChanged(LedgerState state, ReportContent content, ReportTasks tasks)
    {
        var log = state.Reports;
        return log.LastIssuedAt is { } last && !log.OtherChange && log.Moves.IsEmpty && log.Done.IsEmpty
            && content.Health == log.LastHealth && !tasks.AnyBecameOverdueSince(state.Setup!.Day(last))
            && content.Milestones.All(m => m.Now == m.LastReported);
    }

    static int Weight(MoveKind kind) => kind switch
    {
        MoveKind.Later => 0,
        MoveKind.Reopened => 1,
        MoveKind.Added => 2,
        MoveKind.Removed => 3,
        MoveKind.Undated => 4,
        MoveKind.Dated => 5,
        _ => 6,
    };
}
