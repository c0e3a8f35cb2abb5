using Expectations.Core.Forecasts;
using Expectations.Forecasting.Finish;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Forecasts;

/// <summary>
/// What stands against a date most, for a client as well as for the manager: figures of the work without names or
/// money, and of other work of ours only the median.
/// </summary>
/// <param name="question">What was asked.</param>
/// <param name="asking">What is known of the milestone.</param>
/// <param name="overruns">How finished milestones of the organisation went.</param>
sealed class OddsReasons(VerdictQuestion question, VerdictAsking asking, CaseOverruns overruns)
{
    const int Most = 2;
    const double Least = 0.03;

    /// <summary>Fewer finished tasks say nothing of how good the team's dates are.</summary>
    const int FewestDelays = 5;

    /// <summary>A day at least: what is due is not done yet.</summary>
    readonly int daysLeft = Math.Max(1, Period.DaysBetween(question.AsOf, question.AskedFor));

    /// <summary>One or two sentences, the strongest first; none where nothing speaks against the date.</summary>
    internal ImmutableArray<string> Say(ClientSpeech speech) =>
    [
        .. All().Where(reason => reason.Stretch >= Least).OrderByDescending(reason => reason.Stretch).Take(Most)
            .Select(reason => speech.Say(reason.Word, [.. reason.Figures.Select(f => Written(f, speech))])),
    ];

    // By its weight in the forecast: what hardly counted there is no reason for its odds.
    IEnumerable<Reason> All() =>
    [
        .. Weighed(ForecastVoice.Pace, [.. Pace(), .. Away()]),
        .. Weighed(ForecastVoice.TaskDates, [.. Planned(), .. Missed()]),
        .. Weighed(ForecastVoice.Cases, Cases()),
        .. Weighed(ForecastVoice.PublishedOverruns, [new(ClientWord.WhyPublished, PublishedOverruns.Median - 1)]),
    ];

    IEnumerable<Reason> Weighed(ForecastVoice voice, IEnumerable<Reason> reasons)
    {
        var weight = (asking.Said.Opinions ?? []).Where(o => o.Source == voice).Sum(o => o.Weight) / 100.0;
        return reasons.Select(reason => reason with { Stretch = weight * reason.Stretch });
    }

    IEnumerable<Reason> Pace()
    {
        WorkWeek[] weeks = [.. asking.Outlook.Weeks.TakeLast(asking.Said.Weeks)];
        double done = weeks.Sum(w => w.Done), added = weeks.Sum(w => w.Added), left = daysLeft / 7.0;
        if (done <= 0)
            yield break;
        var needed = question.TasksLeft * weeks.Length / Math.Max(done - added, done / 2);
        yield return added > done / 2
            ? new(ClientWord.WhyGrowth, needed / left - 1, weeks.Length, done, added)
            : new(
                ClientWord.WhyPace, needed / left - 1, weeks.Length, done / weeks.Length, added / weeks.Length,
                question.TasksLeft, needed, left);
    }

    /// <summary>None where the calendars were not read as far as that.</summary>
    IEnumerable<Reason> Away()
    {
        var weeks = (daysLeft + 6) / 7;
        var (all, there) = (weeks * asking.Outlook.PersonDaysAWeek, question.PersonDaysAhead.Take(weeks).Sum());
        if (weeks <= question.PersonDaysAhead.Length && there > 0)
            yield return new(ClientWord.WhyAway, all / there - 1, Math.Round(all - there), all);
    }

    IEnumerable<Reason> Planned()
    {
        if (asking.Work.Announced is { } announced && announced > question.AskedFor)
            yield return new(
                ClientWord.WhyPlan, Period.DaysBetween(question.AskedFor, announced) / (double)daysLeft, announced);
    }

    IEnumerable<Reason> Missed()
    {
        int[] late = [.. asking.Outlook.Delays.Order()];
        if (late.Length >= FewestDelays)
            yield return new(
                ClientWord.WhyLate, late[late.Length / 2] / (double)daysLeft, late.Count(d => d > 0), late.Length);
    }

    IEnumerable<Reason> Cases()
    {
        if (overruns.Median is { } median)
            yield return new(ClientWord.WhyCases, median - 1, overruns.Count, median);
    }

    static object Written(object figure, ClientSpeech speech) => figure is LocalDate day ? speech.Day(day) : figure;

    /// <summary>One thing that stands against it.</summary>
    /// <param name="Word">How it is said.</param>
    /// <param name="Stretch">The share of the time left that it makes the work take longer.</param>
    /// <param name="Figures">What is put into the words.</param>
    sealed record Reason(ClientWord Word, double Stretch, params ImmutableArray<object> Figures);
}
