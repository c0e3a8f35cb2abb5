using System.Globalization;

namespace Expectations.Forecasting.Warnings;

/// <summary>
/// Early warning before there is a history. It starts from the share of late tasks among 64,747 tasks with due
/// dates in eight organisations, 21 % (Choetkiertikul et al., Empirical Software Engineering 22(3), 2017). What
/// each rule adds is a judgement, not a measurement, and gives way to learning as soon as there is history.
/// </summary>
static class RulesOfThumb
{
    public const double Threshold = 0.5;
    const double Usual = 0.21;

    // The day before its date work under way is about to be done; what nobody has begun is not.
    static readonly Rule[] Rules =
    [
        new(new("overdue", "overdue by {0} days"), 0.95, t => -Left(t), (_, days) => days > 0),
        new(new("due-now", "{0} days left"), 0.5, Left, (t, days) => days is >= 0 and <= 1 && !t.IsBegun),
        new(new("old", "open for {0} days already"), 0.15, Age, (_, days) => days > 90),
        new(new("owner-late", "its owner's earlier tasks were late: {0}"), 0.4, t => t.OwnerLateShare,
            (_, share) => share >= 0.5),
        new(new("owner-busy", "its owner has {0} open tasks"), 0.15, t => t.OwnerOpenTasks, (_, open) => open > 10),
    ];

    /// <summary>Every rule that holds leaves only its share of the chance of being on time.</summary>
    public static Warning Judge(TaskMoment task)
    {
        var holding = Rules.Select(r => (r.Signal, r.Chance, r.Holds, Value: r.Value(task)))
            .Where(r => r.Holds(task, r.Value)).ToArray();
        var onTime = holding.Aggregate(1 - Usual, (left, rule) => left * (1 - rule.Chance));
        return new Warning(1 - onTime, 1 - onTime >= Threshold, Learned: false,
            [.. holding.OrderByDescending(r => r.Chance).Take(3).Select(r => new Reason(
                r.Signal.Name, r.Value, onTime / (1 - r.Chance) - onTime, Say(r.Signal, r.Value)))]);
    }

    public static string Say(Signal signal, double value) =>
        string.Format(CultureInfo.InvariantCulture, signal.Phrase, Math.Round(value, 2));

    static double Left(TaskMoment task) => Period.DaysBetween(task.On, task.DueOn);

    static double Age(TaskMoment task) => Period.DaysBetween(task.CreatedOn, task.On);

    sealed record Rule(
        Signal Signal, double Chance, Func<TaskMoment, double> Value, Func<TaskMoment, double, bool> Holds);
}
