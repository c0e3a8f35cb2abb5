using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Expectations.Core.Letters;

/// <summary>What makes a letter unique within its project: nobody gets the same one twice.</summary>
/// <param name="Kind">What the letter is about, for example <c>report</c>.</param>
/// <param name="Period">The occurrence it belongs to, for example <c>2026-03-27</c>.</param>
/// <param name="PersonId">Who gets it.</param>
/// <param name="Revision">0 for the first writing; higher when rewritten.</param>
[JsonConverter(typeof(LetterKeyConverter))]
public sealed record LetterKey(string Kind, string Period, string PersonId, int Revision)
{
    /// <summary>The key on one line, parts separated by slashes.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}/{Period}/{PersonId}/{Revision}");

    /// <summary>Reads a key from one line.</summary>
    /// <returns>None where the text is no key.</returns>
    // A period may name something of a PM tool, and tools put slashes into names.
    public static LetterKey? Parse(string? text) =>
        text?.Split('/') is [{ Length: > 0 } kind, .. { Length: > 0 } period, { Length: > 0 } person, var number]
        && string.Join('/', period) is { Length: > 0 } occurrence
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? new LetterKey(kind, occurrence, person, revision)
            : null;
}

/// <summary>Keeps letter keys in ledgers on one line.</summary>
sealed class LetterKeyConverter : JsonConverter<LetterKey>
{
    public override LetterKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LetterKey.Parse(reader.GetString())
            ?? throw new JsonException("A letter key has at least four parts, the last a number.");

    public override void Write(Utf8JsonWriter writer, LetterKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
