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
    volatile Lessons? newest;

    internal async ValueTask<Lessons> AsOfAsync(LocalDate today, CancellationToken cancellation)
    {
        if (GoodOn(today) is { } known)
            return known;
        await looking.WaitAsync(cancellation);
        try
        {
            return GoodOn(today) ?? (newest = await LookAsync(today, cancellation));
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Learns anew where the newest lessons are of another day; until that is done they serve on.</summary>
    internal async Task RenewAsync(LocalDate today, CancellationToken cancellation)
    {
        if (newest?.On == today)
            return;
        var lessons = GoodOn(today) is null
            ? await AsOfAsync(today, cancellation)
            : await LookAsync(today, cancellation);
        lessons.Learn();
        newest = lessons;
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    // Projects in other zones may live a day ahead or behind.
    Lessons? GoodOn(LocalDate today) =>
        newest is { } known && Math.Abs(Period.DaysBetween(known.On, today)) <= 1 ? known : null;

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
            if (await TryReadAsync(project, cancellation) is not { Setup: not null } state)
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

    // A ledger that cannot be read teaches nothing; whoever advances it hears of it, and nobody else.
    async ValueTask<LedgerState?> TryReadAsync(string project, CancellationToken cancellation)
    {
        try
        {
            return await store.LoadAsync(project, cancellation) is { } slice ? CachedLedger.From(slice).State : null;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
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

    /// <summary>Works out now what takes long, so that nobody waits for it later.</summary>
    internal void Learn() => _ = (Record, Warning, Overruns);

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
