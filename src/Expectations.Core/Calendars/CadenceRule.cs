namespace Expectations.Core.Calendars;

/// <summary>A cadence read once: either a problem or the days it means.</summary>
sealed class CadenceRule
{
    internal const int YearsFollowed = 100;
    const int YearsToFindTheFirst = 10;

    static readonly BoundedMemo<Cadence, CadenceRule> Read = new(16_384, Understand);
    readonly CadenceDays? ruleDays;

    CadenceRule(CadenceDays days) => ruleDays = days;

    CadenceRule(string problem) => Problem = problem;

    internal static CadenceRule Of(Cadence cadence) => Read[cadence];

    internal string? Problem { get; }

    /// <summary>Only where there is no problem.</summary>
    internal CadenceDays Days => ruleDays!;

    static CadenceRule Understand(Cadence cadence)
    {
        try
        {
            return new(Follow(RuleReader.Read(cadence.Rule), cadence.Start));
        }
        catch (FormatException trouble)
        {
            return new(trouble.Message);
        }
    }

    static CadenceDays Follow(RuleParts parts, LocalDateTime start)
    {
        if (start.Year is < 1970 or > 2200)
            throw new FormatException("The first moment must lie between the years 1970 and 2200.");
        var time = new LocalTime(
            parts.Hour ?? start.Hour, parts.Minute ?? start.Minute, parts.Second ?? start.Second);
        var first = time >= start.TimeOfDay ? start.Date : start.Date.PlusDays(1);
        var pattern = DayPattern.For(parts, start.Date);
        var days = new CadenceDays(pattern, time, first, LastDay(parts, time, start));
        if (days.FirstFrom(first) is not { } found || found > first.PlusYears(YearsToFindTheFirst))
            throw new FormatException(
                $"The rule gives no day in its first {YearsToFindTheFirst} years; check days, months and end. "
                + "For the last day of each month write FREQ=MONTHLY;BYMONTHDAY=-1.");
        return parts.Count is { } count ? days with { Last = days.Nth(count) } : days;
    }

    static LocalDate LastDay(RuleParts parts, LocalTime time, LocalDateTime start)
    {
        var horizon = start.Date.PlusYears(YearsFollowed);
        if (parts.Until is not { } until)
            return horizon;
        var last = time <= until.TimeOfDay ? until.Date : until.Date.PlusDays(-1);
        return LocalDate.Min(last, horizon);
    }
}
