using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Risks.LateTasks;
using Expectations.Forecasting.Warnings;
using Expectations.Hosting.Pages.Decisions;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>Tasks that are likely to be late, why, and how often that was right.</summary>
/// <param name="Lines">The tasks, the next date first, each with its reasons.</param>
/// <param name="Basis">What the chances rest on.</param>
/// <param name="Record">How good the warnings about tasks have been.</param>
public sealed record LateTasks(ImmutableArray<BoardLine> Lines, string Basis, WarningRecord Record)
{
    /// <summary>How good the warnings about tasks have been, in words.</summary>
    public string Past => Record is { Outcomes: 0 }
        ? "No date of a task has been met or missed yet."
        : $"Of {EventSentences.Count(Record.Outcomes, "date")} {Record.Late} were missed; {Record.Right} of those were "
            + $"warned of, among {EventSentences.Count(Record.Warned, "warning")}"
            + (Record.MedianLeadDays is { } days
                ? $", half of those {EventSentences.Count((int)days, "day")} ahead or more."
                : ".");

    /// <summary>What is known of a project's tasks; none where nobody asks how likely they are late.</summary>
    internal static LateTasks? Of(LedgerState state, Instant now)
    {
        if (state is not { Tasks: { } book, Setup: { Warnings.LikelyLatePercent: not null } setup })
            return null;
        var likely = book.Lives.Where(l => l.Value is { Ended: null, Likely: not null })
            .OrderBy(l => l.Value.Dates[^1].Due).ToArray();
        return new LateTasks(
            [.. likely.Select(l => Line(state, l.Key, l.Value))],
            BasisOf(likely.Select(l => l.Value.Likely!.LearnedFrom).DefaultIfEmpty().Max()),
            WarningRecord.Of(book.Lives.Values.SelectMany(life => life.Outcomes(setup.Day(now)))
                .Select(o => new WarningOutcome(o.Warned, o.Due, o.Missed))));
    }

    static BoardLine Line(LedgerState state, string id, TaskLife life)
    {
        var likely = life.Likely!;
        var reasons = likely.Reasons.IsEmpty
            ? "no single reason"
            : string.Join("; ", likely.Reasons.Select(RiskWords.Of));
        return new BoardLine(
            state.Plan.Tasks.GetValueOrDefault(id)?.Title ?? id,
            $"Due {Times.Day(life.Dates[^1].Due!.Value)}; late in {likely.Chance} of 100 cases, as of "
                + $"{Times.Day(likely.Since)}: {reasons}.");
    }

    static string BasisOf(int learnedFrom) => learnedFrom > 0
        ? $"Learned from {EventSentences.Count(learnedFrom, "task")} of your own projects, from what was known before "
            + "their dates."
        : "By rules of thumb, until there are 300 finished tasks of your own to learn from.";
}
