namespace Expectations.Letters.Languages;

/// <summary>How one language writes dates and times, the same on every machine.</summary>
interface IDateWriting
{
    /// <summary>A day; the year only where it is not the year the letter speaks of.</summary>
    string Day(LocalDate day, int year);

    /// <summary>A span of days with its year.</summary>
    string Span(LocalDate from, LocalDate until);

    /// <summary>A moment with its weekday, as a clock on the wall there shows it.</summary>
    string Moment(LocalDateTime moment, int year);
}
