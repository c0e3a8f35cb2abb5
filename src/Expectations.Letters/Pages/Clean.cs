using System.Buffers;
using System.Globalization;
using System.Text;

namespace Expectations.Letters.Pages;

/// <summary>
/// Makes text from outside fit for a letter: one line, of bearable length, reading in one direction.
/// </summary>
static class Clean
{
    internal const int TitleLength = 140;
    const int TextLength = 600;
    internal const int WholeLength = 2000;
    const int CharsPerGrapheme = 4;
    const char ZeroWidthNonJoiner = '\u200c';
    const char ZeroWidthJoiner = '\u200d';

    static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x21, 0x7e - 0x20).Select(c => (char)c)]);

    /// <summary>A title on one line, at most 140 characters as people count them.</summary>
    internal static string Title(string? text, Lack lack, string? which = null) =>
        Required(text, TitleLength, lack, which);

    /// <summary>A sentence or two on one line, at most 600 characters as people count them.</summary>
    internal static string Text(string? text, Lack lack, string? which = null) =>
        Required(text, TextLength, lack, which);

    /// <summary>A text of what is decided, on one line and as a rule whole: at most 2,000 characters.</summary>
    internal static string Whole(string? text, Lack lack = Lack.DecisionText, string? which = null) =>
        Required(text, WholeLength, lack, which);

    /// <summary>Text on one line; empty where nothing visible is in it.</summary>
    internal static string Line(string? text, int length = TitleLength) =>
        string.IsNullOrEmpty(text)
            ? ""
            : Isolated(Shortened(OneLine(text, length, out var goesOn), length, goesOn));

    /// <summary>The first paragraphs as written, each on one line, without empty ones.</summary>
    internal static ImmutableArray<string> Paragraphs(string? text, int most, int length = TextLength) => text is null
        ? []
        : [.. text.ReplaceLineEndings("\n").Split('\n')
            .Select(p => Line(p, length)).Where(p => p.Length > 0).Take(most)];

    static string Required(string? text, int length, Lack lack, string? which) =>
        Line(text, length) is { Length: > 0 } line
            ? line
            : throw lack.Blocks(which is null ? null : Line(which, 64));

    static string OneLine(string text, int length, out bool goesOn)
    {
        goesOn = false;
        if (IsTidy(text))
            return text;
        var line = new StringBuilder(Math.Min(text.Length, length * CharsPerGrapheme));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            goesOn = line.Length > length * CharsPerGrapheme;
            if (goesOn)
                break;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                space = line.Length > 0;
            else if (IsVisible(rune, line))
            {
                if (space)
                    line.Append(' ');
                space = false;
                line.Append(rune.ToString());
            }
        }
        return line.ToString();
    }

    static bool IsTidy(string text)
    {
        for (var rest = text.AsSpan(); ;)
        {
            var next = rest.IndexOfAnyExcept(Plain);
            if (next < 0)
                return rest.Length > 0;
            if (next == 0 || rest[next] != ' ' || next + 1 == rest.Length)
                return false;
            rest = rest[(next + 1)..];
        }
    }

    // Joiners mean something inside emoji and scripts such as Persian, and only there.
    static bool IsVisible(Rune rune, StringBuilder before) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner
            && before.Length > 0 && !char.IsAscii(before[^1])
            && before[^1] is not (ZeroWidthJoiner or ZeroWidthNonJoiner),
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.NonSpacingMark => before.Length > 0,
        _ => true,
    };

    static string Shortened(string line, int length, bool goesOn)
    {
        if (line.Length <= length)
            return line;
        var (end, last) = (0, 0);
        for (var graphemes = 1; graphemes < length && end < line.Length; graphemes++)
            (last, end) = (end, end + StringInfo.GetNextTextElementLength(line, end));
        if (!goesOn && end + StringInfo.GetNextTextElementLength(line, end) >= line.Length)
            return line;
        return $"{line.AsSpan(0, end == line.Length ? last : end).TrimEnd()}…";
    }

    // First-strong isolates keep a right-to-left title from turning the words around it.
    static string Isolated(string line) => line.Any(IsRightToLeft) ? $"\u2068{line}\u2069" : line;

    static bool IsRightToLeft(char c) =>
        c is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufeff')
            or '\ud802' or '\ud803' or '\ud83a' or '\ud83b';
}
