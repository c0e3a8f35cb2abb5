using System.Globalization;
using System.Text;
using Expectations.Forecasting.Warnings;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>
/// Q1: is a task going to be late, judged on the day its due date was set? The first rows of each organisation
/// are for learning and for the threshold, the rest is judged once. Strict rows had two days left or more.
/// </summary>
static class Q1EarlyWarning
{
    /// <summary>Rows for learning, as published; another organisation learns from the first 77 %.</summary>
    static readonly Dictionary<string, int> Published = new()
    {
        ["apache"] = 5019,
        ["duraspace"] = 2770,
        ["javanet"] = 12376,
        ["jboss"] = 2676,
        ["jira"] = 3128,
        ["moodle"] = 12194,
        ["mulesoft"] = 4836,
        ["wso2"] = 3789,
    };

    static readonly string[] Columns =
    [
        "discussion", "repetition", "no_comment", "no_priority_change", "no_fixversion", "no_fixversion_change",
        "no_issuelink", "no_blocking", "no_blockedby", "no_affectversion", "reporterrep", "no_des_change",
    ];

    public static string Run(string path)
    {
        var scores = Quality.Files(path, "_due.csv").AsParallel().AsOrdered().Select(Organisation).ToArray();
        var report = new StringBuilder("Q1, F1 and area under the curve; all rows, then strict rows\n");
        foreach (var organisation in scores)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"{organisation.Name}: learned from {organisation.Learned}, judged {organisation.Lines[0].All.Rows} "
                + $"({organisation.Lines[0].All.Late:0 %} late), strict {organisation.Lines[0].Strict.Rows} ({organisation.Lines[0].Strict.Late:0 %} late)");
            foreach (var (name, all, strict) in organisation.Lines)
                report.AppendLine(Line(name, all, strict));
        }

        report.AppendLine(CultureInfo.InvariantCulture, $"mean of {scores.Length} organisations");
        for (var i = 0; i < scores[0].Lines.Length; i++)
            report.AppendLine(Line(scores[0].Lines[i].Name, Mean(scores, i, l => l.All), Mean(scores, i, l => l.Strict)));
        report.AppendLine("reasons given most: " + string.Join(", ", scores.SelectMany(s => s.Reasons)
            .GroupBy(r => r).OrderByDescending(g => g.Count()).Take(8).Select(g => $"{g.Key} {g.Count()}")));
        return report.ToString();
    }

    /// <summary>Rows of an organisation with their keys and delays, and how many are for learning.</summary>
    public static List<(string Key, PastTask Task, int DaysLate)> Rows(string file, out int learned)
    {
        var rows = Table.Read(file);
        learned = Math.Min(Published.GetValueOrDefault(Path.GetFileName(file).Split('_')[0], (int)(rows.Count * 0.77)), rows.Count - 1);
        return rows.ConvertAll(r => (r["issuekey"], Task(r), (int)float.Parse(r["delaydays"], CultureInfo.InvariantCulture)));
    }

    static string Line(string name, WarningScores all, WarningScores strict) => string.Create(CultureInfo.InvariantCulture,
        $"  {name,-28} P {all.Precision:0.00} R {all.Recall:0.00} F1 {all.F1:0.000} AUC {all.Auc:0.000} Brier {all.Brier:0.000} | "
        + $"P {strict.Precision:0.00} R {strict.Recall:0.00} F1 {strict.F1:0.000} AUC {strict.Auc:0.000} Brier {strict.Brier:0.000}");

    static WarningScores Mean(Judged[] scores, int line, Func<(string, WarningScores All, WarningScores Strict), WarningScores> of) =>
        WarningScores.Mean([.. scores.Select(s => of(s.Lines[line]))]);

    static Judged Organisation(string file)
    {
        var name = Path.GetFileName(file).Split('_')[0];
        var tasks = Table.Read(file).ConvertAll(Task);
        var learned = Math.Min(Published.GetValueOrDefault(name, (int)(tasks.Count * 0.77)), tasks.Count - 1);
        var (past, test) = (tasks[..learned], tasks[learned..]);
        var lines = ImmutableArray.CreateBuilder<(string, WarningScores, WarningScores)>();
        void Add(string method, IReadOnlyList<double> chances, double threshold) => lines.Add((method,
            WarningScores.Of([.. chances.Select((c, i) => (c, test[i].Late))], threshold),
            WarningScores.Of([.. chances.Select((c, i) => (c, test[i])).Where(x => Left(x.Item2.Moment) >= 2).Select(x => (x.c, x.Item2.Late))], threshold)));

        TaskMoment[] moments = [.. test.Select(t => t.Moment)];
        Add("always warn", [.. test.Select(_ => 1.0)], 0.5);
        Add("due within a day", [.. moments.Select(m => Left(m) <= 1 ? 1.0 : 0.0)], 0.5);
        var plain = Plain(past, moments);
        Add("plain trees, 80 of depth 3", plain, 0.5);
        Add("rules of thumb (cold start)", [.. EarlyWarning.Learn([], []).Judge(moments).Select(w => w.Chance)], 0.5);
        foreach (var (method, change) in Ablations)
        {
            var part = EarlyWarning.Learn(past.Select(p => p with { Moment = change(p.Moment) }), Names(change(past[0].Moment)));
            Add(method, [.. part.Judge([.. moments.Select(change)], explain: false).Select(w => w.Chance)], part.Threshold);
        }

        var ours = EarlyWarning.Learn(past, Names(moments[0]));
        Add("OURS", [.. ours.Judge(moments, explain: false).Select(w => w.Chance)], ours.Threshold);
        var reasons = ours.Judge(moments[..Math.Min(50, moments.Length)]).SelectMany(w => w.Reasons).Select(r => r.Signal);
        return new Judged(name, learned, lines.ToImmutable(), [.. reasons]);
    }

    static readonly (string, Func<TaskMoment, TaskMoment>)[] Ablations =
    [
        ("without the group", m => m with { Group = m.GetHashCode().ToString(CultureInfo.InvariantCulture) }),
        ("without the owner", m => m with { OwnerLateShare = float.NaN, OwnerOpenTasks = float.NaN }),
        ("without the tool's measures", m => m with { Measures = [] }),
    ];

    /// <summary>The peer: the published columns as they are, common settings, threshold one half.</summary>
    static double[] Plain(List<PastTask> past, TaskMoment[] test) => PlainTrees.Chances(
        [.. past.Select(p => Raw(p.Moment))], [.. past.Select(p => p.Late)], [.. test.Select(Raw)]);

    static float[] Raw(TaskMoment m) =>
        [Left(m), Period.DaysBetween(m.CreatedOn, m.On), m.OwnerLateShare, m.OwnerOpenTasks, .. m.Measures];

    static int Left(TaskMoment moment) => Period.DaysBetween(moment.On, moment.DueOn);

    static ImmutableArray<Signal> Names(TaskMoment moment) =>
        [.. Columns.Take(moment.Measures.Length).Select(c => new Signal(c, c + " {0}"))];

    static PastTask Task(Dictionary<string, string> row)
    {
        float Number(string column) => float.TryParse(row[column], CultureInfo.InvariantCulture, out var value) ? value : float.NaN;
        var opened = LocalDate.FromDateTime(DateTime.Parse(row["openeddate"], CultureInfo.InvariantCulture));
        var on = opened.PlusDays((int)Number("ProgressTime"));
        return new PastTask(
            new TaskMoment
            {
                Group = row["issuekey"][..Math.Max(0, row["issuekey"].LastIndexOf('-'))],
                CreatedOn = opened,
                On = on,
                DueOn = on.PlusDays((int)Number("RemainingDay")),
                OwnerLateShare = Number("perofdelay") / 100,
                OwnerOpenTasks = Number("workload"),
                Measures = [.. Columns.Select(Number)],
            },
            Number("delaydays") > 0);
    }

    sealed record Judged(string Name, int Learned,
        ImmutableArray<(string Name, WarningScores All, WarningScores Strict)> Lines, ImmutableArray<string> Reasons);
}
