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
        var named = askings.FirstOrDefault(a => a.Work.Milestone.Id == stated.Milestone);
        var (chance, because) = (stated.Milestone, named ?? askings.MaxBy(a => a.Work.Milestone.Date)) switch
        {
            (not null, _) when named is null => (null, "Its milestone is reached, or not in the baseline any more."),
            (_, null) => (null, "No milestone is open that it could be judged by."),
            // What is raised in a comment has words only.
            (var milestone, { } by) => Judge(value ?? stated.Statement, by, isNamed: milestone is not null),
        };
        return new PromiseVerdict(stated.Id, stated.Statement, chance, because);
    }

    static (int? Chance, string Because) Judge(string words, VerdictAsking asking, bool isNamed)
    {
        var name = asking.Work.Milestone.Name;
        if (DateIn(words) is { } date)
            return (Chance(asking, date), isNamed
                ? $"“{name}” by {Times.Day(date)}."
                : $"“{name}”, the last milestone, by {Times.Day(date)}. Name its milestone if it means another.");
        if (MoneyIn(words, asking.Budget) is { } money)
            return Paid(asking, money) is { } paid
                ? (paid, $"All open work up to “{name}” for {Money(money)} {asking.Budget!.Budget.Currency} in all.")
                : (null, "What a person-day costs is not known, or there is no forecast yet.");
        var agreed = asking.Work.Milestone.Date;
        return isNamed
            ? (Chance(asking, agreed), $"“{name}” by its agreed date, {Times.Day(agreed)}.")
            : (null, "It names neither a date (2026-10-30) nor an amount nor a milestone.");
    }

    static int? Paid(VerdictAsking asking, decimal amount) => asking.Budget?.PersonDaysFor(amount) is { } days
        && asking.Question is { } question
        && VerdictMaker.Judge(question with { PersonDaysPaidFor = days }) is Verdict { BudgetChance: { } chance }
            ? VerdictWriting.Percent(chance)
            : null;

    /// <summary>None where there is no forecast yet.</summary>
    static int? Chance(VerdictAsking asking, LocalDate date) =>
        asking.Question is { } planned
        && VerdictMaker.Judge(planned with { AskedFor = date, PersonDaysPaidFor = null }) is Verdict verdict
            ? asking.Dated(verdict.Odds).ChanceBy(date)
            : null;

    static LocalDate? DateIn(string words) =>
        Dates().Match(words) is { Success: true, Value: var text }
        && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;

    static decimal? MoneyIn(string words, BudgetReading? budget) =>
        Amounts().Match(words) is { Success: true } match && budget is not null
        && match.Groups["currency"].Captures.Any(c => c.Value == budget.Budget.Currency)
        && decimal.TryParse(match.Groups["amount"].Value.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    internal static string Money(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Dates();

    const string Amount = @"(?<amount>[0-9][0-9,]{0,15}(\.[0-9]{1,2})?)";

    [GeneratedRegex(
        $@"\b(?<currency>[A-Z]{{3}}) ?{Amount}\b|\b{Amount} ?(?<currency>[A-Z]{{3}})\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Amounts();
}
