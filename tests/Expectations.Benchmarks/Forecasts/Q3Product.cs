using System.Globalization;
using System.Text;
using Expectations.Benchmarks.Work;
using Expectations.Core;
using Expectations.Core.Calendars;
using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Forecasting.Warnings;
using Expectations.Hosting.Ledgers;
using Expectations.Storage;
using Signal = Expectations.Core.Risks.Signal;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// Q3 as the product works: boards read week by week by the product itself, first with dates warned of by the plan, then by
/// their odds; every warning it judged, with its lead.
/// </summary>
static class Q3Product
{
    public static string Run(string path)
    {
        var report = new StringBuilder();
        foreach (var file in Quality.Files(path, ".ndjson"))
        {
            var board = Board.Read(file);
            foreach (var forecasts in (bool[])[false, true])
            {
                var state = Live(board, forecasts).GetAwaiter().GetResult();
                report.AppendLine(CultureInfo.InvariantCulture, $"{board.Name}, {board.Weeks.Length} weeks, dates warned of by {(forecasts ? "odds" : "the plan")}");
                Write(report, state, board.Weeks[^1].On);
            }
        }

        return report.ToString();
    }

    static void Write(StringBuilder report, LedgerState state, LocalDate today)
    {
        var late = state.Risks.Judged.Where(m => m.Late).ToArray();
        foreach (var signal in state.Risks.Judged.SelectMany(m => m.Verdicts).GroupBy(v => v.Signal).OrderBy(g => g.Key))
        {
            int[] ahead = [.. signal.Where(v => v.Outcome == Outcome.CameTrue).Select(v => v.DaysAhead).Order()];
            report.AppendLine(CultureInfo.InvariantCulture, $"  {signal.Key}: {signal.Count()} warnings, {ahead.Length} came true, "
                + $"{late.Count(m => m.Verdicts.Any(v => v.Signal == signal.Key && v.Outcome == Outcome.CameTrue))} of {late.Length} late milestones, "
                + $"median lead {(ahead is [] ? 0 : ahead[ahead.Length / 2])} days");
        }

        foreach (var milestone in state.Risks.Judged)
            foreach (var verdict in milestone.Verdicts.Where(v => v.Signal is Signal.LikelyLateTasks or Signal.LateForecast))
                report.AppendLine(CultureInfo.InvariantCulture, $"    {milestone.Milestone}, agreed {milestone.Agreed:uuuu-MM-dd}, {(milestone.Late ? "late" : "in time")}: "
                    + $"{verdict.Signal} {verdict.DaysAhead} days ahead, {verdict.Outcome}");
        var record = WarningRecord.Of(state.Tasks!.Lives.Values.SelectMany(l => l.Outcomes(today)).Select(o => new WarningOutcome(o.Warned, o.Due, o.Missed)));
        report.AppendLine(CultureInfo.InvariantCulture, $"  tasks: {record.Outcomes} dates, {record.Late} missed, {record.Warned} warned, "
            + $"precision {record.Precision:0.00}, recall {record.Recall:0.00}, median lead {record.MedianLeadDays:0} days");
    }

    static async Task<LedgerState> Live(Board board, bool forecasts)
    {
        var folder = Directory.CreateTempSubdirectory("expectations-replay").FullName;
        try
        {
            await using var store = await SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledgers.db"));
            var runner = new LedgerRunner(store, new StubPress(), new WeeklyPlans());
            await runner.ApplyAsync(Id(board), new SetupReceived(Noon(board.Weeks[0]), Setup(board, forecasts)));
            foreach (var week in board.Weeks)
                await runner.ApplyAsync(Id(board), new PlanRead(Noon(week), Plan(week)));
            return await runner.StateAsync(Id(board));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Id(Board board) => board.Name.ToLowerInvariant();

    static ProjectSetup Setup(Board board, bool forecasts) => Portfolio.Project(0) with
    {
        Id = Id(board),
        Zone = "Etc/UTC",
        Cadence = new Cadence { Rule = "FREQ=WEEKLY", Start = board.Weeks[0].On.At(new LocalTime(12, 0)) },
        Calendar = new WorkingCalendar { Weekend = [] },
        Plan = new PlanReference { PlanId = "board", EveryBucketIsAMilestone = true },
        Baseline = new Baseline(),
        Warnings = new WarningRules { LikelyLatePercent = 30 },
        Forecasts = forecasts ? new ForecastRules() : null,
    };

    static PlanSnapshot Plan(BoardWeek week) => new()
    {
        Title = "Board",
        Buckets = [.. week.Tasks.Select(t => t.Bucket).Where(b => b.Length > 0).Distinct().Select(b => new PlanBucket(b, b))],
        Tasks =
        [
            .. week.Tasks.Select(t => new PlanTask
            {
                Id = t.Id, Title = t.Id, Bucket = t.Bucket, Percent = t.Percent, Due = t.Due, Done = t.DoneOn,
                Assignees = t.Owner is { } owner ? [owner] : [],
            }),
        ],
    };

    static Instant Noon(BoardWeek week) => week.On.At(new LocalTime(12, 0)).InUtc().ToInstant();
}
