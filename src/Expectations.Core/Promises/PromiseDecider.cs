using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using NodaTime.Text;

namespace Expectations.Core.Promises;

/// <summary>Keeps every promise with its origin and all its values.</summary>
public static class PromiseDecider
{
    internal static Decision WhenPromiseReceived(LedgerState state, PromiseReceived fact)
    {
        var found = new ProblemList();
        Check(fact.Promise, "promise", state.Agreed, found);
        if (!found.All.IsEmpty)
            return Decision.Refusing(fact.At, "state-promise",
                string.Join(' ', found.All.Select(p => $"{p.Path}: {p.What} {p.Mend}")));
        if (state.Promises.TryGetValue(fact.Promise.Id, out var known))
            return known.Stated == fact.Promise
                ? Decision.Nothing
                : Decision.Refusing(fact.At, "state-promise",
                    "That promise is stated already and stays as it was; propose a change, or use another id.");
        return Decision.Of(new PromiseStated(fact.At, fact.Promise, fact.By));
    }

    /// <summary>All promises with their three values side by side, those with nothing behind them first.</summary>
    public static ImmutableArray<PromiseLine> Lines(LedgerState state, LocalDate today)
    {
        var milestones = MilestoneLines.Of(state, today).ToDictionary(m => m.Id, StringComparer.Ordinal);
        return [.. state.Promises.Values.OrderByDescending(p => p.IsUnbacked).ThenBy(p => p.At)
            .Select(p => Line(p, p.Stated.Milestone is { } id ? milestones.GetValueOrDefault(id) : null))];
    }

    internal static LedgerState Evolve(LedgerState state, PromiseStated e) => With(state, e.Promise, e.By, e.At);

    /// <summary>Promises of a setup are recorded with it; what was recorded once stays.</summary>
    internal static LedgerState WithStated(LedgerState state, ProjectSetup setup, Instant at) =>
        setup.Promises.Aggregate(state, (known, promise) => With(known, promise, setup.Manager().Name, at));

    internal static void Check(StatedPromise promise, string path, Baseline baseline, ProblemList found)
    {
        found.Identity($"{path}.id", promise.Id);
        found.Text($"{path}.statement", promise.Statement);
        found.LineIfAny($"{path}.value", promise.Value);
        found.LineIfAny($"{path}.backing", promise.Backing);
        if (promise.Milestone is { } milestone && baseline.Milestones.All(m => m.Id != milestone))
            found.Add($"{path}.milestone", "There is no such milestone.", "Write the id of one in the baseline.");
    }

    static LedgerState With(LedgerState state, StatedPromise promise, string by, Instant at) =>
        state.Promises.ContainsKey(promise.Id)
            ? state
            : state with { Promises = state.Promises.Add(promise.Id, new Promise(promise, by, at)) };

    static PromiseLine Line(Promise promise, MilestoneLine? milestone) => milestone is null
        ? new PromiseLine(
            promise, promise.Stated.Value, promise.Moves is [.., var last] ? last.Value : promise.Stated.Value, null)
        : new PromiseLine(
            promise, promise.Stated.Value ?? Iso(milestone.Original), Iso(milestone.Agreed),
            (milestone.P85 ?? milestone.Now) is { } now ? Iso(now) : null);

    static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
