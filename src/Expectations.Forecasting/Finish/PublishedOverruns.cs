namespace Expectations.Forecasting.Finish;

/// <summary>
/// What is known before anything of one's own is: 60–80 % of software projects overrun, on average by 30–40 %
/// (Moløkken and Jørgensen, A Review of Surveys on Software Effort Estimation, ISESE 2003). A lognormal ratio of
/// real to announced time that exceeds 1 in 70 % of cases and averages 1.35 has the parameters below: median
/// 1.24, P10 0.73, P90 2.10. It is applied to the time still announced, because that ratio keeps its range while
/// a project goes on (Little, IEEE Software 23(3), 2006).
/// </summary>
public static class PublishedOverruns
{
    const double Mu = 0.2156;
    const double Sigma = 0.411;

    /// <summary>Times the announced time that half of them took at most: 1.24.</summary>
    public static double Median => Math.Exp(Mu);

    internal static Spread Ratio { get; } = new([.. Spread.Scores.Select(z => Math.Exp(Mu + Sigma * z))]);

    internal static Spread? Opinion(FinishQuestion question) => question.AnnouncedFor is { } announced
        ? Ratio.Times(ReferenceClass.DaysAnnounced(question.AsOf, announced))
        : null;
}
