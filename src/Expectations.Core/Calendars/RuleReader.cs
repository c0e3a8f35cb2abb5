using System.Globalization;
using NodaTime.Text;

namespace Expectations.Core.Calendars;

/// <summary>
/// Reads a recurrence rule and refuses what a report cannot follow, saying what to write instead.
/// </summary>
static class RuleReader
{
    const int LongestRule = 200;
    const int MostOccurrences = 5000;
    static readonly ImmutableArray<string> Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    static readonly LocalDateTimePattern MomentPattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");


    /// <exception cref="FormatException">The rule cannot be followed; the message says why.</exception>
    internal static RuleParts Read(string rule)
    {
        if (string.IsNullOrWhiteSpace(rule) || rule.Length > LongestRule)
            throw new FormatException(
                $"The rule must have 1 to {LongestRule} characters, for example FREQ=WEEKLY;BYDAY=FR.");
        var values = Split(rule.ToUpperInvariant());
        var parts = new RuleParts { Every = Every(values) };
        parts = values.Aggregate(parts, (sofar, part) => With(sofar, part.Key, part.Value));
        return Together(parts);
    }

    internal static string Code(IsoDayOfWeek day) => Codes[(int)day - 1];

    static Dictionary<string, string> Split(string rule)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in rule.Split(';'))
        {
            if (part.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value])
                throw new FormatException(
                    $"\"{Shown(part)}\" is not a part of a rule; write NAME=VALUE, separated by semicolons.");
            if (!values.TryAdd(name, value))
                throw new FormatException($"{Shown(name)} is given twice; give it once.");
        }

        return values;
    }

    static Frequency Every(Dictionary<string, string> values) => values.GetValueOrDefault("FREQ") switch
    {
        "DAILY" => Frequency.Daily,
        "WEEKLY" => Frequency.Weekly,
        "MONTHLY" => Frequency.Monthly,
        "YEARLY" => Frequency.Yearly,
        "HOURLY" or "MINUTELY" or "SECONDLY" =>
            throw new FormatException("A report goes at most once a day; write FREQ=DAILY or longer."),
        _ => throw new FormatException(
            "FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY, as in FREQ=WEEKLY;BYDAY=FR."),
    };

    static RuleParts With(RuleParts parts, string name, string value) => name switch
    {
        "FREQ" => parts,
        "INTERVAL" => parts with { Interval = Number(name, value, 1, LongestInterval(parts.Every)) },
        "COUNT" => parts with { Count = Number(name, value, 1, MostOccurrences) },
        "UNTIL" => parts with { Until = End(value) },
        "BYHOUR" => parts with { Hour = OneOfDay(name, value, 23) },
        "BYMINUTE" => parts with { Minute = OneOfDay(name, value, 59) },
        "BYSECOND" => parts with { Second = OneOfDay(name, value, 59) },
        "WKST" => parts with { WeekStart = WeekStart(value) },
        "BYMONTH" => parts with { Months = Numbers(name, value, 1, 12) },
        "BYMONTHDAY" => parts with { MonthDays = Numbers(name, value, -31, 31) },
        "BYDAY" => parts with { Weekdays = Weekdays(parts.Every, value) },
        "BYSETPOS" => parts with { SetPositions = MonthEnd.List(Numbers(name, value, -366, 366)) },
        _ => throw new FormatException(
            $"{Shown(name)} is not supported; use BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT or UNTIL."),
    };

    /// <summary>What is right by itself but not together.</summary>
    static RuleParts Together(RuleParts parts)
    {
        if (parts is { Count: not null, Until: not null })
            throw new FormatException("COUNT and UNTIL exclude each other; keep one of them.");
        if (parts.Every == Frequency.Weekly && !parts.MonthDays.IsEmpty)
            throw new FormatException("FREQ=WEEKLY has no BYMONTHDAY; write FREQ=MONTHLY, or use BYDAY.");
        if (parts.Every == Frequency.Yearly && parts.Months.IsEmpty && !parts.MonthDays.IsEmpty)
            throw new FormatException(
                "FREQ=YEARLY with BYMONTHDAY needs BYMONTH; for every month write FREQ=MONTHLY.");
        if (parts is { SetPositions: not null, Weekdays: null, MonthDays.IsEmpty: true })
            throw new FormatException("BYSETPOS chooses among BYDAY or BYMONTHDAY; add one of them.");
        if (!parts.MonthDays.IsEmpty && parts.Weekdays is { } days && days.Any(char.IsAsciiDigit))
            throw new FormatException(
                "A numbered weekday such as 1FR does not go with BYMONTHDAY; keep one of them.");
        if (!parts.Months.IsEmpty
            && parts.MonthDays.Any(day => parts.Months.All(month => day > LongestMonth(month))))
            throw new FormatException(
                "None of the months has that day; BYMONTHDAY=-1 is the last day of a month.");
        return parts;
    }

    // 2000 was a leap year.
    static int LongestMonth(int month) => CalendarSystem.Iso.GetDaysInMonth(2000, month);

    static int LongestInterval(Frequency every) => every switch
    {
        Frequency.Daily => 731,
        Frequency.Weekly => 104,
        Frequency.Monthly => 24,
        _ => 2,
    };

    static int OneOfDay(string name, string value, int most) => value.Contains(',')
        ? throw new FormatException($"A report goes at most once a day; write one number for {name}.")
        : Number(name, value, 0, most);

    static ImmutableArray<int> Numbers(string name, string value, int least, int most)
    {
        ImmutableArray<int> numbers =
            [.. value.Split(',').Select(v => Number(name, v, least, most)).Distinct().Order()];
        return numbers.Contains(0)
            ? throw new FormatException($"{name} counts from 1, or from -1 backwards; 0 is nothing.")
            : numbers;
    }

    static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} must be a whole number from {least} to {most}.");

    static string Weekdays(Frequency every, string value)
    {
        var days = value.Split(',');
        foreach (var day in days)
        {
            var number = day.Length > 2 ? day[..^2] : null;
            if (day.Length < 2 || Codes.IndexOf(day[^2..]) < 0)
                throw new FormatException("BYDAY must name weekdays: MO, TU, WE, TH, FR, SA or SU.");
            if (number is null)
                continue;
            if (every is Frequency.Daily or Frequency.Weekly)
                throw new FormatException(
                    "A numbered weekday such as 1FR needs FREQ=MONTHLY or FREQ=YEARLY.");
            if (Number("The number of a weekday in BYDAY", number, -53, 53) == 0)
                throw new FormatException("BYDAY counts from 1, or from -1 backwards; 0 is nothing.");
        }

        return string.Join(',', days.Distinct(StringComparer.Ordinal));
    }

    static LocalDateTime End(string value)
    {
        if (DatePattern.Parse(value).TryGetValue(default, out var day))
            return day + LocalTime.MaxValue;
        return MomentPattern.Parse(value).TryGetValue(default, out var moment)
            ? moment
            : throw new FormatException(
                "UNTIL must be a date such as 20261231, or wall time such as 20261231T235959, without Z.");
    }

    // What is quoted back is short and plain, whatever was sent.
    static string Shown(string part) => new([.. part.Where(char.IsAsciiLetterOrDigit).Take(20)]);

    static IsoDayOfWeek WeekStart(string value) => Codes.IndexOf(value) is >= 0 and var index
        ? (IsoDayOfWeek)(index + 1)
        : throw new FormatException("WKST must be a weekday: MO, TU, WE, TH, FR, SA or SU.");
}
