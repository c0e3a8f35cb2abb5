namespace Expectations.Forecasting;

/// <summary>Quantiles of weighted observations at the levels of <see cref="Spread"/>.</summary>
static class Quantiles
{
    /// <summary>Quantiles where every observation is complete.</summary>
    public static double[] Of(List<(double Value, double Weight)> observations)
    {
        observations.Sort();
        var total = observations.Sum(o => o.Weight);
        var curve = new (double Value, double Share)[observations.Count];
        var sum = 0.0;
        for (var i = 0; i < curve.Length; i++)
        {
            curve[i] = (observations[i].Value, (sum + observations[i].Weight / 2) / total);
            sum += observations[i].Weight;
        }

        return Read(curve);
    }

    /// <summary>
    /// Quantiles where some observations are only known to exceed a value, because what they observe still goes
    /// on (Kaplan and Meier, Journal of the American Statistical Association 53, 1958). Where all of the largest
    /// go on, they count as ended at once (Efron 1967), so that the upper quantiles exist.
    /// </summary>
    public static double[] Of(List<(double Value, double Weight, bool GoesOn)> observations)
    {
        observations.Sort((a, b) => (a.Value, a.GoesOn).CompareTo((b.Value, b.GoesOn)));
        var atRisk = observations.Sum(o => o.Weight);
        var lastEnd = observations.FindLastIndex(o => !o.GoesOn);
        var survival = 1.0;
        var curve = new List<(double Value, double Share)>();
        foreach (var (i, (value, weight, goesOn)) in observations.Index())
        {
            if ((!goesOn || i > lastEnd) && atRisk > 1e-9)
            {
                var next = survival * Math.Max(0, 1 - weight / atRisk);
                curve.Add((value, 1 - (survival + next) / 2));
                survival = next;
            }

            atRisk -= weight;
        }

        return Read([.. curve]);
    }

    static double[] Read((double Value, double Share)[] curve)
    {
        var result = new double[Spread.Levels.Length];
        for (int level = 0, i = 0; level < result.Length; level++)
        {
            while (i < curve.Length && curve[i].Share < Spread.Levels[level])
                i++;
            result[level] = i == 0 ? curve[0].Value : i == curve.Length ? curve[^1].Value
                : Between(curve[i - 1], curve[i], Spread.Levels[level]);
        }

        return result;
    }

    static double Between((double Value, double Share) low, (double Value, double Share) high, double share) =>
        high.Share <= low.Share ? high.Value
        : low.Value + (high.Value - low.Value) * (share - low.Share) / (high.Share - low.Share);
}
