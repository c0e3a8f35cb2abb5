namespace Expectations.Forecasting.Finish;

/// <summary>A forecast of a finish, or why there is none.</summary>
/// <param name="AsOf">The day it was made.</param>
public abstract record FinishAnswer(LocalDate AsOf);

/// <summary>When a milestone or project will be finished, with odds, and what they rest on.</summary>
/// <param name="AsOf">The day it was made.</param>
/// <param name="Odds">Calendar days from <see cref="FinishAnswer.AsOf"/>, calibrated on earlier forecasts.</param>
/// <param name="Uncalibrated">The odds before calibration; later forecasts learn from them.</param>
/// <param name="Opinions">What each source said, and how much it counted.</param>
/// <param name="Basis">What was counted.</param>
public sealed record FinishForecast(
    LocalDate AsOf, Spread Odds, Spread Uncalibrated, ImmutableArray<Opinion> Opinions, ForecastBasis Basis)
    : FinishAnswer(AsOf)
{
    /// <summary>The date that is met with the given chance.</summary>
    /// <param name="percent">From 1 to 99.</param>
    public LocalDate DateAt(int percent) => AsOf.PlusDays(Odds.WholeDays(percent));

    /// <summary>The chance, between 0.01 and 0.99, of being finished on or before a day.</summary>
    public double ChanceBy(LocalDate date) => Odds.ChanceWithin(Period.DaysBetween(AsOf, date));
}

/// <summary>No forecast was made, because the data do not carry one.</summary>
/// <param name="AsOf">The day it was asked for.</param>
/// <param name="Reason">What is missing.</param>
public sealed record NoForecast(LocalDate AsOf, Lack Reason) : FinishAnswer(AsOf);

/// <summary>Why no forecast could be made.</summary>
public enum Lack
{
    /// <summary>No announced date, fewer than four weeks of work and fewer than five finished milestones.</summary>
    NothingToGoBy,

    /// <summary>Tasks are added faster than they are finished, and nothing else says when it ends.</summary>
    ScopeOutrunsWork,

    /// <summary>The question contradicts itself: a start after the day asked, or negative numbers.</summary>
    Contradiction,
}

/// <summary>Where an opinion on a finish date comes from.</summary>
public enum ForecastSource
{
    /// <summary>Published overruns of software projects.</summary>
    PublishedOverruns,

    /// <summary>The pace of the last half year.</summary>
    Pace,

    /// <summary>The pace of the last eight weeks.</summary>
    RecentPace,

    /// <summary>Due dates and estimates of the open tasks, with the delays of finished ones.</summary>
    TaskDates,

    /// <summary>All finished milestones of the organisation.</summary>
    AllCases,

    /// <summary>Finished milestones when they were roughly as far.</summary>
    RoughlyAlike,

    /// <summary>Finished milestones when they were about as far.</summary>
    Alike,

    /// <summary>Finished milestones when they were just as far.</summary>
    CloselyAlike,
}

/// <summary>What one source says.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Weight">How much it counted, between 0 and 1; all opinions together make 1.</param>
/// <param name="Odds">Calendar days from the day of the forecast.</param>
public sealed record Opinion(ForecastSource Source, double Weight, Spread Odds);

/// <summary>What a forecast rests on, for the reader who asks why.</summary>
public sealed record ForecastBasis
{
    /// <summary>Open tasks that were counted.</summary>
    public int TasksLeft { get; init; }

    /// <summary>Open tasks that carry a due date or an estimate.</summary>
    public int TasksWithDates { get; init; }

    /// <summary>The first and last week whose pace was used, if any.</summary>
    public (LocalDate From, LocalDate To)? Window { get; init; }

    /// <summary>Finished milestones that were compared.</summary>
    public int Cases { get; init; }

    /// <summary>The finished milestones most alike, most alike first, five at most.</summary>
    public ImmutableArray<string> MostAlike { get; init; } = [];

    /// <summary>Milestones whose earlier forecasts set the weights and the calibration.</summary>
    public int JudgedMilestones { get; init; }
}
