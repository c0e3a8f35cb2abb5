using System.Globalization;
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
        var forecast = asking.Dated(verdict.Odds);
        yield return new("Date", Say(
            $"{forecast.ChanceBy(question.AskedFor)} in 100 by {Times.Day(question.AskedFor)}."));
        yield return new("Budget", Budget(verdict));
        yield return new("Scope", Scope(question));
        yield return new("People", People(question));
        yield return new("Technology", Technology(question, verdict.Technology));
        if (Boundaries(question.Boundaries) is { Length: > 0 } boundaries)
            yield return new("Boundaries", boundaries);
        yield return new("Past cases", Cases());
    }

    string Budget(Verdict verdict)
    {
        var takes = Say($"The work takes about {verdict.Effort.At(0.5):0} person-days, {verdict.Effort.At(0.8):0} to be 80 in 100 sure.");
        if (asking.Budget is not { } budget)
            return $"None is stated, so none is judged. {takes}";
        if (verdict.BudgetChance is not { } chance)
            return $"What a person-day costs is not known: write forecasts.budget.dayRate into the setup, or what was spent after four weeks. {takes}";
        return Say($"{Percent(chance)} in 100 that it suffices: what is left pays for {verdict.PersonDaysPaidFor:0} person-days at {PromiseJudging.Money(Math.Round(budget.DayRate!.Value, 2))} {budget.Budget.Currency}")
            + $"{(budget.IsBurn ? ", as a day has cost so far" : "")}. {takes}";
    }

    string Scope(VerdictQuestion question) => (question.TasksLeft - asking.Work.TasksLeft) switch
    {
        0 => $"{Count(question.TasksLeft, "open task")}.",
        > 0 and var more => Say($"{Count(question.TasksLeft, "open task")}, {more} more than planned."),
        var fewer => Say($"{Count(question.TasksLeft, "open task")}, {-fewer} fewer than planned."),
    };

    string People(VerdictQuestion question)
    {
        var outlook = asking.Outlook;
        var (ahead, usual) = (question.PersonDaysAhead.Sum(), outlook.PersonDaysAWeek * question.PersonDaysAhead.Length);
        return Say($"{Count(outlook.People, "person", "people")} on the plan. The next {question.PersonDaysAhead.Length} weeks have {ahead:0} person-days; without days off and absences it would be {usual:0}.");
    }

    string Technology(VerdictQuestion question, TechnologyCount count)
    {
        var names = asking.State.Setup!.Forecasts?.Technologies;
        if (question.Technology == Expectations.Forecasting.Verdicts.Technology.Known)
            return names switch
            {
                null or { Used.IsEmpty: true } => "None is stated: judged as what the work was done with so far.",
                _ when !names.NewToTeam().Any() => $"The team has delivered with {List(names.Used)}.",
                _ when asking.IsTechnologyInPace =>
                    $"{List(names.NewToTeam())}: new to the team; the weeks counted were worked with it, so it adds nothing.",
                _ => "Judged as if the team had delivered with it.",
            };
        var new1 = names?.NewToTeam().Any() == true ? List(names.NewToTeam()) + ": new" : "New";
        var effect = Say($"{new1} to the team: {count.Times:0.##} times the effort, ")
            + (count.OwnCases > 0
                ? $"as in {Count(count.OwnCases, "finished milestone")} of ours with new technology."
                : "a published figure (COCOMO II, 2000) until five finished milestones of ours with and five without show their own.");
        return question.Technology == Expectations.Forecasting.Verdicts.Technology.NewToOrganisation
            ? effect + " Nobody here has delivered with it and no figure says how much worse that is, so the odds are wider."
            : effect;
    }

    string Cases() => overruns.Median is { } median
        ? Say($"{overruns.Count} finished milestones of ours; half of them took at most {median:0.0#} times the time first announced.")
        : Say($"{overruns.Count} finished milestones of ours; a median is given from {CaseOverruns.Fewest} on.");

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
        return parts is [] ? "" : string.Concat(parts[0][..1].ToUpperInvariant(), string.Join(", ", parts)[1..], ".");
    }

    static string List(IEnumerable<string> names) => string.Join(", ", names);

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
