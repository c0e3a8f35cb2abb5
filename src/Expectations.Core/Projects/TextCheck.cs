using System.Buffers;
using System.Globalization;
using System.Text;

namespace Expectations.Core.Projects;

/// <summary>Tells text one can trust one's eyes with from text one cannot.</summary>
static class TextCheck
{
    /// <summary>
    /// Whether a text has control, format (zero-width, direction) or private characters or halves of
    /// characters; line feeds and tabs count only where lines are not allowed.
    /// </summary>
    internal static bool HasUnseenCharacters(string text, bool linesAllowed)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
                return true;
            rest = rest[length..];
            if (!(linesAllowed && rune.Value is '\n' or '\t') && IsUnseen(rune))
                return true;
        }

        return false;
    }

    internal static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
