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
    readonly Trees? trees;
    readonly float[] usual = [];

    EarlyWarning(ImmutableArray<Signal> measures, ImmutableArray<PastTask> past)
    {
        signals = [.. Surroundings.Signals, .. measures];
        history = [.. past.Select(p => p.Moment)];
        if (past.Length < FewestTasks || Math.Min(past.Count(p => p.Late), past.Count(p => !p.Late)) < FewestOfEachKind)
            return;
        var rows = Describe(history);
        var late = past.Select(p => p.Late).ToArray();
        Threshold = ChooseThreshold(rows, late);
        trees = Trees.Learn(rows, late);
        usual = [.. Enumerable.Range(0, signals.Length).Select(s => Median(rows.Select(r => r[s])))];
    }

    /// <summary>The chance from which on a task is warned of, between 0 and 1.</summary>
    public double Threshold { get; } = RulesOfThumb.Threshold;

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
        return new EarlyWarning(measures, tasks);
    }

    /// <summary>Judges open tasks, each by what was known on its day and before.</summary>
    /// <param name="tasks">The tasks, in any order; the answers come in the same order.</param>
    /// <param name="explain">False leaves the reasons out, which is some fifty times as fast.</param>
    public ImmutableArray<Warning> Judge(IReadOnlyList<TaskMoment> tasks, bool explain = true)
    {
        if (trees is null)
            return [.. tasks.Select(RulesOfThumb.Judge)];
        var rows = Describe([.. history, .. tasks])[history.Length..];
        var chances = trees.Chances(rows);
        return [.. rows.Select((row, i) => new Warning(
            chances[i], chances[i] >= Threshold, Learned: true, explain ? Reasons(row, chances[i]) : []))];
    }

    /// <summary>Signals of each task, from the tasks noted before it on the same line of time.</summary>
    static float[][] Describe(ImmutableArray<TaskMoment> tasks)
    {
        var surroundings = new Surroundings();
        var rows = new float[tasks.Length][];
        foreach (var i in Enumerable.Range(0, tasks.Length).OrderBy(i => tasks[i].On))
            rows[i] = [.. surroundings.Next(tasks[i]), .. tasks[i].Measures];
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
