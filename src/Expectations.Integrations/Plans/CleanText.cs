using System.Globalization;
using System.Text;

namespace Expectations.Integrations.Plans;

/// <summary>Makes text from outside safe to stand on one line of a letter.</summary>
static class CleanText
{
    const string Nothing = "—";

    /// <summary>
    /// One line without control characters (they become spaces) and without invisible ones that change
    /// direction, join or hide (they go); what is no valid text becomes U+FFFD; at most
    /// <paramref name="longest"/> UTF-16 units, cut between whole characters as people see them.
    /// </summary>
    internal static string Line(string? raw, int longest = 200)
    {
        var text = new StringBuilder(Math.Min(raw?.Length ?? 0, longest + 16));
        foreach (var rune in (raw ?? "").EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (kind == UnicodeCategory.Format)
                continue;
            if (Rune.IsWhiteSpace(rune) || kind == UnicodeCategory.Control)
                Space(text);
            else
                text.Append(rune);
        }
        var line = text.ToString().TrimEnd();
        return line.Length == 0 ? Nothing : Cut(line, longest);
    }

    static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ')
            text.Append(' ');
    }

    static string Cut(string line, int longest)
    {
        if (line.Length <= longest)
            return line;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(line, end) is var next && end + next < longest)
            end += next;
        // A single character heaped up with endless accents is cut where it has to be.
        if (end == 0)
            end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return line[..end].TrimEnd() + "…";
    }
}
