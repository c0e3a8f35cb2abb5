namespace Expectations.Core.Forecasts;

/// <summary>
/// The chances that days of a forecast are given for: worked out at nineteen, recorded at the seven that tell its
/// shape.
/// </summary>
static class OddsLevels
{
    /// <summary>As forecast, and as recorded by earlier versions.</summary>
    static readonly ImmutableArray<int> Full = [.. Enumerable.Range(1, 19).Select(i => 5 * i)];

    /// <summary>As recorded: the ends, the middle and what letters name.</summary>
    static readonly ImmutableArray<int> Kept = [5, 10, 25, 50, 75, 85, 95];

    /// <summary>The chances, in percent, that so many numbers of days are given for.</summary>
    internal static ImmutableArray<int> Of(ImmutableArray<int> days) => days.Length == Kept.Length ? Kept : Full;

    /// <summary>The same days at the chances that are recorded.</summary>
    internal static ImmutableArray<int> Thin(ImmutableArray<int> days) =>
        days.Length == Kept.Length ? days : [.. Kept.Select(percent => At(days, percent))];

    /// <summary>Days that suffice with a chance, on a straight line between two that are given.</summary>
    internal static int At(ImmutableArray<int> days, int percent)
    {
        var levels = Of(days);
        var i = 0;
        while (i < levels.Length - 1 && levels[i] < percent)
            i++;
        if (i == 0 || levels[i] <= percent)
            return days[i];
        var share = (double)(percent - levels[i - 1]) / (levels[i] - levels[i - 1]);
        return days[i - 1] + (int)Math.Ceiling((days[i] - days[i - 1]) * share);
    }
}
