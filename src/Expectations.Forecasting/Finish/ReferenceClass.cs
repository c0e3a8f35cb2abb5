namespace Expectations.Forecasting.Finish;

/// <summary>
/// The organisation's own finished milestones at the moments when they were about as far as this one
/// (reference-class forecasting: Kahneman and Tversky 1979; Flyvbjerg, Project Management Journal 37(3), 2006).
/// Where a finish is announced, cases tell how many times longer than announced it took; where none is, how long
/// it took from there. Every case counts once, however often its status was noted.
/// </summary>
sealed class ReferenceClass
{
    public const int FewestCases = 5;
    const int MostCases = 250;
    const int MostMomentsACase = 60;

    static readonly double[] PublishedLogs = [.. PublishedOverruns.Ratio.Days.Select(Math.Log)];

    // Distances at which a case counts e^-½, in logarithms of days.
    static readonly (ForecastSource Source, double Width)[] Widths =
    [
        (ForecastSource.AllCases, double.PositiveInfinity),
        (ForecastSource.RoughlyAlike, 1.2),
        (ForecastSource.Alike, 0.7),
        (ForecastSource.CloselyAlike, 0.35),
    ];

    readonly bool announced;
    readonly List<(Place Place, double LogRatio, double Weight, string Case)> moments = [];

    ReferenceClass(bool announced) => this.announced = announced;

    public int Cases { get; private set; }

    /// <summary>Days until an announced finish, at least a week: what is overdue is never due at once.</summary>
    public static double DaysAnnounced(LocalDate on, LocalDate announcedFor) =>
        Math.Max(7, Period.DaysBetween(on, announcedFor));

    public static ReferenceClass Of(FinishQuestion question)
    {
        var result = new ReferenceClass(question.AnnouncedFor is not null);
        foreach (var past in question.Cases.Where(c => c.FinishedOn < question.AsOf)
            .OrderByDescending(c => c.FinishedOn).Take(MostCases))
            result.Add(past);
        return result;
    }

    public IEnumerable<(ForecastSource, Spread)> Opinions(FinishQuestion question)
    {
        if (Cases < FewestCases)
            yield break;
        var here = PlaceOf(question.Status, question.StartedOn);
        foreach (var (source, width) in Widths)
        {
            var alike = moments.Select(m => (m.LogRatio, m.Weight * Closeness(here, m.Place, width)))
                .Where(m => m.Item2 > 1e-7).ToList();
            // The published range counts as a twentieth of a case: it matters only where no case is near.
            var (unit, published) = announced ? (Math.Log(here.Base), 0.0) : (0.0, Math.Log(here.Base));
            alike.AddRange(PublishedLogs.Select(l => (l + published, 0.05 / PublishedLogs.Length)));
            yield return (source, Spread.FromLogs(Quantiles.Of(alike).Select(l => l + unit)));
        }
    }

    public ImmutableArray<string> MostAlike(FinishQuestion question)
    {
        var here = PlaceOf(question.Status, question.StartedOn);
        return [.. moments.GroupBy(m => m.Case)
            .OrderByDescending(c => c.Max(m => Closeness(here, m.Place, 0.7))).Take(5).Select(c => c.Key)];
    }

    void Add(PastMilestone past)
    {
        var usable = past.Statuses.Where(s => s.On >= past.StartedOn && s.On < past.FinishedOn
            && s.AnnouncedFor is not null == announced).ToArray();
        var stride = Math.Max(1, (usable.Length + MostMomentsACase - 1) / MostMomentsACase);
        for (var i = 0; i < usable.Length; i += stride)
        {
            var place = PlaceOf(usable[i], past.StartedOn);
            var ratio = Period.DaysBetween(usable[i].On, past.FinishedOn) / (announced ? place.Base : 1);
            moments.Add((place, Math.Log(ratio), (double)stride / usable.Length, past.Name));
        }

        Cases += usable.Length > 0 ? 1 : 0;
    }

    /// <summary>How far along: by announced time left and share elapsed, else by time elapsed and tasks left.</summary>
    static Place PlaceOf(MilestoneStatus status, LocalDate startedOn)
    {
        double elapsed = Math.Max(0, Period.DaysBetween(startedOn, status.On));
        if (status.AnnouncedFor is not { } announcedFor)
            return new(7 + elapsed, Math.Log(7 + elapsed), Math.Log(1 + status.TasksLeft));
        var left = DaysAnnounced(status.On, announcedFor);
        return new(left, Math.Log(left), 3.5 * elapsed / (elapsed + left));
    }

    static double Closeness(Place a, Place b, double width)
    {
        var (dx, dy) = ((a.X - b.X) / width, (a.Y - b.Y) / width);
        return Math.Exp(-(dx * dx + dy * dy) / 2);
    }

    sealed record Place(double Base, double X, double Y);
}
