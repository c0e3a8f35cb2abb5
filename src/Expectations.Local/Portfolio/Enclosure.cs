namespace Expectations.Local.Portfolio;

/// <summary>Keeps what a file names within its folder.</summary>
internal static class Enclosure
{
    /// <summary>Whether a path written in a file of the folder stays in it, links followed.</summary>
    public static bool Holds(string folder, string written)
    {
        if (written.Length == 0 || written.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(written))
            return false;
        var home = Path.GetFullPath(folder);
        var place = Path.GetFullPath(written, home);
        while (IsWithin(home, place))
        {
            if (Path.Exists(place) && new FileInfo(place).ResolveLinkTarget(returnFinalTarget: true) is { } target
                && !IsWithin(home, target.FullName)) return false;
            if (Path.GetDirectoryName(place) is not { } parent || parent == home) return true;
            place = parent;
        }
        return false;
    }

    static bool IsWithin(string home, string place) =>
        place.StartsWith(Path.TrimEndingDirectorySeparator(home) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);
}
