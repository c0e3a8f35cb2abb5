using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Pages;

/// <summary>Finds projects for the pages.</summary>
sealed class ProjectShelf(LedgerRunner runner, ILedgerStore store)
{
    const int LongestId = 64;

    /// <summary>A project's state; none where there is no such project.</summary>
    internal async Task<LedgerState?> FindAsync(string id, CancellationToken cancellation)
    {
        if (id.Length is 0 or > LongestId || !id.All(IsOfIds))
            return null;
        var state = await runner.StateAsync(id, cancellation);
        return state.Setup is null ? null : state;
    }

    /// <summary>Some projects in order of identity, and one more where there are more.</summary>
    internal async Task<List<LedgerState>> ListAsync(string? after, int limit, CancellationToken cancellation)
    {
        var states = new List<LedgerState>();
        await foreach (var id in store.ProjectsAsync(after, cancellation))
        {
            if (await FindAsync(id, cancellation) is { } state)
                states.Add(state);
            if (states.Count > limit)
                break;
        }
        return states;
    }

    static bool IsOfIds(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';

    internal static ProjectName NameOf(LedgerState state) =>
        new(state.Setup!.Id, state.Setup.Name, state.Held is not null);

    /// <summary>The next 90 days, as far as anyone looks ahead.</summary>
    internal static IEnumerable<PreviewEntry> Ahead(LedgerState state, Instant now) =>
        Preview.Of(state, now, now + Duration.FromDays(90));
}
