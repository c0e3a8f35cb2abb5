using System.Globalization;
using NodaTime.Text;

namespace Expectations.Local.Portfolio;

/// <summary>How a single value is written.</summary>
/// <param name="What">What it is, for messages.</param>
/// <param name="Mend">How to write it right.</param>
/// <param name="Pattern">Regular expression for editors; none where the type says it all.</param>
/// <param name="Parse">The value; none when the text is not one.</param>
internal sealed record ScalarForm(string What, string Mend, string? Pattern, Func<string, object?> Parse)
{
    static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    static readonly LocalDateTimePattern DayAndMinutes =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    static readonly Dictionary<Type, ScalarForm> Forms = new()
    {
        [typeof(string)] = new("a text", "Write the text after the colon.", null, text => text),
        [typeof(int)] = new("a whole number", "Write digits only, for example 3.", null, text => Whole(text)),
        [typeof(decimal)] = new(
            "an amount", "Write digits only, with a point before parts, for example 640.50.", null,
            text => Amount(text)),
        [typeof(bool)] = new("true or false", "Write true or false.", null, text => Truth(text)),
        [typeof(LocalDate)] = new(
            "a date", "Write year-month-day, for example 2026-09-04.", @"^\d{4}-\d\d-\d\d$",
            text => Value(LocalDatePattern.Iso.Parse(text))),
        [typeof(LocalTime)] = new(
            "a time of day", "Write hours and minutes, for example \"20:00\".", @"^\d\d:\d\d$",
            text => Value(Minutes.Parse(text))),
        [typeof(LocalDateTime)] = new(
            "a date with time", "Write date, T, hours and minutes, for example 2026-09-04T09:00.",
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d$", text => Value(DayAndMinutes.Parse(text))),
        [typeof(Uri)] = new(
            "a web address", "Write it whole, for example https://reports.agency.example.", "^https?://", text =>
                Address(text)),
    };

    /// <summary>How values of a type are written; none when the type is no single value.</summary>
    public static ScalarForm? Of(Type type) => type.IsEnum ? OfWords(type) : Forms.GetValueOrDefault(type);

    static ScalarForm OfWords(Type type)
    {
        var words = Shape.Words(type).ToList();
        return new($"one of {string.Join(", ", words)}", $"Write one of: {string.Join(", ", words)}.", null,
            text => words.Contains(text) ? Enum.Parse(type, text, ignoreCase: true) : null);
    }

    static object? Value<T>(ParseResult<T> result) => result.TryGetValue(default!, out var value) ? value : null;

    static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

    static bool? Truth(string text) => text switch { "true" => true, "false" => false, _ => null };

    static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;
}
