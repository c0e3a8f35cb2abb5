using System.Text;
using System.Text.RegularExpressions;

namespace Expectations.Hosting.Delivery;

/// <summary>Makes what a server said fit to be kept and shown: one short line without addresses.</summary>
public static partial class AddressMask
{
    const string Hidden = "(address)";
    const int MaxRead = 2_000;
    const int MaxShown = 200;

    /// <summary>The words on one line of at most 200 characters, every mail address replaced.</summary>
    /// <param name="said">What the server said; anything at all.</param>
    /// <param name="recipient">Address whose local part is replaced as well where it stands alone.</param>
    public static string Hide(string? said, string? recipient = null)
    {
        if (string.IsNullOrWhiteSpace(said))
            return "";
        var line = OneLine(said.Length > MaxRead ? said[..MaxRead] : said);
        line = Address().Replace(line, Hidden);
        var name = recipient?[..Math.Max(0, recipient.LastIndexOf('@'))];
        if (!string.IsNullOrEmpty(name))
            line = Regex.Replace(line, $@"(?<!\w){Regex.Escape(name)}(?!\w)", Hidden,
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return line.Length > MaxShown ? line[..(MaxShown - 1)] + "…" : line;
    }

    static string OneLine(string said)
    {
        var line = new StringBuilder(said.Length);
        foreach (var rune in said.EnumerateRunes())
            line.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        return Spaces().Replace(line.ToString(), " ").Trim();
    }

    [GeneratedRegex("""(?:"[^"]*"|[^\s<>()"',;:]+)@[^\s<>()"',;:]+""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(" +", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
