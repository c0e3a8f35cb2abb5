namespace Expectations.Core.Forecasts;

/// <summary>How dates are forecast. An empty section switches forecasts on.</summary>
public sealed record ForecastRules
{
    /// <summary>
    /// Chance of an agreed date, in percent, below which a change is drafted for the manager; 0 for never.
    /// </summary>
    public int DraftChangeBelow { get; init; } = 35;
}
