using NodaTime.Text;

namespace Expectations.Letters.Languages;

sealed class EnglishDates : IDateWriting
{
    static readonly LocalDatePattern Short = LocalDatePattern.CreateWithInvariantCulture("d MMM");
    static readonly LocalDatePattern Long = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");
    static readonly LocalDateTimePattern ShortMoment =
        LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM, HH:mm");
    static readonly LocalDateTimePattern LongMoment =
        LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm");

    public string Day(LocalDate day, int year) => (day.Year == year ? Short : Long).Format(day);

    public string Span(LocalDate from, LocalDate until)
    {
        if (from >= until)
            return Long.Format(until);
        if (from.Year != until.Year)
            return $"{Long.Format(from)} – {Long.Format(until)}";
        return from.Month == until.Month
            ? $"{from.Day}–{Long.Format(until)}"
            : $"{Short.Format(from)} – {Long.Format(until)}";
    }

    public string Moment(LocalDateTime moment, int year) =>
        (moment.Year == year ? ShortMoment : LongMoment).Format(moment);
}
