namespace Expectations.Core.Calendars;

/// <summary>When reports are due, as their cadence says.</summary>
public static class ReportCadence
{
    /// <summary>What is wrong with a cadence and what to write instead; none when it can be used.</summary>
    public static string? Problem(Cadence cadence) => CadenceRule.Of(cadence).Problem;

    /// <summary>First occurrence strictly after a moment; none when the rule has ended.</summary>
    /// <param name="cadence">A cadence without a <see cref="Problem"/>.</param>
    /// <param name="after">Wall time in the project's zone.</param>
    /// <exception cref="ArgumentException">The cadence has a problem.</exception>
    public static LocalDateTime? Next(Cadence cadence, LocalDateTime after)
    {
        var rule = CadenceRule.Of(cadence);
        if (rule.Problem is { } problem)
            throw new ArgumentException(problem, nameof(cadence));
        var sameDayCounts = rule.Days.Time > after.TimeOfDay;
        if (!sameDayCounts && after.Date >= rule.Days.Last)
            return null;
        return rule.Days.FirstFrom(sameDayCounts ? after.Date : after.Date.PlusDays(1)) + rule.Days.Time;
    }

    /// <summary>Occurrences after one moment and not later than another, oldest first.</summary>
    /// <inheritdoc cref="Next" path="/exception"/>
    public static IEnumerable<LocalDateTime> Between(
        Cadence cadence, LocalDateTime after, LocalDateTime until)
    {
        for (var next = Next(cadence, after); next is { } occurrence && occurrence <= until;)
        {
            yield return occurrence;
            next = Next(cadence, occurrence);
        }
    }

    /// <summary>The moment an occurrence is due: on its day, or the first working day after it.</summary>
    /// <remarks>
    /// A wall time the clocks skip is shifted forward by the length of the gap; of one they show twice, the
    /// first is meant.
    /// </remarks>
    public static Instant DueAt(LocalDateTime occurrence, WorkingCalendar calendar, DateTimeZone zone)
    {
        var day = calendar.NextWorkingDay(occurrence.Date);
        while (true)
        {
            var due = zone.AtLeniently(day + occurrence.TimeOfDay);
            if (calendar.IsWorkingDay(due.Date))
                return due.ToInstant();
            // A zone that crosses the date line skips a whole day, and the shift may end on a day off.
            day = calendar.NextWorkingDay(due.Date);
        }
    }
}
