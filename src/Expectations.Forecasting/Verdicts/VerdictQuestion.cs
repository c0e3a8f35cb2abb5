using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Verdicts;

/// <summary>Is this too much? A date asked for a scope, and what is known of the people who would do it.</summary>
public sealed record VerdictQuestion
{
    /// <summary>The day the question is put.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The date asked for.</summary>
    public required LocalDate AskedFor { get; init; }

    /// <summary>Tasks to be done until then.</summary>
    public required int TasksLeft { get; init; }

    /// <summary>Finished weeks of the same people, oldest first, empty ones too; added tasks are growth.</summary>
    public ImmutableArray<WeekOfWork> Weeks { get; init; } = [];

    /// <summary>Working days of all people together that went into each of <see cref="Weeks"/>, on average.</summary>
    public double PersonDaysAWeekBehind { get; init; } = 5;

    /// <summary>
    /// Working days of all people together in each coming week, absences taken off; after the last one given the
    /// weeks go on at their mean. None given means as before.
    /// </summary>
    public ImmutableArray<double> PersonDaysAhead { get; init; } = [];

    /// <summary>
    /// When it will be finished as things stand. Given, the verdict rests on it alone and only asks what another scope,
    /// other people or another technology do to it; <see cref="Weeks"/> do not count again.
    /// </summary>
    public StandingForecast? Forecast { get; init; }

    /// <summary>How new the technology is to those who use it.</summary>
    public Technology Technology { get; init; }

    /// <summary>Working days of one person that the budget still pays for; none where it is no question.</summary>
    public double? PersonDaysPaidFor { get; init; }

    /// <summary>Ways out that are closed.</summary>
    public VerdictBoundaries Boundaries { get; init; } = new();

    /// <summary>Finished pieces of work of the same organisation.</summary>
    public ImmutableArray<PastWork> Cases { get; init; } = [];

    /// <summary>Decides the random draws; the same question with the same seed has the same answer.</summary>
    public int Seed { get; init; }
}

/// <summary>When work will be finished as things stand, and what that was forecast for.</summary>
/// <param name="Odds">Calendar days from the day of the question.</param>
/// <param name="Tasks">Tasks left that it was made for, 1 at least.</param>
/// <param name="PersonDaysAhead">Person-days of each coming week it was made for, as in the question.</param>
public sealed record StandingForecast(Spread Odds, int Tasks, ImmutableArray<double> PersonDaysAhead);

/// <summary>How new a technology is, from the oldest to the newest.</summary>
public enum Technology
{
    /// <summary>The people have delivered with it, or the past weeks were worked with it.</summary>
    Known,

    /// <summary>Others of the organisation have delivered with it, these people have not.</summary>
    NewToTeam,

    /// <summary>Nobody of the organisation has delivered with it.</summary>
    NewToOrganisation,
}

/// <summary>Limits somebody has set. They change no odds; they close ways to better ones.</summary>
public sealed record VerdictBoundaries
{
    /// <summary>Whether nothing may be left out.</summary>
    public bool ScopeIsFixed { get; init; }

    /// <summary>Whether the technology may not be changed for a known one.</summary>
    public bool TechnologyIsFixed { get; init; }

    /// <summary>Whether there is no more money.</summary>
    public bool BudgetIsFixed { get; init; }

    /// <summary>People who may join at most; none where nothing is said.</summary>
    public int? MostPeopleMore { get; init; }

    /// <summary>The latest date there may be; none where nothing is said.</summary>
    public LocalDate? LatestOn { get; init; }
}

/// <summary>A finished piece of work: how many tasks it had and what they took.</summary>
/// <param name="Name">A name the reader recognises.</param>
/// <param name="Tasks">Tasks finished.</param>
/// <param name="PersonDays">Working days of all people together.</param>
/// <param name="NewTechnology">Whether its technology was new to the people.</param>
public sealed record PastWork(string Name, int Tasks, double PersonDays, bool NewTechnology = false);
