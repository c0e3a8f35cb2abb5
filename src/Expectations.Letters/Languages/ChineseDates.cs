using NodaTime.Text;

namespace Expectations.Letters.Languages;

sealed class ChineseDates(string tag) : IDateWriting
{
    const string Weekdays = "一二三四五六日";

    static readonly LocalDatePattern OfMonth = LocalDatePattern.CreateWithInvariantCulture("d'日'");
    static readonly LocalDatePattern Short = LocalDatePattern.CreateWithInvariantCulture("M'月'd'日'");
    static readonly LocalDatePattern Long = LocalDatePattern.CreateWithInvariantCulture("uuuu'年'M'月'd'日'");
    static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    readonly char week = tag == "zh-Hant" ? '週' : '周';

    public string Day(LocalDate day, int year) => (day.Year == year ? Short : Long).Format(day);

    public string Span(LocalDate from, LocalDate until)
    {
        if (from >= until)
            return Long.Format(until);
        var end = from.Year != until.Year ? Long : from.Month != until.Month ? Short : OfMonth;
        return $"{Long.Format(from)}至{end.Format(until)}";
    }

    public string Moment(LocalDateTime moment, int year) =>
        $"{Day(moment.Date, year)}（{week}{Weekdays[(int)moment.DayOfWeek - 1]}）"
        + $"{Clock.Format(moment.TimeOfDay)}";
}
