using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Forecasting;
using Expectations.Forecasting.Verdicts;
using WorkAhead = Expectations.Core.Forecasts.WorkAhead;

namespace Expectations.Hosting.Forecasts;

/// <summary>Turns what is known of one milestone into the question whether that is too much.</summary>
/// <param name="State">The project.</param>
/// <param name="Outlook">How its work stands.</param>
/// <param name="Work">The work ahead of the milestone.</param>
/// <param name="Said">Its forecast.</param>
sealed record VerdictAsking(LedgerState State, Outlook Outlook, WorkAhead Work, MilestoneForecast Said)
{
    /// <summary>Own finished work, to tell what new technology costs.</summary>
    internal ImmutableArray<PastWork> Cases { get; init; } = [];

    internal BudgetReading? Budget { get; } = BudgetReading.Of(State, Outlook);

    ForecastRules? Rules => State.Setup!.Forecasts;

    /// <summary>How new the technology is to work that no week of this project has shown yet.</summary>
    internal Technology Novelty => Rules?.Technologies switch
    {
        { } known when known.NewToOrganisation().Any() => Technology.NewToOrganisation,
        { } known when known.NewToTeam().Any() => Technology.NewToTeam,
        _ => Technology.Known,
    };

    /// <summary>Whether the weeks the forecast rests on were worked with that technology already.</summary>
    internal bool IsTechnologyInPace => Said.Weeks > 0;

    /// <summary>The question as things stand; none where there is no forecast.</summary>
    internal VerdictQuestion? Question => Said.Days is not { } days || Work.TasksLeft < 1 ? null : new VerdictQuestion
    {
        AsOf = Outlook.On,
        AskedFor = Work.Milestone.Date,
        TasksLeft = Work.TasksLeft,
        Forecast = new StandingForecast(
            new Spread([.. days.Select(d => Math.Max(1.0, d))]), Work.TasksLeft, Outlook.PersonDaysAhead),
        PersonDaysAWeekBehind = Outlook.PersonDaysAWeek,
        PersonDaysAhead = Outlook.PersonDaysAhead,
        Technology = IsTechnologyInPace ? Technology.Known : Novelty,
        PersonDaysPaidFor = Budget?.PersonDaysFor(Budget.Budget.Amount),
        Cases = Cases,
        Boundaries = Closed(Rules?.Boundaries),
    };

    /// <summary>Odds as a forecast to be written in dates.</summary>
    internal DatedForecast Dated(Spread odds) => new(
        Outlook.On, Said with { Days = [.. odds.Days.Select(d => (int)Math.Ceiling(Math.Min(d, 36_500) - 1e-6))] });

    VerdictBoundaries Closed(ForecastBoundaries? stated) => stated is null ? new VerdictBoundaries() : new()
    {
        ScopeIsFixed = stated.ScopeIsFixed,
        BudgetIsFixed = stated.BudgetIsFixed,
        TechnologyIsFixed = stated.TechnologyIsFixed,
        MostPeopleMore = stated.MostPeople is { } most ? Math.Max(0, most - Outlook.People) : null,
        LatestOn = stated.LatestDate,
    };
}
