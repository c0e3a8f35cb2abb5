namespace Expectations.Local.Portfolio;

/// <summary>Finds the word somebody probably meant.</summary>
internal static class Suggestion
{
    /// <summary>The nearest of the known words; none when nothing is near.</summary>
    public static string? For(string written, IEnumerable<string> known)
    {
        var word = Plain(written);
        var (best, distance) = known.Select(candidate => (candidate, Distance(word, Plain(candidate))))
            .OrderBy(pair => pair.Item2).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault((string.Empty, int.MaxValue));
        return distance <= Math.Max(1, word.Length / 3) ? best : null;
    }

    static string Plain(string word) =>
        string.Concat(word.Where(char.IsLetterOrDigit).Take(40)).ToLowerInvariant();

    /// <summary>Letters to add, drop, change or swap with the next to get from one word to the other.</summary>
    static int Distance(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            for (var j = 0; j <= to.Length; j++)
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(cost, from, to, i, j);
        return cost[from.Length, to.Length];
    }

    static int Cheapest(int[,] cost, string from, string to, int i, int j)
    {
        var change = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var cheapest = Math.Min(change, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return swapped ? Math.Min(cheapest, cost[i - 2, j - 2] + 1) : cheapest;
    }
}
