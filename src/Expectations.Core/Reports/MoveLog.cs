using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Core.Reports;

/// <summary>Keeps what has moved since the last report.</summary>
static class MoveLog
{
    /// <summary>The report log with a new reading's moves noted.</summary>
    internal static ReportLog Note(LedgerState state, PlanObserved e)
    {
        var log = state.Reports;
        // A plan that comes in item by item is complete, as far as anyone knows, with the first report.
        var firstReading = state.Plan.AsOf is null
            || (state.Setup!.Plan.IsKeptByWebhooks && state is { Reports.LastIssuedAt: null, Held: null });
        foreach (var now in e.Changed ?? [])
            log = Note(log, state.Plan.Tasks.GetValueOrDefault(now.Id), now, state.Setup!.Plan, firstReading);
        foreach (var id in e.Removed ?? [])
            if (state.Plan.Tasks.TryGetValue(id, out var gone) && IsShown(gone, state.Setup!.Plan))
                log = Add(log, new Move(MoveKind.Removed, id, gone.Title, gone.Due));
        return log;
    }

    /// <summary>Whether the client may read about a task.</summary>
    internal static bool IsShown(PlanTask task, PlanReference plan) =>
        plan.InternalLabel is null || !task.Labels.Contains(plan.InternalLabel, StringComparer.Ordinal);

    static ReportLog Note(ReportLog log, PlanTask? before, PlanTask now, PlanReference plan, bool firstReading)
    {
        if (!IsShown(now, plan))
            return log;
        log = log with { OtherChange = true };
        if (now.IsDone && before is not { IsDone: true })
            log = log with { Done = log.Done.Add(now.Id) };
        if (firstReading)
            return log;
        if (before is { IsDone: true } && !now.IsDone)
            log = Add(log with { Done = log.Done.Remove(now.Id) },
                new Move(MoveKind.Reopened, now.Id, now.Title, To: now.Due));
        if (before is null)
            return now.IsDone ? log : Add(log, new Move(MoveKind.Added, now.Id, now.Title, To: now.Due));
        return before.Due == now.Due ? log : Add(log, DateMove(before, now));
    }

    static Move DateMove(PlanTask before, PlanTask now) => (before.Due, now.Due) switch
    {
        (null, _) => new Move(MoveKind.Dated, now.Id, now.Title, null, now.Due),
        (_, null) => new Move(MoveKind.Undated, now.Id, now.Title, before.Due),
        var (from, to) => new Move(from < to ? MoveKind.Later : MoveKind.Earlier, now.Id, now.Title, from, to),
    };

    // A task that moved twice between two reports has, for the reader, moved once.
    static ReportLog Add(ReportLog log, Move move)
    {
        var earlier = log.Moves.FirstOrDefault(m => m.TaskId == move.TaskId && IsOfDate(m) && IsOfDate(move));
        if (earlier is null)
            return log with { Moves = log.Moves.Add(move) };
        var rest = log.Moves.Remove(earlier);
        if (earlier.From == move.To)
            return log with { Moves = rest };
        var merged = (earlier.From, move.To) switch
        {
            (null, _) => move with { Kind = MoveKind.Dated, From = null },
            (_, null) => move with { Kind = MoveKind.Undated, From = earlier.From },
            var (from, to) => move with { Kind = from < to ? MoveKind.Later : MoveKind.Earlier, From = from },
        };
        return log with { Moves = rest.Add(merged) };
    }

    static bool IsOfDate(Move move) =>
        move.Kind is MoveKind.Later or MoveKind.Earlier or MoveKind.Dated or MoveKind.Undated;
}
