namespace Expectations.Forecasting.Verdicts;

/// <summary>
/// What a technology the people have not delivered with does to effort. A newer one never takes less.
/// </summary>
sealed class TechnologyEffect
{
    // Effort of people new to their language and tools, COCOMO II (Boehm et al. 2000), LTEX very low: 1.20.
    const double Published = 1.2;

    // Nothing published says how much worse it is where nobody can be asked, so nothing is added there; the odds widen
    // by what such figures are off: COCOMO II comes within 30 % of three in four of its 161 projects (Chulani, Boehm
    // and Steece, IEEE TSE 25(4), 1999), which is a standard deviation of 0.23 in logarithms.
    const double WidenedBy = 0.23;

    readonly Technology technology;

    public TechnologyEffect(Technology technology, IReadOnlyCollection<PastWork> cases)
    {
        this.technology = technology;
        var (with, without) = (Of(cases, isNew: true), Of(cases, isNew: false));
        Cases = Math.Min(with.Length, without.Length) >= WorkAhead.FewestCases ? with.Length : 0;
        Own = Cases > 0 ? Math.Max(1, Median(with) / Median(without)) : null;
    }

    /// <summary>Own cases with new technology it is measured on; 0 where the published one stands in.</summary>
    public int Cases { get; }

    /// <summary>Times the effort that own cases took with new technology; none where there are too few.</summary>
    public double? Own { get; }

    /// <summary>Times the effort of known technology.</summary>
    public double Factor => technology switch
    {
        Technology.Known => 1,
        Technology.NewToTeam => Own ?? Published,
        _ => Math.Max(Own ?? Published, Published),
    };

    public Spread Widened(Spread odds)
    {
        if (technology != Technology.NewToOrganisation)
            return odds;
        var middle = odds.Log(Spread.P50);
        return Spread.FromLogs(Spread.Scores.Select((score, level) => score <= 0
            ? odds.Log(level)
            : middle + double.Hypot(odds.Log(level) - middle, score * WidenedBy)));
    }

    static double[] Of(IEnumerable<PastWork> cases, bool isNew) =>
        [.. cases.Where(c => c.NewTechnology == isNew).Select(c => c.PersonDays / c.Tasks).Order()];

    static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
