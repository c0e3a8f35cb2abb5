namespace Expectations.Core.Calendars;

/// <summary>When a report is due: an iCalendar recurrence rule (RFC 5545) in the project's zone.</summary>
/// <example><c>FREQ=WEEKLY;BYDAY=FR</c> from 2026-01-02T09:00 is every Friday at nine.</example>
public sealed record Cadence
{
    /// <summary>Recurrence rule without the leading <c>RRULE:</c>; at most one occurrence a day.</summary>
    public required string Rule { get; init; }

    /// <summary>First moment the rule counts from, wall time in the project's zone.</summary>
    public required LocalDateTime Start { get; init; }
}
