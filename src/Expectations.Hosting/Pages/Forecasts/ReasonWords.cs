using System.Globalization;
using Expectations.Core.Forecasts;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Words;
using static Expectations.Hosting.Pages.Forecasts.VerdictWriting;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>What each of the terms has to do with a verdict. Where nothing is known of one, it says so.</summary>
/// <param name="asking">What is known of the milestone.</param>
/// <param name="overruns">How finished milestones of the organisation went.</param>
sealed class ReasonWords(VerdictAsking asking, CaseOverruns overruns)
{
    internal IEnumerable<VerdictReason> Of(VerdictQuestion question, Verdict verdict)
    {
        yield return new("Date", Date(question, verdict));
        yield return new("Budget", Budget(verdict));
        yield return new("Scope", Scope(question));
        yield return new("People", People(question));
        yield return new("Technology", Technology(question, verdict.Technology));
        if (Boundaries(question.Boundaries) is { Length: > 0 } boundaries)
            yield return new("Boundaries", boundaries);
        yield return new("Past cases", Cases());
    }

    string Date(VerdictQuestion question, Verdict verdict)
    {
        var chance = asking.Dated(verdict.Odds).ChanceBy(question.AskedFor);
        var plan = asking.Work.Announced is { } announced ? $" The plan itself says {Times.Day(announced)}." : "";
        return Say($"{chance} in 100 by {Times.Day(question.AskedFor)}.{plan}");
    }

    string Budget(Verdict verdict)
    {
        var takes = Say($"The work takes about {verdict.Effort.At(0.5):0} person-days, ")
            + Say($"{verdict.Effort.At(0.8):0} to be 80 in 100 sure.");
        if (asking.Budget is not { Budget: var budget } reading)
            return $"None is stated, so none is judged. {takes}";
        if (verdict.BudgetChance is not { } chance || reading.DayRate is not { } rate)
            return "What a person-day costs is not known: write forecasts.budget.dayRate into the setup, "
                + $"or what was spent after four weeks. {takes}";
        var pays = Say($"what is left pays for {verdict.PersonDaysPaidFor:0} person-days ")
            + $"at {PromiseJudging.Money(Math.Round(rate, 2))} {budget.Currency}";
        return Say($"{Percent(chance)} in 100 that it suffices: {pays}")
            + $"{(reading.IsBurn ? ", as a day has cost so far" : "")}. {takes}";
    }

    string Scope(VerdictQuestion question) => (question.TasksLeft - asking.Work.TasksLeft) switch
    {
        0 => $"{Count(question.TasksLeft, "open task")}.",
        > 0 and var more => Say($"{Count(question.TasksLeft, "open task")}, {more} more than planned."),
        var fewer => Say($"{Count(question.TasksLeft, "open task")}, {-fewer} fewer than planned."),
    };

    string People(VerdictQuestion question)
    {
        var (outlook, weeks) = (asking.Outlook, question.PersonDaysAhead.Length);
        return Say($"{Count(outlook.People, "person", "people")} on the plan. ")
            + Say($"The next {weeks} weeks have {question.PersonDaysAhead.Sum():0} person-days; ")
            + Say($"without days off and absences it would be {outlook.PersonDaysAWeek * weeks:0}.");
    }

    string Technology(VerdictQuestion question, TechnologyCount count)
    {
        var names = asking.State.Setup!.Forecasts?.Technologies;
        if (question.Technology == Expectations.Forecasting.Verdicts.Technology.Known)
            return KnownTechnology(names);
        var effect = $"{(names?.NewToTeam().Any() == true ? $"{List(names.NewToTeam())}: new" : "New")} to the team: "
            + Say($"{count.Times:0.##} times the effort, ")
            + (count.OwnCases > 0
                ? $"as in {Count(count.OwnCases, "finished milestone")} of ours with new technology."
                : "a published figure (COCOMO II, 2000) until five finished milestones of ours with and five without "
                    + "show their own.");
        return question.Technology == Expectations.Forecasting.Verdicts.Technology.NewToTeam
            ? effect
            : effect + " Nobody here has delivered with it and no figure says how much worse that is, "
                + "so the odds are wider.";
    }

    string KnownTechnology(ProjectTechnologies? names) => names switch
    {
        null or { Used.IsEmpty: true } => "None is stated: judged as what the work was done with so far.",
        _ when !names.NewToTeam().Any() => $"The team has delivered with {List(names.Used)}.",
        _ when asking.IsTechnologyInPace => $"{List(names.NewToTeam())}: new to the team; "
            + "the weeks counted were worked with it, so it adds nothing.",
        _ => "Judged as if the team had delivered with it.",
    };

    string Cases()
    {
        var count = $"{Count(overruns.Count, "finished milestone")} of ours; ";
        return count + (overruns.Median is { } median
            ? Say($"half of them took at most {median:0.0#} times the time first announced.")
            : Say($"a median is given from {CaseOverruns.Fewest} on."));
    }

    static string Boundaries(VerdictBoundaries stated)
    {
        var parts = new List<string>();
        if (stated.ScopeIsFixed)
            parts.Add("the scope is fixed");
        if (stated.BudgetIsFixed)
            parts.Add("the budget is fixed");
        if (stated.TechnologyIsFixed)
            parts.Add("the technology is fixed");
        if (stated.MostPeopleMore is { } people)
            parts.Add(people == 0 ? "nobody may join" : $"{Count(people, "person", "people")} may join");
        if (stated.LatestOn is { } latest)
            parts.Add($"{Times.Day(latest)} is the latest date");
        var all = string.Join(", ", parts);
        return all.Length == 0 ? all : $"{char.ToUpperInvariant(all[0])}{all[1..]}.";
    }

    static string List(IEnumerable<string> names) => string.Join(", ", names);

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
