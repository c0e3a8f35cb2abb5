using Expectations.Core.Calendars;
using Expectations.Core.Reports;

namespace Expectations.Core.Education;

/// <summary>How late the organisation's own finished milestones were, against their original dates.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Median">Working days half of them were late by, at most; negative means early.</param>
/// <param name="P85">Working days 85 of 100 were late by, at most.</param>
public sealed record OwnCases(int Count, int? Median, int? P85)
{
    /// <summary>How many of them came later than first agreed; none where there are too few.</summary>
    public int? Late { get; init; }

    /// <summary>Fewer cases say nothing, and might point at someone.</summary>
    public const int Fewest = 5;

    /// <summary>Cases put together; without figures where there are fewer than <see cref="Fewest"/>.</summary>
    /// <param name="daysLate">Working days each milestone was late.</param>
    public static OwnCases Of(IEnumerable<int> daysLate)
    {
        int[] all = [.. daysLate.Order()];
        return all.Length < Fewest
            ? new OwnCases(all.Length, null, null)
            : new OwnCases(all.Length, Percentile(all, 50), Percentile(all, 85))
            {
                Late = all.Count(days => days > 0),
            };
    }

    /// <summary>Working days each reached milestone of a project was late against its original date.</summary>
    public static IEnumerable<int> DaysLate(LedgerState state) => state.Plan.AsOf is not { } asOf
        ? []
        : MilestoneLines.Of(state, asOf.InUtc().Date).Where(line => line.Reached is not null)
            .Select(line => state.Setup!.Calendar.WorkingDaysBetween(line.Original, line.Reached!.Value));

    // Nearest rank: always a case that happened.
    static int Percentile(int[] sorted, int percent) => sorted[(((sorted.Length * percent) + 99) / 100) - 1];
}
