using Expectations.Core.Education;
using Expectations.Core.Forecasts;
using Expectations.Forecasting.Finish;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Forecasts;

/// <summary>The organisation's own finished milestones, looked up once a day.</summary>
/// <param name="store">Where the ledgers are.</param>
sealed class ForecastCases(ILedgerStore store) : IDisposable
{
    /// <summary>Newest finished milestones that are compared.</summary>
    const int MostCases = 250;

    /// <summary>Ledgers looked at, so that the first forecast of a day does not wait for minutes.</summary>
    const int MostProjects = 1_000;

    readonly SemaphoreSlim looking = new(1, 1);
    (LocalDate On, ImmutableArray<PastMilestone> Cases, OwnCases Late)? known;

    /// <summary>What forecasts are compared with.</summary>
    internal async ValueTask<ImmutableArray<PastMilestone>> AsOfAsync(
        LocalDate today, CancellationToken cancellation) => (await KnownAsync(today, cancellation)).Cases;

    /// <summary>How late they were against their first dates, in every project.</summary>
    internal async ValueTask<OwnCases> LateAsync(LocalDate today, CancellationToken cancellation) =>
        (await KnownAsync(today, cancellation)).Late;

    async ValueTask<(LocalDate On, ImmutableArray<PastMilestone> Cases, OwnCases Late)> KnownAsync(
        LocalDate today, CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            // Projects in other zones may live a day ahead or behind.
            if (known is not { } found || Math.Abs(Period.DaysBetween(found.On, today)) > 1)
                known = found = await LookAsync(today, cancellation);
            return found;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    async Task<(LocalDate On, ImmutableArray<PastMilestone> Cases, OwnCases Late)> LookAsync(
        LocalDate today, CancellationToken cancellation)
    {
        var cases = new List<PastMilestone>();
        var late = new List<int>();
        var looked = 0;
        await foreach (var project in store.ProjectsAsync(cancellation))
        {
            if (++looked > MostProjects)
                break;
            if (await store.LoadAsync(project, cancellation) is not { } slice
                || CachedLedger.From(slice).State is not { Setup: not null } state)
                continue;
            late.AddRange(OwnCases.DaysLate(state));
            if (state.Forecasts is { } book)
                cases.AddRange(book.Milestones.Where(m => m.Value.FinishedOn is not null)
                    .Select(m => Case($"{project}/{m.Key}", m.Value, m.Value.FinishedOn!.Value)));
        }
        return (today, [.. cases.OrderByDescending(c => c.FinishedOn).Take(MostCases)], OwnCases.Of(late));
    }

    static PastMilestone Case(string name, MilestoneTrack track, LocalDate finishedOn) => new(
        name, track.StartedOn, finishedOn,
        [.. track.Points.Select(p => new MilestoneStatus(p.On, p.Announced, p.TasksLeft))]);
}
