using System.Globalization;
using System.Text.RegularExpressions;
using Expectations.Core.Promises;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Words;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>
/// Judges what was promised, by whomever: a date by its milestone or else by the last one, an amount by what the last
/// one costs. What says neither cannot be judged.
/// </summary>
static partial class PromiseJudging
{
    internal static PromiseVerdict Judge(Promise promise, IReadOnlyCollection<VerdictAsking> askings)
    {
        var stated = promise.Stated;
        var value = promise.Moves is [.., var last] ? last.Value : stated.Value;
        // What is raised in a comment has words only.
        var words = value ?? stated.Statement;
        var named = stated.Milestone is { } id ? askings.FirstOrDefault(a => a.Work.Milestone.Id == id) : null;
        PromiseVerdict Say(int? chance, string because) => new(stated.Id, stated.Statement, chance, because);

        if (stated.Milestone is not null && named is null)
            return Say(null, "Its milestone is reached, or not in the baseline any more.");
        if ((named ?? askings.MaxBy(a => a.Work.Milestone.Date)) is not { } asking)
            return Say(null, "No milestone is open that it could be judged by.");
        var name = asking.Work.Milestone.Name;
        if (DateIn(words) is { } date)
            return Chance(asking, q => q with { AskedFor = date, PersonDaysPaidFor = null }) is { } chance
                ? Say(chance, named is null
                    ? $"“{name}”, the last milestone, by {Times.Day(date)}. Name its milestone if it means another."
                    : $"“{name}” by {Times.Day(date)}.")
                : Say(null, $"There is no forecast of “{name}” yet.");
        if (MoneyIn(words, asking.Budget) is { } money)
            return Paid(asking, money) is { } chance
                ? Say(chance, $"All open work up to “{name}” for {Money(money)} {asking.Budget!.Budget.Currency} in all.")
                : Say(null, "What a person-day costs is not known, or there is no forecast yet.");
        return named is not null && Chance(asking, q => q with { PersonDaysPaidFor = null }) is { } agreed
            ? Say(agreed, $"“{name}” by its agreed date, {Times.Day(asking.Work.Milestone.Date)}.")
            : Say(null, "It names neither a date (2026-10-30) nor an amount nor a milestone.");
    }

    static int? Paid(VerdictAsking asking, decimal amount) => asking.Budget?.PersonDaysFor(amount) is { } days
        && asking.Question is { } question
        && VerdictMaker.Judge(question with { PersonDaysPaidFor = days }) is Verdict { BudgetChance: { } chance }
            ? VerdictWriting.Percent(chance)
            : null;

    static int? Chance(VerdictAsking asking, Func<VerdictQuestion, VerdictQuestion> with)
    {
        if (asking.Question is not { } planned)
            return null;
        var question = with(planned);
        return VerdictMaker.Judge(question) is Verdict verdict
            ? asking.Dated(verdict.Odds).ChanceBy(question.AskedFor)
            : null;
    }

    static LocalDate? DateIn(string words) =>
        Dates().Match(words) is { Success: true, Value: var text }
        && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;

    static decimal? MoneyIn(string words, BudgetReading? budget) =>
        Amounts().Match(words) is { Success: true } match && budget is not null
        && match.Groups["currency"].Captures.Any(c => c.Value == budget.Budget.Currency)
        && decimal.TryParse(match.Groups["amount"].Value.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    internal static string Money(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Dates();

    [GeneratedRegex(
        @"(?<currency>\b[A-Z]{3}) ?(?<amount>[0-9][0-9,]{0,15}(\.[0-9]{1,2})?)\b|\b(?<amount>[0-9][0-9,]{0,15}(\.[0-9]{1,2})?) ?(?<currency>[A-Z]{3})\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Amounts();
}
