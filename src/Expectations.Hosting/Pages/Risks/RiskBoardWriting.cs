using Expectations.Core;
using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Hosting.Pages.Decisions;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>Puts together what the manager sees of risks and warnings.</summary>
static class RiskBoardWriting
{
    const int Shown = 20;

    internal static RiskBoard Write(LedgerState state, Instant now)
    {
        var book = state.Risks;
        return new RiskBoard
        {
            Project = ProjectShelf.NameOf(state),
            Warns = state.Setup!.Warnings is not null,
            Open = [.. book.Open.Values.OrderBy(w => w.RaisedAt).Select(w => Open(state, w))],
            LateTasks = LateTasks.Of(state, now),
            Register = new RiskPicture(RiskRegister.Of(state)),
            Record = TrackRecord.Of(state),
            Judged = [.. book.Judged.Reverse().Take(Shown).Select(j => Judged(state, j))],
            Cleared = [.. book.Cleared.Reverse().Take(Shown).Select(c => Cleared(state, c))],
            Cases = OwnCases.Of([]),
            Milestones = state.Agreed.Milestones,
            Tomorrow = state.Setup.Day(now).PlusDays(1),
            Nonce = "",
        };
    }

    static BoardWarning Open(LedgerState state, Warning warning)
    {
        var missing = WarningStanding.Missing(state, warning);
        return new BoardWarning
        {
            Id = warning.Id,
            Title = Title(state, warning),
            Why = Sentence(warning.Details.IsEmpty
                ? "nothing to be seen of it any more"
                : RiskWords.Of(warning.Signal, warning.Details)),
            Standing = Standing(state, warning),
            Missing = warning.Level != LadderLevel.Manager || missing.IsEmpty
                ? null
                : $"It does not go to the client by itself: {string.Join("; ", missing.Select(RiskWords.Of))}.",
            Risk = RiskRegister.Of(state, warning),
            Milestone = warning.Milestone,
            IsAcknowledged = warning.AcknowledgedBy is not null,
            CanRelease = warning.Level == LadderLevel.Manager
                && missing.All(lack => lack == GateLack.Material),
        };
    }

    static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";

    static string Standing(LedgerState state, Warning warning)
    {
        var zone = state.Setup!.TimeZone();
        string?[] parts =
        [
            $"Since {Times.Moment(warning.RaisedAt, zone)}, {RiskWords.Of(warning.Level)}.",
            warning.AcknowledgedBy is { } by ? $"{by} has taken it on." : null,
            warning.SnoozedUntil is { } day ? $"Rests until {Times.Day(day)}: {warning.SnoozeReason}." : null,
            warning.CalmSince is not null ? "Calm at the last reading; it ends with the next calm one." : null,
            WarningStanding.GoesUpAt(state, warning) is { } due ? $"Goes up on {Times.Moment(due, zone)}." : null,
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    static BoardLine Judged(LedgerState state, JudgedMilestone judged)
    {
        var verdicts = judged.Verdicts.Select(
            v => $"{RiskWords.Of(v.Signal)}: {RiskWords.Of(v.Outcome)}, {v.DaysAhead} days ahead");
        var said = judged.Verdicts.IsEmpty ? "nobody was warned" : string.Join("; ", verdicts);
        return new BoardLine(
            $"{Name(state, judged.Milestone)}, {Times.Day(judged.Agreed)}",
            $"{(judged.Late ? "Late" : "In time")}; {said}.");
    }

    static BoardLine Cleared(LedgerState state, ClearedWarning cleared)
    {
        var zone = state.Setup!.TimeZone();
        return new BoardLine(
            Title(state, cleared.Warning),
            $"{Times.Moment(cleared.Warning.RaisedAt, zone)} to {Times.Moment(cleared.At, zone)}.");
    }

    static string Title(LedgerState state, Warning warning) => warning.Milestone is null
        ? RiskWords.Of(warning.Signal)
        : $"{RiskWords.Of(warning.Signal)}: {Name(state, warning.Milestone)}";

    static string Name(LedgerState state, string milestone) =>
        state.Agreed.Milestones.FirstOrDefault(m => m.Id == milestone)?.Name ?? milestone;
}
