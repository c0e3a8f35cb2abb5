namespace Expectations.Core.Calendars;

/// <summary>The days of a cadence between its first and its last, all at the same wall time.</summary>
sealed record CadenceDays(DayPattern Pattern, LocalTime Time, LocalDate First, LocalDate Last)
{
    static readonly BoundedMemo<(DayPattern Pattern, int Year), LocalDate[]> Years =
        new(4096, key => key.Pattern.DaysOf(key.Year));

    internal LocalDate? FirstFrom(LocalDate day)
    {
        var from = LocalDate.Max(day, First);
        for (var year = from.Year; year <= Last.Year; year++)
        {
            var days = Years[(Pattern, year)];
            var index = Array.BinarySearch(days, from);
            if (index < 0)
                index = ~index;
            if (index < days.Length)
                return days[index] <= Last ? days[index] : null;
        }

        return null;
    }

    /// <summary>The n-th day counted from the first, or the last one where there are fewer.</summary>
    internal LocalDate Nth(int n)
    {
        var day = First;
        for (var counted = 0; FirstFrom(counted == 0 ? First : day.PlusDays(1)) is { } next; day = next)
            if (++counted == n)
                return next;
        return day;
    }
}
