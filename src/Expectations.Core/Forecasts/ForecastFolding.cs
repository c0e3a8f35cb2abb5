using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Forecasts;

/// <summary>Folds how the work goes, and what is forecast of it, into the state.</summary>
static class ForecastFolding
{
    const int WeeksKept = 60;
    const int PointsKept = 60;

    internal static LedgerState Evolve(LedgerState state, ForecastMade e)
    {
        var today = state.Setup!.Day(e.At);
        var book = state.Forecasts ?? new ForecastBook();
        foreach (var made in e.Milestones.Concat(SaidAgain(book, e)))
            if (state.Agreed.Milestones.FirstOrDefault(m => m.Id == made.Milestone) is { } milestone)
                book = book with
                {
                    Milestones = book.Milestones.SetItem(milestone.Id, With(
                        state, book.Milestones.GetValueOrDefault(milestone.Id) ?? new MilestoneTrack(today),
                        milestone, new DatedForecast(today, made))),
                };
        return MoveLog.NoteOtherChange(state with { Forecasts = book });
    }

    static IEnumerable<MilestoneForecast> SaidAgain(ForecastBook book, ForecastMade e) =>
        e.Again.Select(id => book.Milestones.GetValueOrDefault(id)?.Forecast?.Said).OfType<MilestoneForecast>();

    /// <summary>Notes what a reading tells of the work; nothing where forecasts are switched off.</summary>
    internal static LedgerState Note(LedgerState before, LedgerState now, PlanObserved e)
    {
        if (now.Setup is not { Forecasts: not null } setup)
            return now;
        var today = setup.Day(e.At);
        var book = before.Forecasts;
        var weeks = book is null || MoveLog.IsFirstReading(before)
            ? FromScratch(now, today)
            : Counted(book.Weeks, before, now, e, today).Values;
        return now with
        {
            Forecasts = new ForecastBook
            {
                Weeks = [.. weeks.OrderBy(w => w.Monday).TakeLast(WeeksKept)],
                Milestones = Tracks(now, book ?? new ForecastBook(), today),
            },
        };
    }

    internal static LocalDate MondayOf(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    static MilestoneTrack With(LedgerState state, MilestoneTrack track, Milestone milestone, DatedForecast forecast)
    {
        // How much each source counted is recorded where it changed only.
        var opinions = forecast.Said.Opinions ?? track.Forecast?.Said.Opinions;
        var isUnlikely = state.Setup!.Forecasts is { } rules && ForecastDecider.IsUnlikely(state, forecast, rules);
        var last = track.Points is [.., var newest] ? newest : new TrackPoint(forecast.On, null, forecast.Said.Tasks);
        return Noting(track, last with
        {
            On = forecast.On,
            P50 = forecast.DateAt(50),
            P85 = forecast.DateAt(85),
        }) with
        {
            Forecast = forecast with { Said = forecast.Said with { Opinions = opinions } },
            UnlikelySince = isUnlikely ? track.UnlikelySince ?? forecast.On : null,
        };
    }

    // Plans tell when tasks were done, but not when they were added: what is there at first is the first scope.
    static IEnumerable<WorkWeek> FromScratch(LedgerState now, LocalDate today) =>
        now.Plan.Tasks.Values.Where(t => t.IsDone && MoveLog.IsShown(t, now.Setup!.Plan))
            .GroupBy(t => MondayOf(DoneOn(t, today))).Select(week => new WorkWeek(week.Key, week.Count(), 0))
            .DefaultIfEmpty(new WorkWeek(MondayOf(today), 0, 0));

    static Dictionary<LocalDate, WorkWeek> Counted(
        ImmutableArray<WorkWeek> weeks, LedgerState before, LedgerState now, PlanObserved e, LocalDate today)
    {
        var known = weeks.ToDictionary(w => w.Monday);
        void Count(LocalDate day, int done, int added)
        {
            var monday = MondayOf(day);
            var week = known.GetValueOrDefault(monday) ?? new WorkWeek(monday, 0, 0);
            known[monday] = week with { Done = week.Done + done, Added = week.Added + added };
        }

        foreach (var task in (e.Changed ?? []).Where(t => MoveLog.IsShown(t, now.Setup!.Plan)))
        {
            var earlier = before.Plan.Tasks.GetValueOrDefault(task.Id);
            if (earlier is null || (earlier.IsDone && !task.IsDone))
                Count(today, 0, 1);
            if (task.IsDone && earlier is not { IsDone: true })
                Count(DoneOn(task, today), 1, 0);
        }
        return known;
    }

    static LocalDate DoneOn(PlanTask task, LocalDate today) => task.Done is { } day && day <= today ? day : today;

    static ImmutableSortedDictionary<string, MilestoneTrack> Tracks(
        LedgerState now, ForecastBook book, LocalDate today)
    {
        var tracks = book.Milestones;
        foreach (var line in MilestoneLines.Of(now, today).Where(l => l.InAll > 0))
        {
            var track = tracks.GetValueOrDefault(line.Id) ?? new MilestoneTrack(StartOf(now, line.Id, today));
            if (track.FinishedOn is null || track.FinishedOn != line.Reached)
                track = Noting(track, new TrackPoint(today, line.Now, line.InAll - line.Done)
                {
                    P50 = track.Forecast?.DateAt(50),
                    P85 = track.Forecast?.DateAt(85),
                }) with
                { FinishedOn = line.Reached };
            tracks = tracks.SetItem(line.Id, track);
        }
        return tracks;
    }

    static LocalDate StartOf(LedgerState now, string id, LocalDate today)
    {
        var milestone = now.Agreed.Milestones.First(m => m.Id == id);
        var registered = now.Setup!.Day(now.RegisteredAt);
        return MilestoneLines.TasksOf(now, milestone).Select(t => t.Start).OfType<LocalDate>()
            .Where(start => start <= today).DefaultIfEmpty(registered).Min();
    }

    static MilestoneTrack Noting(MilestoneTrack track, TrackPoint point)
    {
        var points = track.Points is [.. var before, var last] && MondayOf(last.On) == MondayOf(point.On)
            ? before.Add(point)
            : track.Points.Add(point);
        return track with
        {
            Points = points.Length <= PointsKept
                ? points
                : [.. points.Where((_, i) => i % 2 == 0 || i >= points.Length / 2)],
        };
    }
}
