using System.Text;

namespace Expectations.Core.Projects;

/// <summary>Recognises labels of a domain that are made to be mistaken for others.</summary>
/// <remarks>
/// After Unicode Technical Standard 39, "highly restrictive": one script a label, or Latin beside the scripts
/// of Chinese, Japanese or Korean; and no label wholly of Cyrillic or Greek letters that look like Latin
/// ones.
/// </remarks>
static class LookAlike
{
    const string LatinTwins = "асԁеһіјӏорԛѕԝхуԍьγνοικρυω";

    static readonly ImmutableArray<(int From, int Until, string Script)> Blocks =
    [
        (0x0041, 0x024F, "Latin"), (0x1E00, 0x1EFF, "Latin"), (0x0370, 0x03FF, "Greek"),
        (0x1F00, 0x1FFF, "Greek"),
        (0x0400, 0x052F, "Cyrillic"), (0x0530, 0x058F, "Armenian"), (0x0590, 0x05FF, "Hebrew"),
        (0x0600, 0x077F, "Arabic"), (0x0900, 0x097F, "Devanagari"), (0x0E00, 0x0E7F, "Thai"),
        (0x3005, 0x3007, "Han"), (0x3040, 0x309F, "Kana"), (0x30A0, 0x30FF, "Kana"),
        (0x3100, 0x312F, "Bopomofo"),
        (0x3400, 0x4DBF, "Han"), (0x4E00, 0x9FFF, "Han"), (0xAC00, 0xD7AF, "Hangul"),
        (0x20000, 0x323AF, "Han"),
    ];

    static readonly ImmutableArray<ImmutableHashSet<string>> Together =
        [["Latin", "Han", "Kana"], ["Latin", "Han", "Bopomofo"], ["Latin", "Han", "Hangul"]];

    internal static bool Deceives(string label)
    {
        var letters = label.EnumerateRunes().Where(Rune.IsLetter).ToList();
        var scripts = letters.Select(Script).ToHashSet(StringComparer.Ordinal);
        if (scripts.Count > 1 && !Together.Any(scripts.IsSubsetOf))
            return true;
        return letters.Count > 0
            && letters.TrueForAll(letter => LatinTwins.Contains(letter.ToString(), StringComparison.Ordinal));
    }

    // Letters of scripts not listed keep to their neighbourhood of 256 code points.
    static string Script(Rune letter) =>
        Blocks.Where(block => letter.Value >= block.From && letter.Value <= block.Until)
            .Select(block => block.Script).FirstOrDefault() ?? $"U+{letter.Value >> 8:X}xx";
}
