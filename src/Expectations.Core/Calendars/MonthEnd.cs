using System.Globalization;

namespace Expectations.Core.Calendars;

/// <summary>
/// Days 29 to 31 mean the last day of a month that has no such day (RFC 7529, <c>SKIP=BACKWARD</c>).
/// </summary>
static class MonthEnd
{
    /// <summary>Date-only rules, separated by blanks, whose union is what the parts mean.</summary>
    internal static string Rules(RuleParts parts)
    {
        var clamps = parts.Every is Frequency.Monthly or Frequency.Yearly
            && parts is { Weekdays: null, SetPositions: null } && parts.MonthDays.Any(day => day > 28);
        if (!clamps)
            return Rule(parts, parts.Months, parts.MonthDays, parts.SetPositions);

        // BYSETPOS chooses once a unit, so each day, and of a year each month, needs a rule of its own.
        var monthSets = parts.Every == Frequency.Yearly
            ? parts.Months.Select(month => ImmutableArray.Create(month)) : [parts.Months];
        var rules =
            from months in monthSets
            from day in parts.MonthDays
            select day <= 28
                ? Rule(parts, months, [day], setPositions: null)
                : Rule(parts, months, [.. Enumerable.Range(28, day - 27)], setPositions: "-1");
        return string.Join(' ', rules);
    }

    static string Rule(
        RuleParts parts, ImmutableArray<int> months, ImmutableArray<int> days, string? setPositions)
    {
        var every = parts.Every.ToString().ToUpperInvariant();
        var week = RuleReader.Code(parts.WeekStart);
        return string.Create(
            CultureInfo.InvariantCulture, $"FREQ={every};INTERVAL={parts.Interval};WKST={week}")
            + Part("BYMONTH", List(months)) + Part("BYMONTHDAY", List(days))
            + Part("BYDAY", parts.Weekdays) + Part("BYSETPOS", setPositions);
    }

    internal static string? List(ImmutableArray<int> numbers) =>
        numbers.IsEmpty
            ? null
            : string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    static string Part(string name, string? value) => value is null ? "" : $";{name}={value}";
}
