namespace Expectations.Forecasting.Warnings;

/// <summary>
/// Says how likely a task is to miss its date, from what was known on the day. Learned from the organisation's own
/// finished tasks; where there are too few, rules of thumb answer.
/// </summary>
public sealed class EarlyWarning
{
    const int FewestTasks = 300;
    const int FewestOfEachKind = 40;

    readonly ImmutableArray<Signal> signals;
    readonly ImmutableArray<TaskMoment> history;
    readonly Surroundings surroundings = new();
    readonly Trees? trees;
    readonly float[] usual = [];

    EarlyWarning(ImmutableArray<Signal> measures, IReadOnlyList<NotedTask> noted, int tasks)
    {
        signals = [.. Surroundings.Signals, .. measures];
        history = [.. noted.Where(n => n.IsDating).Select(n => n.Moment)];
        var described = Describe(surroundings, noted);
        var (rows, late) = (new List<float[]>(), new List<bool>());
        foreach (var (i, row) in described.Index())
            if (noted[i].Late is { } missed)
            {
                rows.Add(row);
                late.Add(missed);
            }

        if (tasks < FewestTasks || Math.Min(late.Count(l => l), late.Count(l => !l)) < FewestOfEachKind)
            return;
        LearnedFrom = tasks;
        (trees, Threshold) = (Trees.Learn([.. rows], [.. late]), ChooseThreshold([.. rows], [.. late]));
        usual = [.. Enumerable.Range(0, signals.Length).Select(s => Median(rows.Select(r => r[s])))];
    }

    /// <summary>The chance from which on a task is warned of, between 0 and 1.</summary>
    public double Threshold { get; } = RulesOfThumb.Threshold;

    /// <summary>Tasks it was learned from; 0 where rules of thumb answer.</summary>
    public int LearnedFrom { get; }

    /// <summary>Learns from finished tasks. The same tasks give the same model.</summary>
    /// <param name="past">Finished tasks, oldest first; only outcomes known by now.</param>
    /// <param name="measures">Names of <see cref="TaskMoment.Measures"/>, in order.</param>
    /// <exception cref="ArgumentException">A task has another number of measures than there are names.</exception>
    public static EarlyWarning Learn(IEnumerable<PastTask> past, ImmutableArray<Signal> measures)
    {
        ImmutableArray<PastTask> tasks = [.. past];
        if (tasks.FirstOrDefault(t => t.Moment.Measures.Length != measures.Length) is { } wrong)
            throw new ArgumentException(
                $"A task has {wrong.Moment.Measures.Length} measures, but {measures.Length} are named.", nameof(past));
        return Learn([.. tasks.Select(t => new NotedTask(t.Moment, t.Late, IsDating: true))], measures, tasks.Length);
    }

    /// <summary>Learns from moments of tasks, several of one perhaps, oldest first.</summary>
    internal static EarlyWarning Learn(
        IReadOnlyList<NotedTask> noted, ImmutableArray<Signal> measures, int tasks) => new(measures, noted, tasks);

    /// <summary>Judges open tasks, each by what was known on its day and before.</summary>
    /// <param name="tasks">The tasks, in any order; the answers come in the same order.</param>
    /// <param name="explain">False leaves the reasons out, which is some fifty times as fast.</param>
    public ImmutableArray<Warning> Judge(IReadOnlyList<TaskMoment> tasks, bool explain = true)
    {
        if (trees is null)
            return [.. tasks.Select(RulesOfThumb.Judge)];
        return Judge(
            Describe(new(), [.. history.Concat(tasks).Select(t => new NotedTask(t, null, IsDating: true))])
                [history.Length..],
            explain);
    }

    /// <summary>
    /// Judges open tasks as they are now: they were given their dates before, and say nothing of one another.
    /// </summary>
    /// <param name="tasks">The tasks, on a day on or after all that was learned.</param>
    /// <param name="explain">False leaves the reasons out, which is some fifty times as fast.</param>
    public ImmutableArray<Warning> Look(IReadOnlyList<TaskMoment> tasks, bool explain = true) => trees is null
        ? [.. tasks.Select(RulesOfThumb.Judge)]
        : Judge([.. tasks.Select(t => (float[])[.. surroundings.Describe(t), .. t.Measures])], explain);

    ImmutableArray<Warning> Judge(float[][] rows, bool explain)
    {
        var chances = trees!.Chances(rows);
        return [.. rows.Select((row, i) => new Warning(
            chances[i], chances[i] >= Threshold, Learned: true, explain ? Reasons(row, chances[i]) : []))];
    }

    /// <summary>Signals of each task, from the tasks given their dates before it on the same line of time.</summary>
    static float[][] Describe(Surroundings surroundings, IReadOnlyList<NotedTask> noted)
    {
        var rows = new float[noted.Count][];
        foreach (var i in Enumerable.Range(0, noted.Count).OrderBy(i => noted[i].Moment.On))
        {
            var moment = noted[i].Moment;
            var described = noted[i].IsDating ? surroundings.Next(moment) : surroundings.Describe(moment);
            rows[i] = [.. described, .. moment.Measures];
        }

        return rows;
    }

    /// <summary>The threshold with the best F1 on later parts of the history, each judged by its past only.</summary>
    static double ChooseThreshold(float[][] rows, bool[] late)
    {
        var judged = new List<(double Chance, bool Late)>();
        foreach (var share in (double[])[0.4, 0.55, 0.7, 0.85])
        {
            var (from, to) = ((int)(rows.Length * share), (int)(rows.Length * (share + 0.15)));
            if (late[..from].Distinct().Count() < 2)
                continue;
            var chances = Trees.Learn(rows[..from], late[..from], members: 1).Chances(rows[from..to]);
            judged.AddRange(chances.Zip(late[from..to]));
        }

        return Enumerable.Range(5, 86).Select(t => t / 100.0).MaxBy(threshold => F1(judged, threshold));
    }

    static double F1(List<(double Chance, bool Late)> judged, double threshold)
    {
        var right = judged.Count(j => j.Late && j.Chance >= threshold);
        return 2.0 * right / Math.Max(1, judged.Count(j => j.Late) + judged.Count(j => j.Chance >= threshold));
    }

    /// <summary>What lowers the chance most when it is given its usual value instead.</summary>
    ImmutableArray<Reason> Reasons(float[] row, double chance)
    {
        var variants = signals.Select((_, s) =>
        {
            var changed = (float[])row.Clone();
            changed[s] = usual[s];
            return changed;
        }).ToArray();
        return [.. trees!.Chances(variants).Select((without, s) => (Adds: chance - without, s))
            .Where(r => r.Adds >= 0.02 && !float.IsNaN(row[r.s])).OrderByDescending(r => r.Adds).Take(3)
            .Select(r => new Reason(signals[r.s].Name, row[r.s], r.Adds, RulesOfThumb.Say(signals[r.s], row[r.s])))];
    }

    static float Median(IEnumerable<float> values)
    {
        var known = values.Where(v => !float.IsNaN(v)).Order().ToArray();
        return known.Length == 0 ? float.NaN : known[known.Length / 2];
    }
}
