using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Verdicts;

/// <summary>How much longer finished milestones took than first announced.</summary>
/// <param name="Count">Finished milestones that had been announced.</param>
/// <param name="Median">
/// Times the announced time that half of them took at most; none where there are fewer than <see cref="Fewest"/>.
/// </param>
public sealed record CaseOverruns(int Count, double? Median)
{
    /// <summary>Fewer cases say nothing, and might point at someone.</summary>
    public const int Fewest = 5;

    /// <summary>Puts cases together.</summary>
    public static CaseOverruns Of(IEnumerable<PastMilestone> cases)
    {
        double[] ratios =
        [
            .. cases.Select(Ratio).OfType<double>().Order(),
        ];
        return new CaseOverruns(
            ratios.Length,
            ratios.Length < Fewest ? null : (ratios[(ratios.Length - 1) / 2] + ratios[ratios.Length / 2]) / 2);
    }

    static double? Ratio(PastMilestone milestone) =>
        milestone.Statuses.Select(s => s.AnnouncedFor).FirstOrDefault(a => a > milestone.StartedOn) is { } announced
            ? (double)Period.DaysBetween(milestone.StartedOn, milestone.FinishedOn)
                / Period.DaysBetween(milestone.StartedOn, announced)
            : null;
}
