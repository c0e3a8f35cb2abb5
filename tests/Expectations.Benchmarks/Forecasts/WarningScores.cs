namespace Expectations.Benchmarks.Forecasts;

/// <summary>How right warnings were.</summary>
sealed record WarningScores(double Rows, double Late, double Precision, double Recall, double F1, double Auc, double Brier)
{
    public static WarningScores Of(IReadOnlyCollection<JudgedTask> judged)
    {
        var warned = judged.Count(j => j.Warned);
        var late = judged.Count(j => j.Late);
        var right = judged.Count(j => j.Late && j.Warned);
        var rightlyNot = judged.Count(j => !j.Late && !j.Warned);
        var f1 = 2.0 * right / Math.Max(1, warned + late);
        return new WarningScores(judged.Count, (double)late / judged.Count,
            right / Math.Max(1.0, warned), right / Math.Max(1.0, late), f1,
            AreaUnderCurve(judged.Select(j => (j.Chance, j.Late))), judged.Average(j => Math.Pow(j.Chance - (j.Late ? 1 : 0), 2)))
        {
            MacroF1 = (f1 + 2.0 * rightlyNot / Math.Max(1, 2 * judged.Count - warned - late)) / 2,
        };
    }

    /// <summary>The mean of the F1 of being late and of the F1 of being on time.</summary>
    public double MacroF1 { get; private init; }

    public static WarningScores Mean(IReadOnlyCollection<WarningScores> s) => new(s.Sum(x => x.Rows), s.Average(x => x.Late),
        s.Average(x => x.Precision), s.Average(x => x.Recall), s.Average(x => x.F1), s.Average(x => x.Auc), s.Average(x => x.Brier))
    {
        MacroF1 = s.Average(x => x.MacroF1),
    };

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

/// <summary>One task a method judged, and how it ended.</summary>
sealed record JudgedTask(double Chance, bool Warned, bool Late, bool IsStrict);
