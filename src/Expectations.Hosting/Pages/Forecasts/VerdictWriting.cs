using System.Globalization;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Words;
using Lack = Expectations.Core.Forecasts.ForecastLack;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>A verdict in the words of a project manager: the answer, why, and what would make it likely.</summary>
/// <param name="asking">What is known of the milestone.</param>
/// <param name="overruns">How finished milestones of the organisation went.</param>
sealed class VerdictWriting(VerdictAsking asking, CaseOverruns overruns)
{
    const int GoodEnough = 80;
    const int Even = 50;

    internal VerdictLine Write(WhatIf tried)
    {
        var milestone = asking.Work.Milestone;
        var line = new VerdictLine
        {
            Milestone = milestone.Id,
            Name = milestone.Name,
            AskedFor = milestone.Date,
            Answer = "Nobody can say yet.",
            Because = $"There is no forecast: {Phrases.Of(asking.Said.Lack ?? Lack.NothingToGoBy)}.",
            Tried = tried,
            Picture = OddsPicture.Of(asking.State, milestone.Id),
        };
        if (asking.Question is not { } planned)
            return line;
        var (question, read) = tried.Apply(planned, asking);
        return VerdictMaker.Judge(question) is not Verdict verdict ? line : Judged(line, question, verdict) with
        {
            Tried = read,
            Currency = asking.Budget is { DayRate: not null } budget ? budget.Budget.Currency : null,
            ChanceAsAgreed = question != planned && VerdictMaker.Judge(planned) is Verdict agreed
                ? Chance(planned, agreed) : null,
        };
    }

    VerdictLine Judged(VerdictLine line, VerdictQuestion question, Verdict verdict)
    {
        var forecast = asking.Dated(verdict.Odds);
        var chance = Chance(question, verdict);
        var words = new DriverWords(question, asking.Budget);
        // What is shown as 80 in 100 wants no remedy, whatever its decimals.
        ImmutableArray<Driver> drivers = chance >= GoodEnough ? [] : verdict.Drivers;
        return line with
        {
            AskedFor = question.AskedFor,
            Answer = chance switch
            {
                >= GoodEnough => "No, that is likely enough to promise.",
                >= Even => "Perhaps: likelier than not, but too unlikely to promise.",
                _ => "Yes, that is too much.",
            },
            Chance = chance,
            DateChance = forecast.ChanceBy(question.AskedFor),
            BudgetChance = verdict.BudgetChance is { } budget ? Percent(budget) : null,
            P50 = forecast.DateAt(50),
            P80 = forecast.DateAt(GoodEnough),
            P85 = forecast.DateAt(85),
            Against = chance >= GoodEnough
                ? []
                : new OddsReasons(question, asking, overruns).Say(ClientSpeech.Of("en")),
            Because = Because(question),
            Reasons = [.. new ReasonWords(asking, overruns).Of(question, verdict)],
            WouldDo = [.. drivers.Where(d => d.Against is null).Select(words.Of).OfType<string>()],
            Closed =
            [
                .. drivers.Where(d => d.Against is not null && words.Of(d) is not null)
                    .Select(d => $"{words.Of(d)} – {DriverWords.Of(d.Against!.Value)}"),
            ],
        };
    }

    int Chance(VerdictQuestion question, Verdict verdict) => Math.Min(
        asking.Dated(verdict.Odds).ChanceBy(question.AskedFor) ?? 1,
        verdict.BudgetChance is { } budget ? Percent(budget) : 100);

    string Because(VerdictQuestion question)
    {
        var said = asking.Said;
        var weeks = asking.Outlook.Weeks.TakeLast(said.Weeks).ToArray();
        var delays = asking.Outlook.Delays;
        var parts = new List<string> { $"{Count(question.TasksLeft, "open task")} until then" };
        if (weeks.Length > 0)
            parts.Add($"{Count(weeks.Sum(w => w.Done), "task")} done and {weeks.Sum(w => w.Added)} added "
                + $"in the last {Count(weeks.Length, "week")}");
        if (delays.Length > 0)
            parts.Add($"{delays.Count(d => d > 0)} of {Count(delays.Length, "task")} done after the date it had");
        parts.Add(said.Cases > 0
            ? $"{Count(said.Cases, "finished milestone")} of ours compared"
            : "published overruns in place of finished milestones of ours");
        return string.Join(", ", parts) + ".";
    }

    internal static int Percent(double chance) => Math.Clamp((int)Math.Round(100 * chance), 1, 99);

    internal static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
