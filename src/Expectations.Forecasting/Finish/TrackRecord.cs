using MathNet.Numerics.Distributions;

namespace Expectations.Forecasting.Finish;

/// <summary>An earlier forecast and what came of it.</summary>
/// <param name="Milestone">The milestone it was for; any stable name.</param>
/// <param name="Forecast">The forecast as it was made.</param>
/// <param name="FinishedOn">When the milestone was finished; null while it goes on.</param>
public sealed record PastForecast(string Milestone, FinishForecast Forecast, LocalDate? FinishedOn);

/// <summary>
/// How well each source and the whole have done so far. It decides how much each source counts, by exponential
/// weighting of its losses (Cesa-Bianchi and Lugosi, Prediction, Learning, and Games, 2006, chapter 2), and how
/// wide the odds must be for 80 % to fall between P10 and P90, by conformal scores (Vovk, Gammerman and Shafer,
/// 2005). A milestone that goes on past its odds counts as a miss at once, not only when it is finished.
/// </summary>
public sealed record TrackRecord
{
    /// <summary>Nothing has been judged yet: all sources count alike and the odds stay as they are.</summary>
    public static TrackRecord Empty { get; } = new();

    // As much as ten milestones that behaved like a normal distribution, so that few cases cannot swing the odds.
    const double BeliefInNormal = 10;
    const double MostStretch = 2;
    const double P90Score = 1.2815515655446004;

    /// <summary>Milestones judged.</summary>
    public int Milestones { get; private init; }

    ImmutableDictionary<ForecastSource, double> LogWeights { get; init; } =
        ImmutableDictionary<ForecastSource, double>.Empty;

    // Forecasts made before there were cases say nothing about how wide those with cases must be.
    ImmutableArray<double> ScoresWithCases { get; init; } = Spread.Scores;

    ImmutableArray<double> ScoresWithoutCases { get; init; } = Spread.Scores;

    /// <summary>Judges earlier forecasts by what was known on a day.</summary>
    /// <param name="forecasts">Forecasts made before that day, of finished and of running milestones.</param>
    /// <param name="asOf">The day; finishes on or after it are not looked at.</param>
    public static TrackRecord Judge(IEnumerable<PastForecast> forecasts, LocalDate asOf)
    {
        var known = forecasts.Where(f => f.Forecast.AsOf < asOf)
            .Select(f => f.FinishedOn < asOf ? f : f with { FinishedOn = null }).ToArray();
        var finished = known.Where(f => f.FinishedOn is not null).GroupBy(f => f.Milestone).ToArray();
        return new TrackRecord
        {
            Milestones = finished.Length,
            LogWeights = Weigh(finished),
            ScoresWithCases = Calibrate(known.Where(f => f.Forecast.Basis.Cases > 0), asOf),
            ScoresWithoutCases = Calibrate(known.Where(f => f.Forecast.Basis.Cases == 0), asOf),
        };
    }

    internal double LogWeight(ForecastSource source) => LogWeights.GetValueOrDefault(source);

    /// <summary>Stretches or narrows the odds around their middle by what earlier forecasts needed.</summary>
    internal Spread Calibrated(Spread odds, bool withCases)
    {
        var (low, middle, high) = (odds.Log(Spread.P10), odds.Log(Spread.P50), odds.Log(Spread.P90));
        return Spread.FromLogs((withCases ? ScoresWithCases : ScoresWithoutCases)
            .Select(z => middle + z / P90Score * (z > 0 ? high - middle : middle - low)));
    }

    static ImmutableDictionary<ForecastSource, double> Weigh(IEnumerable<IGrouping<string, PastForecast>> finished)
    {
        var sources = Enum.GetValues<ForecastSource>();
        var log = new double[sources.Length];
        foreach (var milestone in finished)
        {
            var losses = new double[sources.Length];
            foreach (var past in milestone)
                Add(losses, past);
            var mean = losses.Average();
            for (var s = 0; s < log.Length && mean > 0; s++)
                log[s] -= losses[s] / mean;
        }

        return sources.ToImmutableDictionary(s => s, s => log[(int)s] - log.Max());
    }

    /// <summary>A silent source is charged what the others lost on average: silence neither pays nor costs.</summary>
    static void Add(double[] losses, PastForecast past)
    {
        var actual = DaysTaken(past, past.FinishedOn!.Value);
        var opinions = past.Forecast.Opinions.ToDictionary(o => o.Source, o => o.Odds.Pinball(actual));
        var mean = opinions.Values.Average();
        for (var s = 0; s < losses.Length; s++)
            losses[s] += opinions.GetValueOrDefault((ForecastSource)s, mean);
    }

    static ImmutableArray<double> Calibrate(IEnumerable<PastForecast> forecasts, LocalDate asOf)
    {
        var observed = Enumerable.Range(0, 99)
            .Select(i => (Normal.InvCDF(0, 1, (i + 0.5) / 99), BeliefInNormal / 99, false))
            .ToList();
        foreach (var milestone in forecasts.GroupBy(f => f.Milestone))
        {
            var weight = 1.0 / milestone.Count();
            observed.AddRange(milestone.Select(p =>
                (Score(p.Forecast.Uncalibrated, DaysTaken(p, p.FinishedOn ?? asOf)), weight, p.FinishedOn is null)));
        }

        var quantiles = Quantiles.Of(observed);
        // The middle stays: the weights answer for it. A few early surprises must not stretch the odds without end.
        return [.. quantiles.Select((q, i) => i < Spread.P50
            ? Math.Clamp(q, MostStretch * Spread.Scores[i], 0)
            : Math.Clamp(q, 0, MostStretch * Spread.Scores[i]))];
    }

    static double DaysTaken(PastForecast past, LocalDate until) =>
        Math.Max(1, Period.DaysBetween(past.Forecast.AsOf, until));

    static double Score(Spread odds, double actual)
    {
        var distance = Math.Log(actual) - odds.Log(Spread.P50);
        var side = distance > 0
            ? odds.Log(Spread.P90) - odds.Log(Spread.P50)
            : odds.Log(Spread.P50) - odds.Log(Spread.P10);
        return P90Score * distance / Math.Max(0.02, side);
    }
}
