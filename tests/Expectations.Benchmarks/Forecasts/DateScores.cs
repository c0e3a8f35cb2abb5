using System.Globalization;
using Expectations.Forecasting;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>How right dates were: mean per project, then over projects; coverage also over all weeks alike.</summary>
sealed record DateScores(ImmutableArray<DateScores.OfProject> Projects, double CoverageOfWeeks, double TooEarly, double TooLate)
{
    public const string Header =
        "method                          MAPE   MAE d  pinball %  P10-P90 weeks  by project  below  above";

    public double Mape => Projects.Average(p => p.Mape);
    public double Mae => Projects.Average(p => p.Mae);
    public double Pinball => 100 * Projects.Average(p => p.Pinball);
    public double Coverage => Projects.Average(p => p.Coverage);

    public static DateScores Of(IReadOnlyCollection<Made> made, Func<Made, Spread> odds)
    {
        var rows = made.Select(m => (m, Odds: odds(m))).Select(r => (r.m.Project, r.m.Actual, r.m.Duration, r.Odds,
            Error: Math.Abs(r.Odds.Days[Spread.P50] - r.m.Actual))).ToArray();
        return new DateScores(
            [.. rows.GroupBy(r => r.Project).Select(g => new OfProject(
                g.Average(r => r.Error / r.Duration), g.Average(r => r.Error),
                g.Average(r => r.Odds.Pinball(r.Actual) / r.Duration), g.Average(r => Holds(r.Odds, r.Actual) ? 1 : 0)))],
            rows.Average(r => Holds(r.Odds, r.Actual) ? 1 : 0),
            rows.Average(r => r.Actual < r.Odds.Days[Spread.P10] ? 1 : 0),
            rows.Average(r => r.Actual > r.Odds.Days[Spread.P90] ? 1 : 0));
    }

    public string Line(string name) => string.Create(CultureInfo.InvariantCulture,
        $"{name,-30} {Mape,6:0.000} {Mae,7:0.0} {Pinball,10:0.00} {CoverageOfWeeks,14:0.000} {Coverage,11:0.000} {TooEarly,6:0.00} {TooLate,6:0.00}");

    /// <summary>Gains over a peer with the interval that 90 % of 2,000 draws of whole projects fall into.</summary>
    public string Against(DateScores peer, string name)
    {
        string Gain(string figure, Func<OfProject, double> of) => $"{figure} "
            + Interval([.. Projects.Zip(peer.Projects, (ours, theirs) => of(theirs) - of(ours))], "+0.000;-0.000");
        return $"gain over {name}, 90 % interval over projects: "
            + $"{Gain("MAPE", p => p.Mape)}, {Gain("MAE", p => p.Mae)} d, {Gain("pinball", p => 100 * p.Pinball)} %";
    }

    /// <summary>Coverage by project with the interval that 90 % of 2,000 draws of whole projects fall into.</summary>
    public string CoverageInterval => Interval([.. Projects.Select(p => p.Coverage)], "0.000");

    static string Interval(double[] ofProjects, string format)
    {
        var random = new Random(1);
        var means = Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(0, ofProjects.Length)
            .Average(_ => ofProjects[random.Next(ofProjects.Length)])).Order().ToArray();
        string Say(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Say(ofProjects.Average())} ({Say(means[100])} to {Say(means[1900])})";
    }

    static bool Holds(Spread odds, double actual) => actual >= odds.Days[Spread.P10] && actual <= odds.Days[Spread.P90];

    internal sealed record OfProject(double Mape, double Mae, double Pinball, double Coverage);
}
