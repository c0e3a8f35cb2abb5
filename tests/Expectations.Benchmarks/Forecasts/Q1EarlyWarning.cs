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
        var organisations = Quality.Files(path, "_due.csv").AsParallel().AsOrdered().Select(Organisation).ToArray();
        var report = new StringBuilder("Q1, F1, F1 of both classes (macro) and area under the curve; all rows, then strict rows\n");
        foreach (var (name, learned, methods, _) in organisations)
        {
            var (all, strict) = (Score(methods[0].Tasks), Score(methods[0].Tasks.Where(t => t.IsStrict)));
            report.AppendLine(CultureInfo.InvariantCulture, $"{name}: learned from {learned}, judged {all.Rows} ({all.Late:0 %} late), strict {strict.Rows} ({strict.Late:0 %} late)");
            foreach (var method in methods)
                report.AppendLine(Line(method.Name, Score(method.Tasks), Score(method.Tasks.Where(t => t.IsStrict))));
        }

        var names = organisations[0].Methods.Select(m => m.Name).ToArray();
        report.AppendLine(CultureInfo.InvariantCulture, $"mean of {organisations.Length} organisations, each counting the same");
        foreach (var (i, name) in names.Index())
            report.AppendLine(Line(name, Mean(organisations, i, _ => true), Mean(organisations, i, t => t.IsStrict)));
        report.AppendLine("pooled, each judged row counting the same, chances compared across organisations");
        foreach (var (i, name) in names.Index())
        {
            var tasks = organisations.SelectMany(o => o.Methods[i].Tasks).ToArray();
            report.AppendLine(Line(name, Score(tasks), Score(tasks.Where(t => t.IsStrict))));
        }

        report.AppendLine("published, eight organisations (Choetkiertikul et al. 2017): F1 0.61, AUC 0.78");
        report.AppendLine("reasons given most: " + string.Join(", ", organisations.SelectMany(s => s.Reasons)
            .GroupBy(r => r).OrderByDescending(g => g.Count()).Take(8).Select(g => $"{g.Key} {g.Count()}")));
        return report.ToString();
    }

    /// <summary>Rows of an organisation with their keys and delays, and how many are for learning.</summary>
    public static List<(string Key, PastTask Task, int DaysLate)> Rows(string file, out int learned)
    {
        var rows = Table.Read(file);
        learned = Math.Min(Published.GetValueOrDefault(Path.GetFileName(file).Split('_')[0], (int)(rows.Count * 0.77)), rows.Count - 1);
        return rows.ConvertAll(r => (r["issuekey"], Task(r).Past, (int)float.Parse(r["delaydays"], CultureInfo.InvariantCulture)));
    }

    static WarningScores Score(IEnumerable<JudgedTask> tasks) => WarningScores.Of([.. tasks]);

    static string Line(string name, WarningScores all, WarningScores strict) => string.Create(
        CultureInfo.InvariantCulture, $"  {name,-28} {Figures(all)} | {Figures(strict)}");

    static string Figures(WarningScores s) => string.Create(CultureInfo.InvariantCulture,
        $"P {s.Precision:0.00} R {s.Recall:0.00} F1 {s.F1:0.000} macro {s.MacroF1:0.000} AUC {s.Auc:0.000} Brier {s.Brier:0.000}");

    static WarningScores Mean(Judged[] organisations, int method, Func<JudgedTask, bool> which) =>
        WarningScores.Mean([.. organisations.Select(o => Score(o.Methods[method].Tasks.Where(which)))]);

    static Judged Organisation(string file)
    {
        var name = Path.GetFileName(file).Split('_')[0];
        var tasks = Table.Read(file).ConvertAll(Task);
        var learned = Math.Min(Published.GetValueOrDefault(name, (int)(tasks.Count * 0.77)), tasks.Count - 1);
        PastTask[] past = [.. tasks[..learned].Select(t => t.Past)];
        var test = tasks[learned..];
        var methods = ImmutableArray.CreateBuilder<Method>();
        void Add(string method, IEnumerable<(double Chance, bool Warned)> said) => methods.Add(new Method(method,
            [.. said.Select((s, i) => new JudgedTask(s.Chance, s.Warned, test[i].Past.Late, Left(test[i].Past.Moment) >= 2))]));

        TaskMoment[] moments = [.. test.Select(t => t.Past.Moment)];
        Add("always warn", test.Select(_ => (1.0, true)));
        Add("due within a day", moments.Select(m => (Left(m) <= 1 ? 1.0 : 0.0, Left(m) <= 1)));
        Add("plain trees, 80 of depth 3", Plain(past, moments).Select(c => (c, c >= 0.5)));
        Add("rules of thumb (cold start)", EarlyWarning.Learn([], []).Judge(moments).Select(w => (w.Chance, w.Warns)));
        foreach (var (method, change) in Ablations)
            Add(method, EarlyWarning.Learn(past.Select(p => p with { Moment = change(p.Moment) }), Names(change(past[0].Moment)))
                .Judge([.. moments.Select(change)], explain: false).Select(w => (w.Chance, w.Warns)));

        var ours = EarlyWarning.Learn(past, Names(moments[0]));
        Add("OURS", ours.Judge(moments, explain: false).Select(w => (w.Chance, w.Warns)));
        Add("learning on (not the bar)", LearningOn.Judge(past, test, Names(moments[0])));
        var reasons = ours.Judge(moments[..Math.Min(50, moments.Length)]).SelectMany(w => w.Reasons).Select(r => r.Signal);
        return new Judged(name, learned, methods.ToImmutable(), [.. reasons]);
    }

    static readonly (string, Func<TaskMoment, TaskMoment>)[] Ablations =
    [
        ("without the group", m => m with { Group = m.GetHashCode().ToString(CultureInfo.InvariantCulture) }),
        ("without the owner", m => m with { OwnerLateShare = float.NaN, OwnerOpenTasks = float.NaN }),
        ("without the tool's measures", m => m with { Measures = [] }),
    ];

    /// <summary>The peer: the published columns as they are, common settings, threshold one half.</summary>
    static double[] Plain(PastTask[] past, TaskMoment[] test) => PlainTrees.Chances(
        [.. past.Select(p => Raw(p.Moment))], [.. past.Select(p => p.Late)], [.. test.Select(Raw)]);

    static float[] Raw(TaskMoment m) =>
        [Left(m), Period.DaysBetween(m.CreatedOn, m.On), m.OwnerLateShare, m.OwnerOpenTasks, .. m.Measures];

    static int Left(TaskMoment moment) => Period.DaysBetween(moment.On, moment.DueOn);

    static ImmutableArray<Signal> Names(TaskMoment moment) =>
        [.. Columns.Take(moment.Measures.Length).Select(c => new Signal(c, c + " {0}"))];

    static DatedTask Task(Dictionary<string, string> row)
    {
        float Number(string column) => float.TryParse(row[column], CultureInfo.InvariantCulture, out var value) ? value : float.NaN;
        var opened = LocalDate.FromDateTime(DateTime.Parse(row["openeddate"], CultureInfo.InvariantCulture));
        var on = opened.PlusDays((int)Number("ProgressTime"));
        var due = on.PlusDays((int)Number("RemainingDay"));
        var days = Number("delaydays");
        var past = new PastTask(
            new TaskMoment
            {
                Group = row["issuekey"][..Math.Max(0, row["issuekey"].LastIndexOf('-'))],
                CreatedOn = opened,
                On = on,
                DueOn = due,
                OwnerLateShare = Number("perofdelay") / 100,
                OwnerOpenTasks = Number("workload"),
                Measures = [.. Columns.Select(Number)],
            },
            days > 0);
        // A task that was on time is done by its date; one without a number is taken to be, as its label is.
        return new DatedTask(past, due.PlusDays(float.IsNaN(days) ? 0 : (int)Math.Max(0, days)));
    }

    sealed record Judged(string Name, int Learned, ImmutableArray<Method> Methods, ImmutableArray<string> Reasons);

    sealed record Method(string Name, ImmutableArray<JudgedTask> Tasks);
}
