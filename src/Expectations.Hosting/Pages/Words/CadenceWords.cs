using System.Globalization;
using Expectations.Core.Calendars;

namespace Expectations.Hosting.Pages.Words;

/// <summary>A cadence in words. An uncommon rule is shown as it is rather than told wrongly.</summary>
static class CadenceWords
{
    static readonly Dictionary<string, string> Days = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MO"] = "Monday",
        ["TU"] = "Tuesday",
        ["WE"] = "Wednesday",
        ["TH"] = "Thursday",
        ["FR"] = "Friday",
        ["SA"] = "Saturday",
        ["SU"] = "Sunday",
    };

    internal static string Of(Cadence cadence)
    {
        var parts = cadence.Rule.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .GroupBy(p => p[0].ToUpperInvariant(), p => p[1], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var known = parts.Keys.All(k => k is "FREQ" or "INTERVAL" or "BYDAY" or "BYMONTHDAY" or "WKST");
        var rule = (known ? Rule(parts, cadence) : null) ?? $"by the rule {cadence.Rule}";
        return $"{rule} at {Times.Clock(cadence.Start.TimeOfDay)}";
    }

    static string? Rule(Dictionary<string, string> parts, Cadence cadence)
    {
        var interval = parts.GetValueOrDefault("INTERVAL", "1");
        if (!int.TryParse(interval, CultureInfo.InvariantCulture, out var every))
            return null;
        var byDay = parts.GetValueOrDefault("BYDAY");
        var byMonthDay = parts.GetValueOrDefault("BYMONTHDAY");
        return parts.GetValueOrDefault("FREQ")?.ToUpperInvariant() switch
        {
            "DAILY" when byDay is null && byMonthDay is null =>
                every == 1 ? "every day" : $"every {every} days",
            "WEEKLY" when byMonthDay is null && Names(byDay, cadence) is { } names =>
                every == 1 ? $"every {names}" : $"every {every} weeks on {names}",
            "MONTHLY" when byDay is null => Monthly(every, byMonthDay ?? Number(cadence.Start.Day)),
            _ => null,
        };
    }

    static string? Names(string? byDay, Cadence cadence)
    {
        if (byDay is null)
            return cadence.Start.DayOfWeek.ToString();
        var names = byDay.Split(',').Select(d => Days.GetValueOrDefault(d)).ToArray();
        return names.Contains(null) ? null : string.Join(" and ", names);
    }

    static string? Monthly(int every, string day)
    {
        var month = every == 1 ? "every month" : $"every {every} months";
        return day == "-1" ? $"{month} on the last day"
            : day.All(char.IsAsciiDigit) ? $"{month} on day {day}"
            : null;
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
