using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Forecasting.Finish;
using Expectations.Forecasting.Verdicts;
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
    (LocalDate On, ImmutableArray<FinishedCase> Cases)? known;

    internal async ValueTask<ImmutableArray<FinishedCase>> AsOfAsync(LocalDate today, CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            // Projects in other zones may live a day ahead or behind.
            if (known is not { } found || Math.Abs(Period.DaysBetween(found.On, today)) > 1)
                known = found = (today, await LookAsync(cancellation));
            return found.Cases;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    async Task<ImmutableArray<FinishedCase>> LookAsync(CancellationToken cancellation)
    {
        var cases = new List<FinishedCase>();
        var looked = 0;
        await foreach (var project in store.ProjectsAsync(cancellation))
        {
            if (++looked > MostProjects)
                break;
            if (await store.LoadAsync(project, cancellation) is { } slice
                && CachedLedger.From(slice).State is { Forecasts: { } book } state)
                cases.AddRange(book.Milestones.Where(m => m.Value.FinishedOn is not null)
                    .Select(m => Case(state, $"{project}/{m.Key}", m.Value, m.Value.FinishedOn!.Value)));
        }
        return [.. cases.OrderByDescending(c => c.Milestone.FinishedOn).Take(MostCases)];
    }

    static FinishedCase Case(LedgerState state, string name, MilestoneTrack track, LocalDate finishedOn)
    {
        var weeks = Math.Max(1, Period.DaysBetween(track.StartedOn, finishedOn)) / 7.0;
        return new FinishedCase(
            new PastMilestone(
                name, track.StartedOn, finishedOn,
                [.. track.Points.Select(p => new MilestoneStatus(p.On, p.Announced, p.TasksLeft))]),
            new PastWork(
                name, track.Points.Select(p => p.TasksLeft).DefaultIfEmpty().Max(),
                weeks * Outlook.PersonDaysAWeekOf(state),
                state.Setup?.Forecasts?.Technologies?.NewToTeam().Any() == true));
    }
}

/// <summary>A finished milestone, as a date and as work.</summary>
/// <param name="Milestone">When it was announced for, and when it was finished.</param>
/// <param name="Work">What it took, as far as the size of its team tells.</param>
sealed record FinishedCase(PastMilestone Milestone, PastWork Work);
