using System.Globalization;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Http;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>Other terms tried on one milestone, as they were typed; a field left empty stays as planned.</summary>
public sealed record WhatIf
{
    const int MostTasks = 100_000;
    const int MostPeople = 1_000;
    const int MostYears = 50;
    const decimal MostMoney = 1_000_000_000_000m;

    /// <summary>Identity of the milestone.</summary>
    public required string Milestone { get; init; }

    /// <summary>Tasks more, or fewer with a minus.</summary>
    public string Tasks { get; init; } = "";

    /// <summary>Date asked for.</summary>
    public string Date { get; init; } = "";

    /// <summary>People on the team, all of whom know the work.</summary>
    public string People { get; init; } = "";

    /// <summary>Budget in all.</summary>
    public string Budget { get; init; } = "";

    /// <summary>How new the technology is: <c>known</c>, <c>team</c> or <c>organisation</c>.</summary>
    public string Technology { get; init; } = "";

    /// <summary>What is wrong with it, and what to write instead; empty where it can be judged.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Whether anything was tried.</summary>
    public bool IsTried => (Tasks + Date + People + Budget + Technology).Length > 0;

    /// <summary>What was tried of a milestone; empty fields where it was another.</summary>
    internal static WhatIf From(PageRequest request, string milestone) =>
        request.QueryValue("milestone") != milestone ? new WhatIf { Milestone = milestone } : new WhatIf
        {
            Milestone = milestone,
            Tasks = Typed(request, "tasks"),
            Date = Typed(request, "date"),
            People = Typed(request, "people"),
            Budget = Typed(request, "budget"),
            Technology = Typed(request, "technology"),
        };

    /// <summary>The question with these terms in place of the planned ones, or what is wrong with them.</summary>
    internal (VerdictQuestion Question, WhatIf Checked) Apply(VerdictQuestion question, VerdictAsking asking)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var asked = question with
        {
            TasksLeft = question.TasksLeft + (Number(Tasks, -MostTasks, MostTasks, "Tasks", problems) ?? 0),
            AskedFor = Day(question, problems) ?? question.AskedFor,
            Technology = NoveltyOf(problems) ?? question.Technology,
        };
        if (Number(People, 1, MostPeople, "People", problems) is { } people)
            asked = asked with
            {
                PersonDaysAhead = [.. question.PersonDaysAhead.Select(d => d * people / asking.Outlook.People)],
            };
        if (Money(asking.Budget, problems) is { } paidFor)
            asked = asked with { PersonDaysPaidFor = paidFor };
        if (asked.TasksLeft < 0)
            problems.Add(Say($"Tasks: there are {question.TasksLeft} left. Take off that many at most."));
        return (problems.Count > 0 ? question : asked, this with { Problems = problems.ToImmutable() });
    }

    static int? Number(string text, int least, int most, string field, ImmutableArray<string>.Builder problems)
    {
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        problems.Add(Say($"{field}: write a whole number from {least} to {most}."));
        return null;
    }

    LocalDate? Day(VerdictQuestion question, ImmutableArray<string>.Builder problems)
    {
        if (Date.Length == 0)
            return null;
        if (LocalDatePattern.Iso.Parse(Date) is { Success: true, Value: var day }
            && day > question.AsOf && day < question.AsOf.PlusYears(MostYears))
            return day;
        problems.Add(
            $"Date: write a day after today as year-month-day, for example {Iso(question.AsOf.PlusDays(30))}.");
        return null;
    }

    double? Money(BudgetReading? budget, ImmutableArray<string>.Builder problems)
    {
        if (Budget.Length == 0)
            return null;
        if (budget?.DayRate is null)
            problems.Add("Budget: what a person-day costs is not known. Write forecasts.budget.dayRate in the setup.");
        else if (decimal.TryParse(Budget, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount <= MostMoney)
            return budget.PersonDaysFor(amount);
        else
            problems.Add($"Budget: write an amount in {budget.Budget.Currency} with digits only, for example 120000.");
        return null;
    }

    Technology? NoveltyOf(ImmutableArray<string>.Builder problems)
    {
        switch (Technology)
        {
            case "":
                return null;
            case "known":
                return Expectations.Forecasting.Verdicts.Technology.Known;
            case "team":
                return Expectations.Forecasting.Verdicts.Technology.NewToTeam;
            case "organisation":
                return Expectations.Forecasting.Verdicts.Technology.NewToOrganisation;
            default:
                problems.Add("Technology: write known, team or organisation.");
                return null;
        }
    }

    static string Typed(PageRequest request, string field) => request.QueryValue(field)?.Trim() ?? "";

    static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
