using System.Globalization;
using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Promises;

namespace Expectations.Core.Plans;

/// <summary>
/// What was raised in a comment becomes a promise nothing stands behind yet, or the draft of a change.
/// </summary>
static class RaisedFolding
{
    internal static LedgerState Evolve(LedgerState state, ExpectationRaised e) => e.Kind switch
    {
        RaisedKind.Promise =>
            state with { Promises = state.Promises.SetItem(Next(state.Promises.Keys), Promise(state, e)) },
        RaisedKind.Change => state with { Changes = state.Changes.SetItem(Next(state.Changes.Keys), Draft(state, e)) },
        _ => state,
    };

    static Promise Promise(LedgerState state, ExpectationRaised e) => new(
        new StatedPromise
        {
            Id = Next(state.Promises.Keys),
            Statement = e.Words,
            Origin = PromiseOrigin.ClientAssumption,
        }, e.By, e.At);

    static ChangeRecord Draft(LedgerState state, ExpectationRaised e) => new(
        new Change
        {
            Id = Next(state.Changes.Keys),
            Title = e.Words,
            Reason = e.Words,
        }, ChangeState.Draft, e.By, e.At);

    // A manager may have given such an id to something of their own.
    static string Next(IEnumerable<string> known)
    {
        const string Stem = "raised-";
        string[] taken = [.. known.Where(id => id.StartsWith(Stem, StringComparison.Ordinal))];
        return Enumerable.Range(taken.Length + 1, taken.Length + 1)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{Stem}{number}"))
            .First(id => !taken.Contains(id));
    }
}
