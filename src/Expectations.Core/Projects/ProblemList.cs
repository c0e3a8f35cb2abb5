using System.Globalization;

namespace Expectations.Core.Projects;

/// <summary>Collects the problems of one setup.</summary>
sealed class ProblemList
{
    const int LongestLine = 200;
    const int LongestText = 2000;
    const int LongestIdentity = 64;
    readonly ImmutableArray<SetupProblem>.Builder found = ImmutableArray.CreateBuilder<SetupProblem>();

    internal ImmutableArray<SetupProblem> All => found.ToImmutable();

    internal void Add(string path, string what, string mend) => found.Add(new(path, what, mend));

    /// <summary>Present, on one line and without characters one cannot see.</summary>
    internal void Line(string path, string? text) => Check(path, text, LongestLine, linesAllowed: false);

    internal void LineIfAny(string path, string? text)
    {
        if (text is not null)
            Line(path, text);
    }

    /// <summary>Present and without characters one cannot see; may have several lines.</summary>
    internal void Text(string path, string? text) => Check(path, text, LongestText, linesAllowed: true);

    internal void TextIfAny(string path, string? text)
    {
        if (text is not null)
            Text(path, text);
    }

    internal void Texts(string path, ImmutableArray<string> texts)
    {
        for (var i = 0; i < texts.Length; i++)
            Text(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), texts[i]);
    }

    internal void Identity(string path, string? id)
    {
        if (id is not { Length: > 0 and <= LongestIdentity }
            || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            Add(path, "This is not an identity.",
                $"Write 1 to {LongestIdentity} lower-case letters, digits and hyphens, such as web-shop.");
    }

    internal void Zone(string path, string? zone)
    {
        if (zone is null || !ZoneNames.IsKnown(zone))
            Add(path, "No such time zone is known.", ZoneNames.Mend(zone));
    }

    internal void Range(string path, int value, int least, int most)
    {
        if (value < least || value > most)
            Add(path, "The number is out of range.", string.Create(
                CultureInfo.InvariantCulture, $"Write a whole number from {least} to {most}."));
    }

    /// <summary>No identity twice; the second one is named.</summary>
    internal void Unique(string path, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, id) in ids.Index())
            if (!seen.Add(id))
                Add(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}].id"),
                    "Another one has the same identity.", "Give each an identity of its own.");
    }

    /// <summary>A list whose entries are all there.</summary>
    internal void NoGaps<T>(string path, ImmutableArray<T> list)
        where T : class
    {
        if (list.IsDefault || list.Any(entry => entry is null))
            Add(path, "The list is missing or has an empty entry.", "Fill it in, or take the entry out.");
    }

    void Check(string path, string? text, int longest, bool linesAllowed)
    {
        if (string.IsNullOrWhiteSpace(text))
            Add(path, "There is nothing here.", "Fill it in.");
        else if (TextCheck.HasUnseenCharacters(text, linesAllowed))
            Add(path,
                "The text has characters one cannot see, such as control, zero-width or direction marks.",
                linesAllowed ? "Type it again by hand." : "Type it again by hand, on one line.");
        else if (text.Length > longest)
            Add(path, "The text is too long.", string.Create(
                CultureInfo.InvariantCulture, $"Shorten it to {longest} characters."));
    }
}
