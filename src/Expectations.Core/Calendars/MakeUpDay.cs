using Ical.Net.CalendarComponents;

namespace Expectations.Core.Calendars;

/// <summary>Tells a weekend day that is worked from a holiday, by what the event says.</summary>
static class MakeUpDay
{
    static readonly ImmutableArray<string> Categories =
        ["WORKDAY", "WORKING DAY", "WORKING-DAY", "MAKE-UP", "MAKEUP", "MAKE-UP DAY"];

    static readonly ImmutableArray<string> Words =
        ["班", "make-up", "makeup day", "makeup work", "working day", "workday"];

    // "Special non-working day" and the suspension of work before a typhoon are days off.
    static readonly ImmutableArray<string> Opposites =
        ["停班", "不上班", "non-working", "non working", "nonworking", "non-workday", "no working"];

    internal static bool Means(CalendarEvent found) =>
        found.Categories.Any(c => Categories.Contains(c.Trim(), StringComparer.OrdinalIgnoreCase))
        || (SaysOneOf(found.Summary, Words) && !SaysOneOf(found.Summary, Opposites));

    static bool SaysOneOf(string? summary, ImmutableArray<string> words) =>
        summary is not null && words.Any(word => summary.Contains(word, StringComparison.OrdinalIgnoreCase));
}
