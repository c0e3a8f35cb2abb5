using System.Globalization;
using System.Text;
using Expectations.Forecasting;
using Expectations.Forecasting.Finish;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// Q3: boards replayed week by week; every open milestone is forecast each week from what the board showed until
/// then, and compared with the day it was released.
/// </summary>
static class Q3Replay
{
    public static string Run(string path)
    {
        var report = new StringBuilder();
        var all = new List<Made>();
        report.AppendLine(DateScores.Header);
        foreach (var file in Quality.Files(path, ".ndjson"))
        {
            var board = Board.Read(file);
            var made = Forecast(board, report);
            all.AddRange(made);
            Lines(report, board.Name + ", ", made);
            report.Append(ReplayWarnings.Of(made));
        }

        Lines(report, "all, ", all);
        var ages = all.GroupBy(m => Math.Min(9, m.Forecast.Basis.JudgedMilestones / 3) * 3).OrderBy(g => g.Key);
        report.AppendLine("coverage by milestones judged before: " + string.Join(", ", ages.Select(g => string.Create(
            CultureInfo.InvariantCulture, $"{g.Key}+: {DateScores.Of([.. g], m => m.Forecast.Odds).CoverageOfWeeks:0.00} of {g.Count()}"))));
        report.AppendLine("weights at the end: " + string.Join(", ", all[^1].Forecast.Opinions
            .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Source} {o.Weight:0.00}"))));
        return report.ToString();
    }

    static void Lines(StringBuilder report, string of, List<Made> made)
    {
        if (made.Count == 0)
            return;
        var paced = made.Where(m => Has(m, ForecastSource.Pace)).ToList();
        report.AppendLine(CultureInfo.InvariantCulture, $"{of}{made.Count} weeks of {made.Select(m => m.Project).Distinct().Count()} milestones, {paced.Count} weeks with a pace");
        if (paced.Count > 0)
        {
            report.AppendLine(DateScores.Of(paced, m => m.Plain!).Line("  plain Monte Carlo"));
            report.AppendLine(DateScores.Of(paced, m => m.Forecast.Odds).Line("  ours, same weeks"));
        }

        foreach (var source in made.SelectMany(m => m.Forecast.Opinions).Select(o => o.Source).Distinct().Order())
            report.AppendLine(DateScores.Of([.. made.Where(m => Has(m, source))], m => Of(m, source)).Line("  only " + source));
        report.AppendLine(DateScores.Of(made, m => m.Forecast.Uncalibrated).Line("  blend, not calibrated"));
        report.AppendLine(DateScores.Of(made, m => m.Forecast.Odds).Line("  OURS"));
    }

    static bool Has(Made made, ForecastSource source) => made.Forecast.Opinions.Any(o => o.Source == source);

    static Spread Of(Made made, ForecastSource source) => made.Forecast.Opinions.First(o => o.Source == source).Odds;

    static List<Made> Forecast(Board board, StringBuilder report)
    {
        var made = new List<Made>();
        var refused = new Dictionary<Lack, int>();
        foreach (var week in board.Weeks)
        {
            var record = TrackRecord.Judge(made.Select(m => new PastForecast(m.Project.Name, m.Forecast, m.Project.Finished)), week.On);
            foreach (var milestone in board.Milestones.Where(m => m.Statuses.Any(s => s.On == week.On) && m.Finished > week.On))
            {
                var question = board.Ask(milestone, week, record);
                if (FinishForecaster.Forecast(question) is FinishForecast forecast)
                    made.Add(new Made(milestone, forecast, milestone.Statuses.First(s => s.On == week.On), week.On, Scored: true) { Plain = Pace.Plain(question, Pace.LongWindow, out _), Planned = Board.Planned(milestone, week) });
                else if (FinishForecaster.Forecast(question) is NoForecast none)
                    refused[none.Reason] = refused.GetValueOrDefault(none.Reason) + 1;
            }
        }

        report.AppendLine(CultureInfo.InvariantCulture, $"{board.Name}: refused {string.Join(", ", refused.Select(r => $"{r.Key} {r.Value}"))}");
        return made;
    }
}
