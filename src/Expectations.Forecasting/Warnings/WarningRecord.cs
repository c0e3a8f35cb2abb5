namespace Expectations.Forecasting.Warnings;

/// <summary>A task or milestone that had a due date, and what became of it.</summary>
/// <param name="WarnedOn">The day the lamp last went on and stayed on until the outcome; null if it was off.</param>
/// <param name="DueOn">The date promised.</param>
/// <param name="Late">Whether the date was missed.</param>
public sealed record WarningOutcome(LocalDate? WarnedOn, LocalDate DueOn, bool Late);

/// <summary>How good warnings have been, for the people who must decide whether to heed them.</summary>
/// <param name="Outcomes">Dates whose outcome is known.</param>
/// <param name="Warned">Those warned of before they fell due.</param>
/// <param name="Late">Those missed.</param>
/// <param name="Right">Those warned of and missed.</param>
/// <param name="MedianLeadDays">Days between a right warning and the date, at the median; null without any.</param>
public sealed record WarningRecord(int Outcomes, int Warned, int Late, int Right, double? MedianLeadDays)
{
    /// <summary>Share of warnings that were right, between 0 and 1; null before the first warning.</summary>
    public double? Precision => Warned == 0 ? null : (double)Right / Warned;

    /// <summary>Share of missed dates that were warned of, between 0 and 1; null before the first miss.</summary>
    public double? Recall => Late == 0 ? null : (double)Right / Late;

    /// <summary>Adds outcomes up. A warning on or after the due date is none.</summary>
    public static WarningRecord Of(IEnumerable<WarningOutcome> outcomes)
    {
        var all = outcomes.ToArray();
        var warned = all.Where(o => o.WarnedOn < o.DueOn).ToArray();
        var leads = warned.Where(o => o.Late)
            .Select(o => Period.DaysBetween(o.WarnedOn!.Value, o.DueOn)).Order().ToArray();
        double? median = leads.Length == 0 ? null : (leads[(leads.Length - 1) / 2] + leads[leads.Length / 2]) / 2.0;
        return new WarningRecord(all.Length, warned.Length, all.Count(o => o.Late), leads.Length, median);
    }
}
