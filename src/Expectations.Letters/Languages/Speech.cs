using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Expectations.Letters.Languages;

/// <summary>One language of the letters: its words, and how it writes numbers.</summary>
sealed class Speech
{
    const char PluralMark = '~';

    static readonly FrozenDictionary<string, Speech> All =
        new[] { "en", "zh-Hant", "zh-Hans" }
            .ToFrozenDictionary(tag => tag, Load, StringComparer.OrdinalIgnoreCase);

    readonly (string One, string Many)[] texts;

    Speech(string tag, (string One, string Many)[] texts)
    {
        Tag = tag;
        this.texts = texts;
        Dates = tag == "en" ? new EnglishDates() : new ChineseDates(tag);
    }

    /// <summary>Language tag, for example <c>zh-Hant</c>.</summary>
    internal string Tag { get; }

    /// <summary>How dates and times are written.</summary>
    internal IDateWriting Dates { get; }

    internal static IEnumerable<Speech> Languages => All.Values;

    /// <summary>The language of that tag; English where it is not one of ours.</summary>
    internal static Speech Of(string? tag) =>
        tag is not null && All.TryGetValue(tag, out var known) ? known : All["en"];

    /// <summary>The text of a word.</summary>
    internal string this[Word word] => texts[(int)word].Many;

    /// <summary>The text of a word with values put in.</summary>
    internal string Say(Word word, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, texts[(int)word].Many, values);

    /// <summary>The text of a word in the number that goes with a count.</summary>
    internal string Count(Word word, int count, params ReadOnlySpan<object?> values) =>
        string.Format(
            CultureInfo.InvariantCulture, count == 1 ? texts[(int)word].One : texts[(int)word].Many, values);

    /// <summary>
    /// The parts as one enumeration, for example <c>a, b</c>; those that say nothing are left out.
    /// </summary>
    internal string Join(params ReadOnlySpan<string?> parts) => Chain(Word.Join, parts);

    /// <summary>The parts with an <c>and</c> between them.</summary>
    internal string And(params ReadOnlySpan<string?> parts) => Chain(Word.And, parts);

    /// <summary>The sentences one after the other; those that say nothing are left out.</summary>
    internal string Sentences(params ReadOnlySpan<string?> parts) => Chain(Word.Sentences, parts);

    string Chain(Word word, ReadOnlySpan<string?> parts)
    {
        var said = "";
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part))
                said = said.Length == 0 ? part : Say(word, said, part);
        }
        return said;
    }

    static Speech Load(string tag)
    {
        using var stream = typeof(Speech).Assembly.GetManifestResourceStream($"Words.{tag}.resources")!;
        using var reader = new ResourceReader(stream);
        var found = reader.Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
        return new Speech(tag, [.. Enum.GetNames<Word>().Select(name => Forms(found[name]))]);
    }

    static (string One, string Many) Forms(string text) =>
        text.Split(PluralMark) is [var one, var many] ? (one, many) : (text, text);
}
