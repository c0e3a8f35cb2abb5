namespace Expectations.Core.Forecasts;

/// <summary>How the work has gone so far, and when it is expected to end.</summary>
public sealed record ForecastBook
{
    /// <summary>Weeks in which something was done or added, oldest first; the last sixty only.</summary>
    public ImmutableArray<WorkWeek> Weeks { get; init; } = [];

    /// <summary>Milestones on their way, by identity.</summary>
    public ImmutableSortedDictionary<string, MilestoneTrack> Milestones { get; init; } =
        ImmutableSortedDictionary.Create<string, MilestoneTrack>(StringComparer.Ordinal);
}

/// <summary>One week of work.</summary>
/// <param name="Monday">Its first day, in the project's zone.</param>
/// <param name="Done">Tasks finished in it.</param>
/// <param name="Added">Tasks added or opened again in it.</param>
public sealed record WorkWeek(LocalDate Monday, int Done, int Added);

/// <summary>A milestone on its way.</summary>
/// <param name="StartedOn">Day work on it began, as far as the plan tells.</param>
public sealed record MilestoneTrack(LocalDate StartedOn)
{
    /// <summary>What was known of it, a point a week at most; older points are thinned out.</summary>
    public ImmutableArray<TrackPoint> Points { get; init; } = [];

    /// <summary>Day it was reached; none while it is not.</summary>
    public LocalDate? FinishedOn { get; init; }

    /// <summary>The forecast recorded last; none before the first.</summary>
    public DatedForecast? Forecast { get; init; }

    /// <summary>Since when its agreed date has been too unlikely; none while it is not.</summary>
    public LocalDate? UnlikelySince { get; init; }
}

/// <summary>What was known of a milestone on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Announced">Date the plan gave; none where it gave none.</param>
/// <param name="TasksLeft">Its tasks not done.</param>
public sealed record TrackPoint(LocalDate On, LocalDate? Announced, int TasksLeft)
{
    /// <summary>Date forecast with even odds; none where nothing was forecast.</summary>
    public LocalDate? P50 { get; init; }

    /// <summary>Date forecast with odds of 85 in 100.</summary>
    public LocalDate? P85 { get; init; }
}

/// <summary>A forecast and the day it was made.</summary>
/// <param name="On">The day its numbers count from, in the project's zone.</param>
/// <param name="Said">What it says.</param>
public sealed record DatedForecast(LocalDate On, MilestoneForecast Said)
{
    /// <summary>The date met with a chance of so many percent; none where there is no forecast.</summary>
    /// <param name="percent">From 5 to 95.</param>
    public LocalDate? DateAt(int percent) =>
        Said.Days is { } days ? On.PlusDays(OddsLevels.At(days, percent)) : null;

    /// <summary>
    /// The chance, from 1 to 99 percent, of being done on or before a day; none where there is no forecast.
    /// </summary>
    public int? ChanceBy(LocalDate date)
    {
        if (Said.Days is not { } days)
            return null;
        var levels = OddsLevels.Of(days);
        var given = Period.DaysBetween(On, date);
        if (given < days[0])
            return Math.Max(1, levels[0] * Math.Max(0, given) / Math.Max(1, days[0]));
        var met = days.Count(needed => needed <= given);
        if (met == days.Length)
            return given > days[^1] ? 97 : 95;
        var (from, to) = (days[met - 1], days[met]);
        return levels[met - 1] + (levels[met] - levels[met - 1]) * (given - from) / (to - from);
    }
}
