using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Core.Reports;

/// <summary>Keeps what has moved since the last report, and since the one that waits for the manager.</summary>
static class MoveLog
{
    /// <summary>The state with a new reading's moves noted.</summary>
    internal static LedgerState Note(LedgerState state, PlanObserved e)
    {
        var firstReading = IsFirstReading(state);
        return Note(state, news =>
        {
            foreach (var now in e.Changed ?? [])
                news = Note(news, state.Plan.Tasks.GetValueOrDefault(now.Id), now, state.Setup!.Plan, firstReading);
            foreach (var id in e.Removed ?? [])
                if (state.Plan.Tasks.TryGetValue(id, out var gone) && IsShown(gone, state.Setup!.Plan))
                    news = Add(news, new Move(MoveKind.Removed, id, gone.Title, gone.Due));
            return news;
        });
    }

    /// <summary>The state with the note that something else has changed that a client can see.</summary>
    internal static LedgerState NoteOtherChange(LedgerState state) =>
        Note(state, news => news with { OtherChange = true });

    // Released, a held report tells what was known when it was written; the next one tells what came after that.
    static LedgerState Note(LedgerState state, Func<News, News> note) => state with
    {
        Reports = (ReportLog)note(state.Reports),
        Held = state.Held is { NotTold: { } news } held ? held with { NotTold = note(news) } : state.Held,
    };

    /// <summary>
    /// Whether the plan is not known yet. One that comes in item by item is complete, as far as anyone knows, with the
    /// first report.
    /// </summary>
    internal static bool IsFirstReading(LedgerState state) => state.Plan.AsOf is null
        || (state.Setup!.Plan.IsKeptByWebhooks && state.Held is null
            && (state.Reports.LastIssuedAt is not { } last || last < state.Plan.BegunAt));

    /// <summary>Whether the client may read about a task.</summary>
    internal static bool IsShown(PlanTask task, PlanReference plan) =>
        plan.InternalLabel is null || !task.Labels.Contains(plan.InternalLabel, StringComparer.Ordinal);

    static News Note(News news, PlanTask? before, PlanTask now, PlanReference plan, bool firstReading)
    {
        if (!IsShown(now, plan))
            return news;
        news = news with { OtherChange = true };
        if (now.IsDone && before is not { IsDone: true })
            news = news with { Done = news.Done.Add(now.Id) };
        if (firstReading)
            return news;
        if (before is { IsDone: true } && !now.IsDone)
            news = Add(news with { Done = news.Done.Remove(now.Id) },
                new Move(MoveKind.Reopened, now.Id, now.Title, To: now.Due));
        if (before is null)
            return now.IsDone ? news : Add(news, new Move(MoveKind.Added, now.Id, now.Title, To: now.Due));
        return before.Due == now.Due ? news : Add(news, DateMove(before, now));
    }

    static Move DateMove(PlanTask before, PlanTask now) => (before.Due, now.Due) switch
    {
        (null, _) => new Move(MoveKind.Dated, now.Id, now.Title, null, now.Due),
        (_, null) => new Move(MoveKind.Undated, now.Id, now.Title, before.Due),
        var (from, to) => new Move(from < to ? MoveKind.Later : MoveKind.Earlier, now.Id, now.Title, from, to),
    };

    // A task that moved twice between two reports has, for the reader, moved once.
    static News Add(News news, Move move)
    {
        var earlier = news.Moves.FirstOrDefault(m => m.TaskId == move.TaskId && IsOfDate(m) && IsOfDate(move));
        if (earlier is null)
            return news with { Moves = news.Moves.Add(move) };
        var rest = news.Moves.Remove(earlier);
        if (earlier.From == move.To)
            return news with { Moves = rest };
        var merged = (earlier.From, move.To) switch
        {
            (null, _) => move with { Kind = MoveKind.Dated, From = null },
            (_, null) => move with { Kind = MoveKind.Undated, From = earlier.From },
            var (from, to) => move with { Kind = from < to ? MoveKind.Later : MoveKind.Earlier, From = from },
        };
        return news with { Moves = rest.Add(merged) };
    }

    static bool IsOfDate(Move move) =>
        move.Kind is MoveKind.Later or MoveKind.Earlier or MoveKind.Dated or MoveKind.Undated;
}
