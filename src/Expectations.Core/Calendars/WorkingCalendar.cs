namespace Expectations.Core.Calendars;

/// <summary>Days and hours on which people may be written to.</summary>
public sealed record WorkingCalendar
{
    /// <summary>Monday to Friday, quiet from 20:00 to 07:00, no holidays.</summary>
    public static WorkingCalendar MondayToFriday { get; } = new();

    /// <summary>Days of the week without work.</summary>
    public ImmutableArray<IsoDayOfWeek> Weekend { get; init; } = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <summary>Days without work, as read from an iCalendar holiday file.</summary>
    public ImmutableArray<LocalDate> Holidays { get; init; } = [];

    /// <summary>Weekend days that are worked to make up for a holiday.</summary>
    public ImmutableArray<LocalDate> MakeUpDays { get; init; } = [];

    /// <summary>Wall time from which on nobody is written to.</summary>
    public LocalTime QuietFrom { get; init; } = new(20, 0);

    /// <summary>
    /// Wall time until which nobody is written to; equal to <see cref="QuietFrom"/> means no quiet hours.
    /// </summary>
    public LocalTime QuietUntil { get; init; } = new(7, 0);
}
