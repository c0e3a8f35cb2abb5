using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Core.Forecasts;

/// <summary>Takes back what the forecast drafted and nobody let go, once what it was about is over.</summary>
static class DraftWithdrawal
{
    /// <summary>In whose name the forecast drafts and withdraws.</summary>
    internal const string Forecast = "forecast";

    internal static Decision WhenForecast(
        LedgerState state, ForecastReading reading, ForecastRules rules, Instant at)
    {
        var today = state.Setup!.Day(at);
        return new Decision
        {
            Events =
            [
                .. state.Changes.Values.Where(c => IsOwn(c) && c.State == ChangeState.Draft)
                    .Select(c => (c.Change.Id, Why: WhyOver(state, c, reading, rules, today)))
                    .Where(draft => draft.Why is not null)
                    .Select(draft => new ChangeWithdrawn(at, draft.Id, draft.Why!, Forecast)),
            ],
        };
    }

    /// <summary>Whether the forecast took it back itself, so that it may draft it again.</summary>
    internal static bool IsTakenBack(ChangeRecord record) =>
        record is { State: ChangeState.Withdrawn, Withdrawal.By: Forecast };

    // What the manager has edited is the manager's own.
    static bool IsOwn(ChangeRecord record) =>
        record.By == Forecast && record.Change.Id.StartsWith(ForecastDecider.Prefix, StringComparison.Ordinal);

    static string? WhyOver(
        LedgerState state, ChangeRecord draft, ForecastReading reading, ForecastRules rules, LocalDate today)
    {
        if (state.Agreed.Milestones.FirstOrDefault(m => ForecastDecider.IsAbout(draft, m.Id)) is not { } milestone)
            return "The milestone it was about is no longer agreed.";
        if (state.Moved.Any(m => m.Milestone == milestone.Id && m.At > draft.At))
            return $"The date it was about has moved since; {milestone.Name} is agreed for another day.";
        if (state.Forecasts?.Milestones.GetValueOrDefault(milestone.Id)?.FinishedOn is not null)
            return $"{milestone.Name} has been reached.";
        return IsLikely(milestone, reading, rules, today)
            ? $"The agreed date of {milestone.Name} has become likely again."
            : null;
    }

    static bool IsLikely(Milestone milestone, ForecastReading reading, ForecastRules rules, LocalDate today) =>
        reading.Milestones.FirstOrDefault(m => m.Milestone == milestone.Id) is { } made
        && new DatedForecast(today, made).ChanceBy(milestone.Date)
            >= Math.Min(99, rules.DraftChangeBelow + ForecastDecider.Apart);
}
