namespace Expectations.Benchmarks.Forecasts;

/// <summary>How right warnings were.</summary>
sealed record WarningScores(double Rows, double Late, double Precision, double Recall, double F1, double Auc, double Brier)
{
    public static WarningScores Of(IReadOnlyCollection<(double Chance, bool Late)> judged, double threshold)
    {
        var warned = judged.Count(j => j.Chance >= threshold);
        var late = judged.Count(j => j.Late);
        var right = judged.Count(j => j.Late && j.Chance >= threshold);
        return new WarningScores(judged.Count, (double)late / judged.Count,
            right / Math.Max(1.0, warned), right / Math.Max(1.0, late), 2.0 * right / Math.Max(1, warned + late),
            AreaUnderCurve(judged), judged.Average(j => Math.Pow(j.Chance - (j.Late ? 1 : 0), 2)));
    }

    public static WarningScores Mean(IReadOnlyCollection<WarningScores> s) => new(s.Sum(x => x.Rows), s.Average(x => x.Late),
        s.Average(x => x.Precision), s.Average(x => x.Recall), s.Average(x => x.F1), s.Average(x => x.Auc), s.Average(x => x.Brier));

    /// <summary>The chance that a late task scores above one on time, ties counting half.</summary>
    static double AreaUnderCurve(IEnumerable<(double Chance, bool Late)> judged)
    {
        double ranks = 0, late = 0, before = 0;
        foreach (var tie in judged.GroupBy(j => j.Chance).OrderBy(g => g.Key))
        {
            var (lates, all) = (tie.Count(j => j.Late), tie.Count());
            ranks += lates * (before + (all + 1) / 2.0);
            (late, before) = (late + lates, before + all);
        }

        return (ranks - late * (late + 1) / 2) / (late * (before - late));
    }
}
