using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace Expectations.Core.Calendars;

/// <summary>Days of a holiday file.</summary>
/// <param name="Holidays">Days without work, oldest first.</param>
/// <param name="MakeUpDays">Days worked to make up for a holiday, oldest first; never holidays too.</param>
public sealed record HolidayDates(ImmutableArray<LocalDate> Holidays, ImmutableArray<LocalDate> MakeUpDays);

/// <summary>Reads holidays and make-up days from an iCalendar file (RFC 5545).</summary>
public static class HolidayFile
{
    const int LongestFile = 2_000_000;
    const int LongestHoliday = 92;
    const int MostDays = 4000;

    /// <summary>Reads the events of a file as days off, or as make-up days where they say so.</summary>
    /// <remarks>
    /// An event counts from DTSTART until before DTEND, on the dates as written. It is a make-up day when one
    /// of its CATEGORIES is WORKDAY, WORKING DAY or MAKE-UP, or its SUMMARY says so (see the README beside).
    /// Cancelled events count for nothing. A yearly rule is followed from its start until
    /// <paramref name="lastYear"/>.
    /// </remarks>
    /// <param name="ics">Text of the file.</param>
    /// <param name="firstYear">Days before this year are left out.</param>
    /// <param name="lastYear">Days after this year are left out.</param>
    /// <exception cref="FormatException">The file cannot be used; the message names the line.</exception>
    public static HolidayDates Read(string ics, int firstYear = 2020, int lastYear = 2040)
    {
        if (ics.Length > LongestFile)
            throw new FormatException(
                $"The file is longer than {LongestFile} characters; keep only the holidays.");
        var holidays = new SortedSet<LocalDate>();
        var makeUps = new SortedSet<LocalDate>();
        foreach (var (line, text) in EventBlocks.Cut(ics))
        {
            try
            {
                var found = EventBlocks.Load(text);
                if (string.Equals(found.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase))
                    continue;
                var days = DaysOf(found, lastYear)
                    .Where(day => day.Year >= firstYear && day.Year <= lastYear);
                (MakeUpDay.Means(found) ? makeUps : holidays).UnionWith(days);
            }
            catch (FormatException trouble)
            {
                throw new FormatException($"Line {line}: {trouble.Message}", trouble);
            }

            if (holidays.Count + makeUps.Count > MostDays)
                throw new FormatException($"Line {line}: more than {MostDays} days; keep only the holidays.");
        }

        return new([.. holidays.Except(makeUps)], [.. makeUps]);
    }

    static IEnumerable<LocalDate> DaysOf(CalendarEvent found, int lastYear)
    {
        if (found.Start is not { } start)
            throw new FormatException(
                "the event has no DTSTART; add one such as DTSTART;VALUE=DATE:20261001.");
        if (found.RecurrenceIdentifier is not null)
            throw new FormatException(
                "RECURRENCE-ID is not supported; leave the day out by EXDATE and add an event.");
        var length = DaysLong(found);
        return Starts(found, start, lastYear)
            .SelectMany(first => Enumerable.Range(0, length).Select(first.PlusDays));
    }

    static int DaysLong(CalendarEvent found)
    {
        var first = LocalDateTime.FromDateTime(found.Start!.Value);
        var end = first.PlusTicks(found.EffectiveDuration.ToTimeSpan(found.Start).Ticks);
        var last = end > first ? end.PlusTicks(-1).Date : first.Date;
        var length = NodaTime.Period.DaysBetween(first.Date, last) + 1;
        return length <= LongestHoliday
            ? length
            : throw new FormatException(
                $"the event lasts {length} days; a holiday has at most {LongestHoliday}.");
    }

    static List<LocalDate> Starts(CalendarEvent found, CalDateTime start, int lastYear)
    {
        if (found.Properties.AllOf("RRULE").Skip(1).Any()
            || (found.RecurrenceRule is { } rule && !Yearly(rule)))
            throw new FormatException("a holiday repeats by FREQ=YEARLY, without times, or not at all.");
        try
        {
            return found.GetOccurrences(start, new EvaluationOptions { MaxUnmatchedIncrementsLimit = 400 })
                .Select(occurrence => LocalDate.FromDateOnly(occurrence.Period.StartTime.Date))
                .TakeWhile(day => day.Year <= lastYear).Take(MostDays).ToList();
        }
        catch (EvaluationException trouble)
        {
            throw new FormatException("the RRULE gives no days; write the days out.", trouble);
        }
    }

    static bool Yearly(RecurrenceRule rule) => rule.Frequency == Ical.Net.FrequencyType.Yearly
        && rule is { ByHour.Count: 0, ByMinute.Count: 0, BySecond.Count: 0 };
}
