using Expectations.Core.Boundaries;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Core.Changes;

/// <summary>Folds proposals and choices into the state: the chosen option makes the next baseline, once.</summary>
static class ChangeFolding
{
    internal static LedgerState Evolve(LedgerState state, ChangeProposed e) => state with
    {
        Changes = state.Changes.SetItem(e.Change.Id, new ChangeRecord(
            e.Change, e.Released ? ChangeState.Asked : ChangeState.Draft, e.By, e.At)),
        Scope = ScopeDecider.WhenProposed(state.Scope, e),
    };

    internal static LedgerState Evolve(LedgerState state, ChangeWithdrawn e) =>
        state.Changes.GetValueOrDefault(e.Change) is { } record
            ? state with
            {
                Changes = state.Changes.SetItem(e.Change, record with
                {
                    State = ChangeState.Withdrawn,
                    Withdrawal = new ChangeWithdrawal(e.Reason, e.By, record.State == ChangeState.Draft),
                }),
            }
            : state;

    internal static LedgerState Evolve(LedgerState state, ClosedQuestion closed)
    {
        if (closed.Outcome == QuestionOutcome.Superseded
            || state.Changes.GetValueOrDefault(closed.Subject) is not { } record)
            return state;
        var option = record.Change.Options.FirstOrDefault(o => o.Id == closed.Choice);
        return option is null
            ? With(state, closed.Subject, ChangeState.TurnedDown)
            : Choose(state, record, option, closed);
    }

    /// <summary>What is agreed once an option is chosen.</summary>
    internal static Baseline Apply(Baseline agreed, ChangeOption option) => agreed with
    {
        Version = agreed.Version + 1,
        Milestones =
        [
            .. agreed.Milestones.Select(m => option.Dates.TryGetValue(m.Id, out var date) ? m with { Date = date } : m),
        ],
        Deliverables = [.. agreed.Deliverables.Where(d => !option.Drops.Contains(d.Name)), .. option.Adds],
        Requirements = [.. agreed.Requirements.Where(r => !option.Drops.Contains(r.Id))],
    };

    static LedgerState Choose(LedgerState state, ChangeRecord record, ChangeOption option, ClosedQuestion closed)
    {
        var by = QuestionFolding.NamesOf(closed);
        var next = Apply(state.Agreed, option);
        var moves = state.Agreed.Milestones.Where(m => option.Dates.TryGetValue(m.Id, out var to) && to != m.Date)
            .Select(m => new AgreedMove(m.Id, m.Date, option.Dates[m.Id], record.Change.Id, by, closed.At));
        var promises = option.Promises.Where(p => state.Promises.ContainsKey(p.Key)).Select(p =>
            KeyValuePair.Create(p.Key, state.Promises[p.Key] is var promise ? promise with
            {
                Moves = promise.Moves.Add(new PromiseMove(p.Value, record.Change.Id, by, closed.At)),
            } : null!));
        return MoveLog.NoteOtherChange(state) with
        {
            Agreed = next,
            SignedVersion = next.Version,
            // Whatever else was proposed was proposed against what no longer is.
            Proposed = null,
            Moved = state.Moved.AddRange(moves),
            Promises = state.Promises.SetItems(promises),
            Milestones = state.Milestones.RemoveRange(option.Dates.Keys.Where(id =>
                state.Milestones.GetValueOrDefault(id)?.State is Core.Milestones.MilestoneState.Missed)),
            Changes = state.Changes.SetItem(
                record.Change.Id, record with { State = ChangeState.Chosen, Chosen = option.Id }),
            Scope = ScopeDecider.WhenChosen(state.Scope, record.Change, option),
        };
    }

    static LedgerState With(LedgerState state, string id, ChangeState standing) =>
        state.Changes.GetValueOrDefault(id) is { } record
            ? state with { Changes = state.Changes.SetItem(id, record with { State = standing }) }
            : state;
}
