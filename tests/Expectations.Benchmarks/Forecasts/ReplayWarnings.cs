using System.Globalization;
using System.Text;
using Expectations.Forecasting.Warnings;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// The warnings a manager would have had week by week: the lamp of a milestone is lit by the chance of missing the
/// date that was planned on the day its plan first had one.
/// </summary>
static class ReplayWarnings
{
    public static string Of(List<Made> made)
    {
        var outcomes = new List<WarningOutcome>();
        var list = new StringBuilder();
        foreach (var milestone in made.GroupBy(m => m.Project).OrderBy(m => m.Key.Finished))
        {
            if (milestone.FirstOrDefault(m => m.Planned is not null)?.Planned is not { } planned)
                continue;
            var warned = WarnedOn(milestone.Where(m => m.Forecast.AsOf < planned), planned);
            var outcome = new WarningOutcome(warned, planned, milestone.Key.Finished > planned);
            outcomes.Add(outcome);
            list.AppendLine(Line(milestone.Key, outcome));
        }

        var record = WarningRecord.Of(outcomes);
        return list.AppendLine(CultureInfo.InvariantCulture, $"  warnings: {record.Warned} of {record.Outcomes} milestones with a planned date; {record.Late} were late; "
            + $"precision {record.Precision:0.00}, recall {record.Recall:0.00}, median lead {record.MedianLeadDays:0} days").ToString();
    }

    static LocalDate? WarnedOn(IEnumerable<Made> weeks, LocalDate planned)
    {
        var lamp = new WarningLamp();
        LocalDate? since = null;
        foreach (var week in weeks)
        {
            lamp = lamp.Next(MilestoneWarning.Judge(week.Forecast, planned).Chance, MilestoneWarning.Threshold);
            since = lamp.IsOn ? since ?? week.Forecast.AsOf : null;
        }

        return since;
    }

    static string Line(Release milestone, WarningOutcome outcome)
    {
        var warning = outcome.WarnedOn is { } on
            ? string.Create(CultureInfo.InvariantCulture, $"warned {on:yyyy-MM-dd}, {Period.DaysBetween(on, outcome.DueOn)} days before")
            : "not warned";
        var end = Period.DaysBetween(outcome.DueOn, milestone.Finished);
        return string.Create(CultureInfo.InvariantCulture,
            $"  {milestone.Name}: planned {outcome.DueOn:yyyy-MM-dd}, {warning}, {(end > 0 ? $"{end} days late" : "on time")}");
    }
}
