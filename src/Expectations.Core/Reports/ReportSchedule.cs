using Expectations.Core.Calendars;
using Expectations.Core.Projects;

namespace Expectations.Core.Reports;

/// <summary>A report that has fallen due.</summary>
/// <param name="Occurrence">Its occurrence in the cadence, wall time in the project's zone.</param>
/// <param name="DueAt">When it is due, moved to a working day.</param>
/// <param name="Missed">How many earlier ones it stands for.</param>
sealed record DueReport(LocalDateTime Occurrence, Instant DueAt, int Missed)
{
    /// <summary>Date of the report, its identity in the ledger.</summary>
    internal string Period => ReportSchedule.PeriodOf(Occurrence);
}

/// <summary>When reports are due.</summary>
static class ReportSchedule
{
    /// <summary>The latest report due by now, standing for all earlier ones; none when none is.</summary>
    internal static DueReport? DueBy(LedgerState state, Instant now)
    {
        DueReport? latest = null;
        for (var next = After(state, state.Reports.DealtWithUntil); next is not null && next.DueAt <= now;
             next = After(state, next.Occurrence))
            latest = next with { Missed = latest is null ? 0 : latest.Missed + 1 };
        return latest;
    }

    /// <summary>When the next report is due, or is tried again while the plan cannot be read.</summary>
    internal static Instant? NextDueAt(LedgerState state)
    {
        var due = After(state, state.Reports.DealtWithUntil)?.DueAt;
        return due is { } d && state.Outage is { } outage ? Instant.Max(d, outage.RetryAt) : due;
    }

    /// <summary>The first occurrence after a moment and after what is dealt with.</summary>
    internal static LocalDateTime? Following(LedgerState state, LocalDateTime after) =>
        ReportCadence.Next(state.Setup!.Cadence, LocalDateTime.Max(after, state.Reports.DealtWithUntil));

    /// <summary>When an occurrence is due.</summary>
    internal static Instant DueAt(ProjectSetup setup, LocalDateTime occurrence) =>
        ReportCadence.DueAt(occurrence, setup.Calendar, setup.TimeZone());

    internal static string PeriodOf(LocalDateTime occurrence) =>
        NodaTime.Text.LocalDatePattern.Iso.Format(occurrence.Date);

    /// <summary>End of a period's day: at most one occurrence falls on a day.</summary>
    internal static LocalDateTime EndOf(string period) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(period).GetValueOrThrow() + LocalTime.MaxValue;

    static DueReport? After(LedgerState state, LocalDateTime after) =>
        ReportCadence.Next(state.Setup!.Cadence, after) is { } occurrence
            ? new DueReport(occurrence, DueAt(state.Setup, occurrence), 0)
            : null;
}
