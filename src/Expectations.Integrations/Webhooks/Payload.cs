using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Expectations.Core.Plans;
using Expectations.Integrations.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>Looks into payloads of which nothing is certain: what is missing or of another kind is none.</summary>
static partial class Payload
{
    internal static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        return element;
    }

    /// <summary>A text, or a number as text; none where it is empty.</summary>
    internal static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) switch
        {
            { ValueKind: JsonValueKind.String } text => Words(text) is { Length: > 0 } value ? value : null,
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    static string? Words(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character was written as an escape; what cannot be read becomes the replacement character.
            return JsonSerializer.Deserialize<string>(Surrogate().Replace(text.GetRawText(), "\\ufffd"));
        }
    }

    internal static bool? Truth(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    internal static bool Has(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is not null;

    internal static IEnumerable<JsonElement> All(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A moment as any of the tools writes it.</summary>
    internal static Instant? Moment(this JsonElement element, params ReadOnlySpan<string> path) =>
        ToMoment(element.Text(path));

    internal static Instant? ToMoment(string? text) =>
        text is { Length: <= 40 } && DateTimeOffset.TryParse(
            text.Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var moment)
            ? Instant.FromDateTimeOffset(moment)
            : null;

    /// <summary>A moment as seconds or milliseconds since 1970.</summary>
    internal static Instant? UnixMoment(this JsonElement element, bool milliseconds, params ReadOnlySpan<string> path)
    {
        const double LastSecond = 253_402_300_799;
        if (element.At(path) is not { ValueKind: JsonValueKind.Number } number || !number.TryGetDouble(out var value))
            return null;
        var seconds = milliseconds ? value / 1000 : value;
        return seconds is >= 0 and <= LastSecond ? Instant.FromUnixTimeTicks((long)(seconds * 1e7)) : null;
    }

    /// <summary>A day: a date as it is, a moment as the day it falls on in the zone.</summary>
    internal static LocalDate? Day(this JsonElement element, DateTimeZone zone, params ReadOnlySpan<string> path) =>
        element.Text(path) is not { } text ? null
        : NodaTime.Text.LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? date
        : ToMoment(text) is { } moment ? moment.InZone(zone).Date
        : null;

    /// <summary>A day that may have been told to be none; not told where the member is missing.</summary>
    internal static Told<LocalDate?>? ToldDay(
        this JsonElement element, DateTimeZone zone, params ReadOnlySpan<string> path) =>
        element.Has(path) ? new Told<LocalDate?>(element.Day(zone, path)) : null;

    /// <summary>Names out of a list; not told where the list is missing.</summary>
    internal static ImmutableArray<string>? Names(
        this JsonElement element, string name, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(item => item.Text(name) ?? item.Text()).OfType<string>()
                .Select(text => CleanText.Line(text, 100)).Distinct(StringComparer.Ordinal).Take(50)]
            : null;

    /// <summary>A title on one line; none where it is missing.</summary>
    internal static string? Title(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(path) is { } text ? CleanText.Line(text) : null;

    /// <summary>A group whose members have an id and a name.</summary>
    internal static ItemGroup? Group(this JsonElement element, string prefix, string id, string name) =>
        element.Text(id) is { Length: <= 100 } identity
            ? new ItemGroup($"{prefix}/{identity}", element.Text(name) is { } title ? CleanText.Line(title, 100) : null)
            : null;

    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.None, 1000)]
    private static partial Regex Surrogate();
}
