using System.Collections.Frozen;
using NodaTime.TimeZones;

namespace Expectations.Core.Projects;

/// <summary>Names of time zones, and the nearest ones to a name that is none.</summary>
static class ZoneNames
{
    const int Suggestions = 3;
    const int LongestName = 64;
    static readonly FrozenSet<string> Known =
        DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    internal static bool IsKnown(string zone) => Known.Contains(zone);

    internal static string Mend(string? zone) =>
        string.IsNullOrEmpty(zone) || zone.Length > LongestName
            ? "Write an IANA name, for example Europe/London."
            : $"Write an IANA name; near to this are {string.Join(", ", Nearest(zone))}.";

    static IEnumerable<string> Nearest(string zone)
    {
        // Windows has names of its own for the same zones.
        var windows = TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping;
        if (windows.TryGetValue(zone, out var iana))
            return [iana];
        return Known
            .OrderBy(known => Math.Min(Distance(zone, known), Distance(Place(zone), Place(known))))
            .ThenBy(known => Distance(zone, known)).ThenBy(known => known, StringComparer.Ordinal)
            .Take(Suggestions);
    }

    static string Place(string zone) => zone[(zone.LastIndexOf('/') + 1)..];

    /// <summary>
    /// How many letters must be changed, added or taken out (Levenshtein); case does not count.
    /// </summary>
    static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + change);
                diagonal = row[j];
                row[j] = best;
            }
        }

        return row[^1];
    }
}
