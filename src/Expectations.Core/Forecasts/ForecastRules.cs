namespace Expectations.Core.Forecasts;

/// <summary>How dates are forecast. An empty section switches forecasts on.</summary>
public sealed record ForecastRules
{
    /// <summary>
    /// Chance of an agreed date, in percent, below which a change is drafted for the manager; 0 for never.
    /// </summary>
    public int DraftChangeBelow { get; init; } = 35;

    /// <summary>What the work may cost; none leaves money out of the verdict.</summary>
    public ProjectBudget? Budget { get; init; }

    /// <summary>Technology the work needs; none means what the team has always used.</summary>
    public ProjectTechnologies? Technologies { get; init; }

    /// <summary>Boundaries that close ways out of an unlikely date; none leaves all of them open.</summary>
    public ForecastBoundaries? Boundaries { get; init; }
}
