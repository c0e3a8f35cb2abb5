using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Verdicts;

/// <summary>A straight answer to "is that too much?", or why there is none.</summary>
/// <param name="AsOf">The day the question was put.</param>
public abstract record VerdictAnswer(LocalDate AsOf);

/// <summary>No verdict, because the data do not carry one.</summary>
/// <param name="AsOf">The day the question was put.</param>
/// <param name="Reason">What is missing.</param>
public sealed record NoVerdict(LocalDate AsOf, Lack Reason) : VerdictAnswer(AsOf);

/// <summary>How likely the asked date is, which dates are likely, and what would make the asked date likely.</summary>
/// <param name="AsOf">The day the question was put.</param>
/// <param name="AskedFor">The date asked for.</param>
/// <param name="Odds">Calendar days from <see cref="VerdictAnswer.AsOf"/>.</param>
/// <param name="Drivers">Changes that would each make the asked date, or another, good enough.</param>
/// <param name="WeeksUsed">Weeks of work the odds rest on; 0 if none.</param>
/// <param name="CasesUsed">Finished pieces of work the odds rest on; 0 if none.</param>
public sealed record Verdict(
    LocalDate AsOf, LocalDate AskedFor, Spread Odds, ImmutableArray<Driver> Drivers, int WeeksUsed, int CasesUsed)
    : VerdictAnswer(AsOf)
{
    /// <summary>The chance that is good enough to promise: 80 %.</summary>
    public const double GoodEnough = 0.8;

    /// <summary>The chance, between 0.01 and 0.99, of being done on or before the asked date.</summary>
    public double Chance => Odds.ChanceWithin(Period.DaysBetween(AsOf, AskedFor));

    /// <summary>The date that is met with the given chance.</summary>
    /// <param name="percent">From 1 to 99.</param>
    public LocalDate DateAt(int percent) => AsOf.PlusDays(Odds.WholeDays(percent));
}

/// <summary>What would have to change for a chance of 80 %.</summary>
public abstract record Driver;

/// <summary>The asked date, with so many tasks fewer.</summary>
/// <param name="Tasks">Tasks to leave out; all of them means that only leaving everything out would do.</param>
public sealed record FewerTasks(int Tasks) : Driver;

/// <summary>The asked date, with so many people more, full time from today, learning as they go.</summary>
/// <param name="People">People to add.</param>
public sealed record MorePeople(int People) : Driver;

/// <summary>The whole scope with the same people, by this date.</summary>
/// <param name="Date">The date met with a chance of 80 %.</param>
public sealed record LaterDate(LocalDate Date) : Driver;
