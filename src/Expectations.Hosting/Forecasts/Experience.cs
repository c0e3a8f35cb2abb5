using Expectations.Core;
using Expectations.Core.Education;
using Expectations.Core.Forecasts;
using Expectations.Core.Risks.LateTasks;
using Expectations.Forecasting.Finish;
using Expectations.Forecasting.Verdicts;
using Expectations.Forecasting.Warnings;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Forecasts;

/// <summary>What the organisation's own ledgers teach, looked up once a day.</summary>
/// <param name="store">Where the ledgers are.</param>
sealed class Experience(ILedgerStore store) : IDisposable
{
    /// <summary>Newest finished milestones that are compared.</summary>
    const int MostCases = 250;

    /// <summary>Newest tasks that are learned from: learning from so many takes a few seconds.</summary>
    const int MostTasks = 2_000;

    /// <summary>Ledgers looked at, so that the first forecast of a day does not wait for minutes.</summary>
    const int MostProjects = 1_000;

    readonly SemaphoreSlim looking = new(1, 1);
    Lessons? known;

    internal async ValueTask<Lessons> AsOfAsync(LocalDate today, CancellationToken cancellation)
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

    async Task<Lessons> LookAsync(LocalDate today, CancellationToken cancellation)
    {
        var milestones = new List<MilestonePast>();
        var tasks = new List<TaskPast>();
        var late = new List<int>();
        var work = new List<FinishedWork>();
        var looked = 0;
        await foreach (var project in store.ProjectsAsync(cancellation: cancellation))
        {
            if (++looked > MostProjects)
                break;
            if (await store.LoadAsync(project, cancellation) is not { } slice
                || CachedLedger.From(slice).State is not { Setup: not null } state)
                continue;
            late.AddRange(OwnCases.DaysLate(state));
            milestones.AddRange(Milestones(project, state));
            work.AddRange(Work(project, state));
            if (state.Tasks is { } book)
                tasks.AddRange(TaskWatching.Past(project, TaskOutlook.Watched(state, book)));
        }
        return new Lessons(today, Newest(milestones), milestones, new TaskHistory(Newest(tasks), today))
        {
            Late = OwnCases.Of(late),
            Work = [.. work.OrderByDescending(w => w.FinishedOn).Take(MostCases).Select(w => w.Work)],
        };
    }

    static ImmutableArray<PastMilestone> Newest(IEnumerable<MilestonePast> milestones) =>
    [
        .. milestones.Select(m => m.Case).OfType<PastMilestone>()
            .OrderByDescending(c => c.FinishedOn).Take(MostCases),
    ];

    static IEnumerable<FinishedWork> Work(string project, LedgerState state)
    {
        var isNew = state.Setup!.Forecasts?.Technologies?.NewToTeam().Any() == true;
        foreach (var (id, track) in (state.Forecasts ?? new ForecastBook()).Milestones)
            if (track.FinishedOn is { } end)
                yield return new FinishedWork(end, new PastWork(
                    $"{project}/{id}", track.Points.Select(p => p.TasksLeft).DefaultIfEmpty().Max(),
                    Math.Max(1, Period.DaysBetween(track.StartedOn, end)) / 7.0 * Outlook.PersonDaysAWeekOf(state),
                    isNew));
    }

    static ImmutableArray<TaskPast> Newest(IEnumerable<TaskPast> tasks) =>
    [
        .. tasks.OrderByDescending(t => t.CreatedOn).ThenBy(t => t.Name, StringComparer.Ordinal).Take(MostTasks),
    ];

    static IEnumerable<MilestonePast> Milestones(string project, LedgerState state)
    {
        if (state.Forecasts is not { } book)
            yield break;
        ImmutableArray<WeekOfWork> weeks =
            [.. Outlook.WithEmptyWeeks(book.Weeks).Select(w => new WeekOfWork(w.Monday, w.Done, w.Added))];
        ImmutableArray<(LocalDate, int)> delays = [.. Outlook.DelaysOf(state)];
        foreach (var (id, track) in book.Milestones)
            yield return new MilestonePast(
                $"{project}/{id}", track.StartedOn, track.FinishedOn,
                [.. track.Points.Select(p => new MilestoneStatus(p.On, p.Announced, p.TasksLeft))])
            {
                Weeks = weeks,
                Delays = delays,
            };
    }
}

/// <summary>What a finished milestone took.</summary>
sealed record FinishedWork(LocalDate FinishedOn, PastWork Work);

/// <summary>
/// What the organisation's own ledgers teach; what takes long is worked out when it is first asked for.
/// </summary>
sealed class Lessons(
    LocalDate on, ImmutableArray<PastMilestone> cases, IReadOnlyCollection<MilestonePast> milestones,
    TaskHistory tasks)
{
    readonly Lazy<TrackRecord> record = new(() => ForecastReplay.Judge(milestones, on));
    readonly Lazy<EarlyWarning> warning = new(tasks.Learn);
    readonly Lazy<CaseOverruns> overruns = new(() => CaseOverruns.Of(cases));

    /// <summary>The day they were looked at.</summary>
    internal LocalDate On => on;

    /// <summary>Finished milestones to compare with.</summary>
    internal ImmutableArray<PastMilestone> Cases => cases;

    /// <summary>How much longer they took than first announced.</summary>
    internal CaseOverruns Overruns => overruns.Value;

    /// <summary>What its finished milestones took, as far as the size of their teams tells.</summary>
    internal required ImmutableArray<PastWork> Work { get; init; }

    /// <summary>How late its milestones were against their first dates.</summary>
    internal required OwnCases Late { get; init; }

    /// <summary>How well forecasts would have done on its milestones.</summary>
    internal TrackRecord Record => record.Value;

    /// <summary>How its tasks have gone.</summary>
    internal TaskHistory Tasks => tasks;

    /// <summary>What warns of late tasks.</summary>
    internal EarlyWarning Warning => warning.Value;
}
