using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace Expectations.Core.Calendars;

/// <summary>
/// Which days a rule means, whenever it began: equal patterns share what was worked out for one.
/// </summary>
/// <param name="Every">Unit of the rule.</param>
/// <param name="Interval">How many units apart.</param>
/// <param name="Phase">Number of the unit the rule began in, modulo the interval.</param>
/// <param name="WeekStart">First day of a week.</param>
/// <param name="Rules">Date-only recurrence rules without an end, separated by blanks; their union.</param>
sealed record DayPattern(Frequency Every, int Interval, int Phase, IsoDayOfWeek WeekStart, string Rules)
{
    static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>The pattern of a rule, with all that its first day leaves open written out.</summary>
    internal static DayPattern For(RuleParts parts, LocalDate start)
    {
        var rules = MonthEnd.Rules(parts.From(start));
        var pattern = new DayPattern(parts.Every, parts.Interval, 0, parts.WeekStart, rules);
        return pattern with { Phase = Modulo(pattern.UnitOf(start), parts.Interval) };
    }

    /// <summary>The days of one year, oldest first.</summary>
    internal LocalDate[] DaysOf(int year)
    {
        // Begins with the unit that holds 1 January: from any unit of its phase a rule gives the same days.
        var newYear = new LocalDate(year, 1, 1);
        var unit = UnitOf(newYear);
        var start = StartOf(unit - Modulo(unit - Phase, Interval));
        var days = new SortedSet<LocalDate>();
        foreach (var rule in Rules.Split(' '))
            days.UnionWith(Evaluate(rule, start, newYear));
        return [.. days];
    }

    static IEnumerable<LocalDate> Evaluate(string rule, LocalDate start, LocalDate newYear)
    {
        // A week more than the year, so that BYSETPOS sees the last week whole.
        var until = newYear.PlusYears(1).PlusDays(7);
        var pattern = new RecurrenceRule($"{rule};UNTIL={until:yyyyMMdd}");
        var from = new CalDateTime(start.Year, start.Month, start.Day);
        var options = new EvaluationOptions { MaxUnmatchedIncrementsLimit = 2000 };
        return new RecurrencePatternEvaluator(pattern).Evaluate(from, from, options)
            .Select(period => LocalDate.FromDateOnly(period.StartTime.Date))
            .Where(day => day.Year == newYear.Year);
    }

    int UnitOf(LocalDate day) => Every switch
    {
        Frequency.Daily => NodaTime.Period.DaysBetween(Epoch, day),
        Frequency.Weekly => FloorDivide(NodaTime.Period.DaysBetween(FirstWeek, day), 7),
        Frequency.Monthly => (day.Year * 12) + day.Month - 1,
        _ => day.Year,
    };

    LocalDate StartOf(int unit) => Every switch
    {
        Frequency.Daily => Epoch.PlusDays(unit),
        Frequency.Weekly => FirstWeek.PlusWeeks(unit),
        Frequency.Monthly => new LocalDate(unit / 12, (unit % 12) + 1, 1),
        _ => new LocalDate(unit, 1, 1),
    };

    LocalDate FirstWeek => Epoch.With(DateAdjusters.PreviousOrSame(WeekStart));

    static int FloorDivide(int number, int by) => (number - Modulo(number, by)) / by;

    static int Modulo(int number, int by) => ((number % by) + by) % by;
}
