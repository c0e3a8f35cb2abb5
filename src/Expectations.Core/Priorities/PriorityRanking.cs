using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Core.Priorities;

/// <summary>Ranks requirements by the client's value against the team's effort, and draws the capacity line.</summary>
public static class PriorityRanking
{
    /// <summary>
    /// Requirements in rank order: musts first, wonts last, between them by value per effort. What fits into the
    /// capacity, in that order and without gaps, is in.
    /// </summary>
    public static ImmutableArray<RankedRequirement> Of(LedgerState state)
    {
        var ranked = state.Agreed.Requirements.Select((r, i) => (Order: i, Line: Rate(state, r)))
            .OrderBy(r => ClassOrder(r.Line.Requirement.Class))
            .ThenByDescending(r => (r.Line.Value ?? 0) / Math.Max(1, r.Line.Requirement.Effort))
            .ThenBy(r => r.Order).Select(r => r.Line);
        var left = state.Agreed.Capacity ?? int.MaxValue;
        var full = false;
        var lines = ImmutableArray.CreateBuilder<RankedRequirement>();
        foreach (var line in ranked)
        {
            // What follows is worth less for its effort: it does not slip in past something that matters more.
            full |= line.Requirement.Effort > left || line.Requirement.Class == Moscow.Wont;
            left -= full ? 0 : line.Requirement.Effort;
            lines.Add(line with { IsIn = !full });
        }
        return lines.ToImmutable();
    }

    static RankedRequirement Rate(LedgerState state, Requirement requirement)
    {
        int[] ratings =
            [.. state.Ratings.Values.Where(r => r.ContainsKey(requirement.Id)).Select(r => r[requirement.Id])];
        return ratings.Length == 0
            ? new RankedRequirement(requirement, null, null, null, IsIn: false)
            : new RankedRequirement(requirement, ratings.Average(), ratings.Min(), ratings.Max(), IsIn: false);
    }

    static int ClassOrder(Moscow? klass) => klass switch
    {
        Moscow.Must => 0,
        Moscow.Wont => 2,
        _ => 1,
    };
}
