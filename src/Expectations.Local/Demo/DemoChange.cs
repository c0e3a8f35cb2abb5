using Expectations.Core;
using Expectations.Core.Calendars;
using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Local.Demo;

/// <summary>The change a manager of the sample proposes when a milestone cannot hold its date any more.</summary>
static class DemoChange
{
    const int DaysThatMatter = 5;

    /// <summary>The proposal; none where every date holds, or one has been proposed for it already.</summary>
    internal static ChangeReceived? For(LedgerState state, Instant now)
    {
        if (state.SignedVersion is null || state.Plan.AsOf is null || state.Paused)
            return null;
        var late = MilestoneLines.Of(state, state.Setup!.Day(now)).FirstOrDefault(m => m.Reached is null
            && m.Now is { } date && date > m.Agreed.PlusDays(DaysThatMatter)
                && !state.Changes.ContainsKey($"later-{m.Id}"));
        return late is null ? null
            : new ChangeReceived(now, Of(state, late), Release: true, state.Setup!.Manager().Name);
    }

    static Change Of(LedgerState state, MilestoneLine late)
    {
        var words = Words.Of(state.Setup!.People.First(p => p.Role == Role.Decider).Language);
        var to = state.Setup.Calendar.NextWorkingDay(late.Now!.Value.PlusDays(2));
        return new Change
        {
            Id = $"later-{late.Id}",
            Title = string.Format(System.Globalization.CultureInfo.InvariantCulture, words.Title, late.Name),
            Reason = words.Reason,
            Options =
            [
                new ChangeOption
                {
                    Id = "extend",
                    Kind = OptionKind.Extend,
                    Words = words.Extend,
                    Dates = ImmutableSortedDictionary.Create<string,
                        LocalDate>(StringComparer.Ordinal).Add(late.Id, to),
                },
                new ChangeOption { Id = "cut-scope", Kind = OptionKind.CutScope, Words = words.Cut },
                new ChangeOption { Id = "keep", Kind = OptionKind.Keep, Words = words.Keep },
            ],
        };
    }

    sealed record Words(string Title, string Reason, string Extend, string Cut, string Keep)
    {
        internal static Words Of(string language) => language switch
        {
            "zh-Hant" => new("{0}：需要更多時間", "尚未完成的工作已無法在約定日期前做完。", "其餘日期不變。", "先交付最重要的部分，其餘改列下一階段。", "維持原日期，並接受可能趕不上。"),
            "zh-Hans" => new("{0}：需要更多时间", "尚未完成的工作已无法在约定日期前做完。", "其余日期不变。", "先交付最重要的部分，其余列入下一阶段。", "维持原日期，并接受可能赶不上。"),
            _ => new("{0}: more time is needed", "What is still open cannot be done by the agreed date.",
                "All other dates stay.", "What matters most comes first; the rest waits for a second step.",
                    "The date stays, and we all know that it may not hold."),
        };
    }
}
