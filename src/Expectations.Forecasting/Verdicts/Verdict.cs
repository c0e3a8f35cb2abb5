using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Verdicts;

/// <summary>A straight answer to "is that too much?", or why there is none.</summary>
/// <param name="AsOf">The day the question was put.</param>
public abstract record VerdictAnswer(LocalDate AsOf);

/// <summary>No verdict, because the data do not carry one.</summary>
/// <param name="AsOf">The day the question was put.</param>
/// <param name="Reason">What is missing.</param>
public sealed record NoVerdict(LocalDate AsOf, Lack Reason) : VerdictAnswer(AsOf);

/// <summary>How likely the asked terms are, which dates are likely, and what would make those asked so.</summary>
/// <param name="AsOf">The day the question was put.</param>
/// <param name="AskedFor">The date asked for.</param>
/// <param name="Odds">Calendar days from <see cref="VerdictAnswer.AsOf"/>.</param>
/// <param name="Drivers">Changes that would each make the asked terms, or others, good enough.</param>
/// <param name="WeeksUsed">Weeks of work the odds rest on; 0 if none, or if a forecast was given.</param>
/// <param name="CasesUsed">Finished pieces of work the odds rest on; 0 if none, or if a forecast was given.</param>
public sealed record Verdict(
    LocalDate AsOf, LocalDate AskedFor, Spread Odds, ImmutableArray<Driver> Drivers, int WeeksUsed, int CasesUsed)
    : VerdictAnswer(AsOf)
{
    /// <summary>The chance that is good enough to promise: 80 %.</summary>
    public const double GoodEnough = 0.8;

    /// <summary>Working days of one person that the work takes.</summary>
    public required Spread Effort { get; init; }

    /// <summary>Working days of one person the budget pays for; none where it was no question.</summary>
    public double? PersonDaysPaidFor { get; init; }

    /// <summary>What the technology does to effort.</summary>
    public required TechnologyCount Technology { get; init; }

    /// <summary>The chance, between 0.01 and 0.99, of being done on or before the asked date.</summary>
    public double DateChance => Odds.ChanceWithin(Period.DaysBetween(AsOf, AskedFor));

    /// <summary>The chance, between 0.01 and 0.99, that the budget suffices; none where it was no question.</summary>
    public double? BudgetChance => PersonDaysPaidFor is { } paid ? Effort.ChanceWithin(paid) : null;

    /// <summary>
    /// The chance, between 0.01 and 0.99, of all that was asked. The same luck decides date and budget, so it is the
    /// lower of the two.
    /// </summary>
    public double Chance => Math.Min(DateChance, BudgetChance ?? 1);

    /// <summary>The date that is met with the given chance.</summary>
    /// <param name="percent">From 1 to 99.</param>
    public LocalDate DateAt(int percent) => AsOf.PlusDays(Odds.WholeDays(percent));
}

/// <summary>What a technology does to effort, and how that is known.</summary>
/// <param name="Times">Times the effort of known technology, 1 at least.</param>
/// <param name="OwnCases">Own finished work with new technology it was measured on; 0 for the published figure.</param>
public sealed record TechnologyCount(double Times, int OwnCases);

/// <summary>What would have to change for a chance of 80 %.</summary>
public abstract record Driver
{
    /// <summary>The boundary that closes this way; none where it is open.</summary>
    public Boundary? Against { get; init; }
}

/// <summary>What a stated limit is about.</summary>
public enum Boundary
{
    /// <summary>Nothing may be left out.</summary>
    Scope,

    /// <summary>No more people may join, or not so many.</summary>
    People,

    /// <summary>It may not be later, or not so late.</summary>
    Time,

    /// <summary>There is no more money.</summary>
    Budget,

    /// <summary>The technology stays.</summary>
    Technology,
}

/// <summary>The asked terms, with so many tasks fewer.</summary>
/// <param name="Tasks">Tasks to leave out; all of them means that only leaving everything out would do.</param>
public sealed record FewerTasks(int Tasks) : Driver;

/// <summary>The asked terms, with so many people more, full time from today, learning as they go.</summary>
/// <param name="People">People to add.</param>
public sealed record MorePeople(int People) : Driver;

/// <summary>The asked terms, with technology the people have delivered with.</summary>
public sealed record KnownTechnology : Driver;

/// <summary>The whole scope with the same people by the asked date, with more money.</summary>
/// <param name="PersonDays">Further working days of one person the budget would have to pay for.</param>
public sealed record MoreBudget(double PersonDays) : Driver;

/// <summary>The whole scope with the same people, by this date.</summary>
/// <param name="Date">The date met with a chance of 80 %.</param>
public sealed record LaterDate(LocalDate Date) : Driver
{
    /// <summary>Further working days of one person to be paid for as well; none where the budget suffices.</summary>
    public double? PersonDays { get; init; }
}
