namespace Expectations.Core.Calendars;

/// <summary>The unit a rule repeats by.</summary>
enum Frequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>The parts of a recurrence rule, checked one by one.</summary>
sealed record RuleParts
{
    internal required Frequency Every { get; init; }

    internal int Interval { get; init; } = 1;

    internal int? Count { get; init; }

    internal LocalDateTime? Until { get; init; }

    internal int? Hour { get; init; }

    internal int? Minute { get; init; }

    internal int? Second { get; init; }

    internal IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    internal ImmutableArray<int> Months { get; init; } = [];

    internal ImmutableArray<int> MonthDays { get; init; } = [];

    /// <summary>As written, for example <c>MO,-1FR</c>.</summary>
    internal string? Weekdays { get; init; }

    /// <summary>As written, for example <c>-1</c>.</summary>
    internal string? SetPositions { get; init; }

    /// <summary>The parts with all that the first day decides written out.</summary>
    internal RuleParts From(LocalDate start) => Every switch
    {
        Frequency.Weekly when Weekdays is null => this with { Weekdays = RuleReader.Code(start.DayOfWeek) },
        Frequency.Monthly when Weekdays is null && MonthDays.IsEmpty => this with { MonthDays = [start.Day] },
        Frequency.Yearly when Weekdays is null && MonthDays.IsEmpty =>
            this with { MonthDays = [start.Day], Months = Months.IsEmpty ? [start.Month] : Months },
        _ => this,
    };
}
