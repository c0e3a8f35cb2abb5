using System.Globalization;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Words;
using static Expectations.Hosting.Pages.Forecasts.VerdictWriting;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>What would make asked terms likely, as it follows "It would be 80 in 100".</summary>
/// <param name="question">What was asked.</param>
/// <param name="budget">The budget; none where none is stated.</param>
sealed class DriverWords(VerdictQuestion question, BudgetReading? budget)
{
    /// <summary>None where only leaving everything out would do.</summary>
    internal string? Of(Driver driver) => driver switch
    {
        FewerTasks fewer when fewer.Tasks < question.TasksLeft =>
            $"if {Count(fewer.Tasks, "task")} fewer had to be done",
        MorePeople more => $"if {Count(more.People, "person", "people")} more joined today, learning as they go"
            + Cost(new AddPeople(more.People).PersonDaysOfLearning, ", which costs "),
        KnownTechnology => "if it used technology the team has delivered with",
        MoreBudget more => "if there were " + Paid(more.PersonDays) + " more",
        LaterDate { PersonDays: { } more } later =>
            $"if it were due on {Times.Day(later.Date)} and there were {Paid(more)} more",
        LaterDate later => $"if it were due on {Times.Day(later.Date)}",
        _ => null,
    };

    internal static string Of(Boundary boundary) => boundary switch
    {
        Boundary.Scope => "but the scope is fixed",
        Boundary.People => "but the team may not grow so far",
        Boundary.Time => "but that is after the latest date",
        Boundary.Budget => "but the budget is fixed",
        _ => "but the technology is fixed",
    };

    string Paid(double personDays) => Cost(personDays, "") is { Length: > 0 } cost
        ? cost
        : string.Create(CultureInfo.InvariantCulture, $"{personDays:0} person-days");

    string Cost(double personDays, string before)
    {
        if (budget?.DayRate is not { } rate)
            return "";
        var money = PromiseJudging.Money(Math.Ceiling(rate * (decimal)personDays));
        return string.Create(
            CultureInfo.InvariantCulture, $"{before}{money} {budget.Budget.Currency} ({personDays:0} person-days)");
    }
}
