using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Webhooks;

/// <summary>Which of our projects take from which projects of a tool; looked up anew every minute.</summary>
sealed class ToolRoutes(LedgerRunner runner, ILedgerStore store)
{
    static readonly Duration Lifetime = Duration.FromMinutes(1);

    Table table = new(Instant.MinValue, []);

    internal async ValueTask<IReadOnlyList<LedgerState>> FindAsync(
        Tool tool, HashSet<string> toolProjects, Instant now, CancellationToken cancellation)
    {
        var current = Volatile.Read(ref table);
        if (now - current.At > Lifetime)
            Volatile.Write(ref table, current = await ReadAsync(now, cancellation));
        var found = new List<LedgerState>();
        foreach (var (from, project) in current.Rows)
            if (from.Tool == tool && toolProjects.Contains(from.Project) && found.All(s => s.Setup!.Id != project))
                found.Add(await runner.StateAsync(project, cancellation));
        return found;
    }

    async Task<Table> ReadAsync(Instant now, CancellationToken cancellation)
    {
        var rows = new List<(ToolProject From, string Project)>();
        await foreach (var id in store.ProjectsAsync(cancellation))
            if ((await runner.StateAsync(id, cancellation)).Setup is { Plan.Webhooks: { } webhooks })
                rows.AddRange(webhooks.From.Select(from => (from, id)));
        return new Table(now, [.. rows]);
    }

    sealed record Table(Instant At, ImmutableArray<(ToolProject From, string Project)> Rows);
}
