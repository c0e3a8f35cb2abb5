using Expectations.Core.Reports;

namespace Expectations.Letters.Pictures;

/// <summary>What the burn-up picture of a report shows, in no language.</summary>
/// <param name="Points">Tasks in all and done, by date, oldest first.</param>
/// <param name="Agreed">Agreed dates of the milestones, in the order of the report.</param>
/// <param name="Today">The day the report was written.</param>
sealed record BurnUp(
    ImmutableArray<BurnUpPoint> Points, ImmutableArray<MilestoneLine> Agreed, LocalDate Today)
{
    const double FutureShare = 1.5;

    internal static BurnUp Of(ReportContent content) =>
        new(content.BurnUp, content.Milestones, content.Until);

    internal LocalDate First => Points[0].On;

    /// <summary>
    /// Last day shown: that of the last milestone, but never so far off that the past shrinks to a
    /// corner.
    /// </summary>
    internal LocalDate Last
    {
        get
        {
            var past = Math.Max(7, Period.DaysBetween(First, Today));
            var last = Agreed.Select(m => m.Agreed).Where(d => d > Today).DefaultIfEmpty(Today).Max();
            return LocalDate.Min(last, Today.PlusDays((int)(past * FutureShare)));
        }
    }

    internal int Most => Points.Max(p => Math.Max(p.InAll, p.Done));
}
