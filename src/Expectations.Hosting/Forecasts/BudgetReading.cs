using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Core.Projects;

namespace Expectations.Hosting.Forecasts;

/// <summary>What the budget still pays for.</summary>
/// <param name="Budget">The budget as it was stated.</param>
/// <param name="DayRate">Cost of one person for one working day; none where it is not known.</param>
/// <param name="IsBurn">Whether that cost is what a day has cost so far.</param>
/// <param name="DaysSince">Person-days worked since the spending was last stated.</param>
sealed record BudgetReading(ProjectBudget Budget, decimal? DayRate, bool IsBurn, double DaysSince)
{
    const int FewestWeeks = 4;

    /// <summary>Person-days the rest of an amount pays for, 0 at least; none without a cost of a day.</summary>
    internal double? PersonDaysFor(decimal amount) => DayRate is { } rate
        ? Math.Max(0, (double)((amount - Budget.Spent) / rate) - DaysSince)
        : null;

    internal static BudgetReading? Of(LedgerState state, Outlook outlook)
    {
        if (state.Setup?.Forecasts?.Budget is not { } budget)
            return null;
        var until = budget.SpentUntil is { } day && day < outlook.On ? day : outlook.On;
        var since = PersonDays(outlook, Period.DaysBetween(until, outlook.On));
        if (budget.DayRate is not null)
            return new BudgetReading(budget, budget.DayRate, IsBurn: false, since);
        var days = Period.DaysBetween(state.Setup.Day(state.RegisteredAt), until);
        return budget.Spent > 0 && days >= 7 * FewestWeeks
            ? new BudgetReading(budget, budget.Spent / (decimal)PersonDays(outlook, days), IsBurn: true, since)
            : new BudgetReading(budget, DayRate: null, IsBurn: false, since);
    }

    static double PersonDays(Outlook outlook, int calendarDays) => outlook.PersonDaysAWeek * calendarDays / 7;
}
