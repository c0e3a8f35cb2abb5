using System.Globalization;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using NodaTime.Text;

namespace Expectations.Core.Risks.Signals;

/// <summary>How strong a signal is about one milestone, or about the project.</summary>
/// <param name="Signal">Which signal.</param>
/// <param name="Milestone">Which milestone; none for the whole project.</param>
/// <param name="Value">Strength in the signal's own unit; higher is worse.</param>
/// <param name="Levels">From where it warns, and down to where it is calm again.</param>
/// <param name="Details">Figures behind it, by name.</param>
sealed record SignalReading(
    Signal Signal, string? Milestone, int Value, SignalLevels Levels,
    ImmutableSortedDictionary<string, string> Details)
{
    internal bool Warns => Value >= Levels.Raise;

    internal bool IsCalm => Value <= Levels.Clear;

    /// <summary>Every signal, about everything it can be about; only from what is known now.</summary>
    internal static IEnumerable<SignalReading> All(LedgerState state, WarningRules rules, LocalDate today)
    {
        ImmutableArray<MilestoneLine> ahead = [.. MilestoneLines.Of(state, today).Where(m => m.Reached is null)];
        return
        [
            .. LateForecast.Read(state, rules, ahead),
            .. OverdueTasks.Read(state, rules, ahead, today),
            .. SlowPace.Read(state, ahead, today),
            .. LikelyLateTasks.Read(state, rules, ahead),
            .. PeopleAway.Read(state, ahead, today),
            .. MeetingLoad.Read(state, rules, ahead, today),
            .. WaitingOnClient.Read(state, rules, today),
            .. SlowApproval.Read(state, rules, today),
            .. FallingPulse.Read(state),
            .. ScopeGrowth.Read(state, rules),
        ];
    }

    internal static ImmutableSortedDictionary<string, string> Figures(
        params ReadOnlySpan<(string Name, object? Value)> figures)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in figures)
            if (value is not null)
                all[name] = value is LocalDate day
                    ? LocalDatePattern.Iso.Format(day)
                    : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return all.ToImmutable();
    }
}

/// <summary>Two levels, so that a signal about the one does not warn and calm in turn.</summary>
/// <param name="Raise">It warns from here on.</param>
/// <param name="Clear">It is calm down from here; less than <paramref name="Raise"/>.</param>
sealed record SignalLevels(int Raise, int Clear);
