using MathNet.Numerics.Distributions;

namespace Expectations.Forecasting;

/// <summary>How many days something may still take, as odds: a number for every chance from 5 to 95 %.</summary>
/// <param name="Days">Nineteen numbers of days, never falling, for chances of 5, 10, … 95 %.</param>
public sealed record Spread(ImmutableArray<double> Days)
{
    /// <summary>The chances, between 0 and 1, that <see cref="Days"/> are given for.</summary>
    public static ImmutableArray<double> Levels { get; } = [.. Enumerable.Range(1, 19).Select(i => i * 0.05)];

    internal const int P10 = 1;
    internal const int P50 = 9;
    internal const int P90 = 17;

    /// <summary>Distances of the levels from the middle, in standard deviations of a normal distribution.</summary>
    internal static ImmutableArray<double> Scores { get; } = [.. Levels.Select(l => Normal.InvCDF(0, 1, l))];

    // Beyond the outermost levels, in logarithms of days a standard deviation. The same for all odds: with slopes of
    // their own, later odds could look earlier out there.
    const double SlopeBeyond = 0.25;

    /// <summary>The number of days that suffices with the given chance.</summary>
    /// <param name="chance">Between 0.01 and 0.99; beyond 0.05 and 0.95 the ends are drawn out.</param>
    public double At(double chance)
    {
        var score = Normal.InvCDF(0, 1, Math.Clamp(chance, 0.01, 0.99));
        if (score <= Scores[0])
            return Math.Exp(Log(0) + SlopeBeyond * (score - Scores[0]));
        if (score >= Scores[^1])
            return Math.Exp(Log(Scores.Length - 1) + SlopeBeyond * (score - Scores[^1]));
        var i = Scores.BinarySearch(score) is var found && found < 0 ? ~found : found;
        var slope = (Log(i) - Log(i - 1)) / (Scores[i] - Scores[i - 1]);
        return Math.Exp(Log(i - 1) + slope * (score - Scores[i - 1]));
    }

    /// <summary>Whole days that suffice with the given chance, a century at most.</summary>
    internal int WholeDays(int percent) => (int)Math.Ceiling(Math.Min(At(percent / 100.0), 36_500) - 1e-6);

    /// <summary>The chance, between 0.01 and 0.99, that so many days suffice.</summary>
    /// <param name="days">Days from the day the odds are counted from.</param>
    public double ChanceWithin(double days)
    {
        if (days <= 0)
            return 0.01;
        var log = Math.Log(days) + 1e-9;
        var i = 0;
        while (i < Days.Length && Log(i) <= log)
            i++;
        var score = i == 0 ? Scores[0] + (log - Log(0)) / SlopeBeyond
            : i == Days.Length ? Scores[^1] + (log - Log(i - 1)) / SlopeBeyond
            : Scores[i - 1] + (log - Log(i - 1)) / (Log(i) - Log(i - 1)) * (Scores[i] - Scores[i - 1]);
        return Math.Clamp(Normal.CDF(0, 1, score), 0.01, 0.99);
    }

    /// <summary>The same odds with every number of days multiplied.</summary>
    internal Spread Times(double factor) => new([.. Days.Select(d => d * factor)]);

    internal double Log(int level) => Math.Log(Days[level]);

    internal static Spread FromLogs(IEnumerable<double> logs) => new([.. logs.Select(l => Math.Max(1, Math.Exp(l)))]);

    internal static Spread LogNormal(double mu, double sigma) => FromLogs(Scores.Select(z => mu + sigma * z));

    /// <summary>The weighted mean of several opinions, level by level, in logarithms of days.</summary>
    internal static Spread Blend(IReadOnlyList<(Spread Odds, double Weight)> opinions)
    {
        var total = opinions.Sum(o => o.Weight);
        return FromLogs(Enumerable.Range(0, Levels.Length)
            .Select(i => opinions.Sum(o => o.Weight * o.Odds.Log(i)) / total));
    }

    /// <summary>
    /// How far the odds were off for what then happened, in days: the pinball loss averaged over all levels
    /// (Koenker and Bassett, Econometrica 46, 1978).
    /// </summary>
    /// <param name="actual">The days it really took.</param>
    public double Pinball(double actual) => Levels
        .Select((level, i) => Math.Max(level * (actual - Days[i]), (level - 1) * (actual - Days[i]))).Average();
}
