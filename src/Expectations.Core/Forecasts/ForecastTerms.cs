namespace Expectations.Core.Forecasts;

/// <summary>What the work may cost.</summary>
public sealed record ProjectBudget
{
    /// <summary>All that may be spent, in the currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Currency of all amounts, for example <c>EUR</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>
    /// Cost of one person for one working day; where none is given, what a day has cost so far stands in for it.
    /// </summary>
    public decimal? DayRate { get; init; }

    /// <summary>What has been spent.</summary>
    public decimal Spent { get; init; }

    /// <summary>Last day that <see cref="Spent"/> covers; none means up to today.</summary>
    public LocalDate? SpentUntil { get; init; }
}

/// <summary>Technology the work needs, and who has delivered with which.</summary>
public sealed record ProjectTechnologies
{
    /// <summary>Technologies the work needs.</summary>
    public ImmutableArray<string> Used { get; init; } = [];

    /// <summary>Technologies the team has delivered with.</summary>
    public ImmutableArray<string> KnownToTeam { get; init; } = [];

    /// <summary>Technologies others of the organisation have delivered with.</summary>
    public ImmutableArray<string> KnownToOrganisation { get; init; } = [];

    /// <summary>Those needed that the team has not delivered with.</summary>
    public IEnumerable<string> NewToTeam() => Used.Except(KnownToTeam, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those needed that nobody of the organisation has delivered with.</summary>
    public IEnumerable<string> NewToOrganisation() =>
        NewToTeam().Except(KnownToOrganisation, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Boundaries that close ways out of an unlikely date.</summary>
public sealed record ForecastBoundaries
{
    /// <summary>Whether nothing may be left out.</summary>
    public bool ScopeIsFixed { get; init; }

    /// <summary>Whether there is no more money than the budget.</summary>
    public bool BudgetIsFixed { get; init; }

    /// <summary>Whether the technology stays as it is.</summary>
    public bool TechnologyIsFixed { get; init; }

    /// <summary>People on the team at most; none where nothing is said.</summary>
    public int? MostPeople { get; init; }

    /// <summary>The latest date any milestone may get; none where nothing is said.</summary>
    public LocalDate? LatestDate { get; init; }
}
