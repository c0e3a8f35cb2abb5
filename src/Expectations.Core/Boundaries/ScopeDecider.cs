using System.Globalization;
using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Core.Boundaries;

/// <summary>Notices work outside what was signed, and drafts a change once it is more than trifles.</summary>
static class ScopeDecider
{
    const int TitlesShown = 8;
    const string Author = "scope-watch";
    const string Stem = "scope-";

    internal static Decision WhenPlanIsKnown(LedgerState state, Instant at)
    {
        if (state is not { Scope.Agreed: { } agreed, Setup.Decisions: { } rules })
            return Decision.Nothing;
        ImmutableArray<string> appeared =
        [
            .. state.Plan.Tasks.Values.Where(t => (!agreed.Contains(t.Id) || IsAgainstABoundary(state, t))
                && !state.Scope.Outside.Contains(t.Id) && !t.IsDone && MoveLog.IsShown(t, state.Setup.Plan))
                .Select(t => t.Id),
        ];
        if (appeared.IsEmpty)
            return Decision.Nothing;
        var grew = Decision.Of(new ScopeGrew(at, appeared));
        var known = ProjectLedger.Evolve(state, grew.Events);
        var isMoreThanTrifles = known.Scope.Outside.Count >= rules.ScopeThreshold
            || appeared.Any(id => IsAgainstABoundary(state, state.Plan.Tasks[id]));
        return isMoreThanTrifles ? grew.And(Draft(known, at)) : grew;
    }

    internal static LedgerState Evolve(LedgerState state, ScopeGrew e) => state with
    {
        Scope = state.Scope with { Outside = state.Scope.Outside.Union(e.Tasks) },
    };

    /// <summary>What was signed cannot be told in another plan: it holds what stands there at first.</summary>
    internal static ScopeWatch WhenPlanIsReplaced(ScopeWatch scope) => scope with
    {
        Agreed = scope.Agreed?.Clear(),
        Accepted = scope.Accepted.Clear(),
        Outside = scope.Outside.Clear(),
        Drafted = null,
    };

    internal static ScopeWatch WhenObserved(LedgerState state, PlanObserved e) =>
        state.Plan.BegunAt is not null && MoveLog.IsFirstReading(state)
            ? state.Scope with { Agreed = state.Scope.Agreed?.Union((e.Changed ?? []).Select(task => task.Id)) }
            : state.Scope;

    /// <summary>Keeps which work a drafted change names: the client decides about that and nothing else.</summary>
    internal static ScopeWatch WhenProposed(ScopeWatch scope, ChangeProposed e) =>
        e.By == Author ? scope with { Drafted = scope.Outside } : scope;

    /// <summary>
    /// What is signed once the client has chosen. What the change did not name, or what is to be left out, appears
    /// anew for as long as it stands in the plan.
    /// </summary>
    internal static ScopeWatch WhenChosen(ScopeWatch scope, Change change, ChangeOption option)
    {
        if (!IsAboutScope(change))
            return scope;
        var isLeftOut = option is { Kind: OptionKind.CutScope, Drops.IsEmpty: true };
        var accepted = isLeftOut ? scope.Outside.Clear() : scope.Drafted ?? scope.Outside;
        return scope with
        {
            Agreed = scope.Agreed?.Union(accepted),
            Accepted = scope.Accepted.Union(accepted),
            Outside = scope.Outside.Clear(),
            Drafted = null,
        };
    }

    static bool IsAboutScope(Change change) => change.Id.StartsWith(Stem, StringComparison.Ordinal);

    static bool IsAgainstABoundary(LedgerState state, PlanTask task) =>
        state.Setup!.Plan.BoundaryLabel is { } label && task.Labels.Contains(label, StringComparer.Ordinal)
        && !state.Scope.Accepted.Contains(task.Id);

    /// <summary>The draft names the work; dates and cost are the manager's to fill in.</summary>
    static Decision Draft(LedgerState state, Instant at)
    {
        var id = DraftId(state);
        if (state.Changes.GetValueOrDefault(id)?.State is not (null or ChangeState.Draft))
            return Decision.Nothing;
        PlanTask[] tasks =
            [.. state.Scope.Outside.Select(t => state.Plan.Tasks.GetValueOrDefault(t)).OfType<PlanTask>()];
        var titles = string.Join("\n", tasks.Take(TitlesShown).Select(t => $"– {t.Title}"));
        var change = new Change
        {
            Id = id,
            Title = string.Create(CultureInfo.InvariantCulture, $"Work outside what was signed ({tasks.Length})"),
            Reason = tasks.Length > TitlesShown ? $"{titles}\n– +{tasks.Length - TitlesShown}" : titles,
            Options =
            [
                new ChangeOption { Id = "leave-out", Kind = OptionKind.CutScope, Words = "This work is left out." },
                new ChangeOption { Id = "keep", Kind = OptionKind.Keep,
                    Words = "This work is done as well; dates stay." },
            ],
        };
        var isNew = !state.Changes.ContainsKey(id);
        var drafted = Decision.Of(new ChangeProposed(at, change, Released: false, Author));
        return isNew ? drafted.AndAsk(Notices.ScopeGrew(state, change, tasks.Length, at)) : drafted;
    }

    // Whatever else is agreed meanwhile, the same work stands in one open change.
    static string DraftId(LedgerState state) => state.Changes.Values.FirstOrDefault(
        change => change.State is ChangeState.Draft or ChangeState.Asked && IsAboutScope(change.Change))?.Change.Id
        ?? string.Create(CultureInfo.InvariantCulture, $"{Stem}{state.Agreed.Version}");
}
