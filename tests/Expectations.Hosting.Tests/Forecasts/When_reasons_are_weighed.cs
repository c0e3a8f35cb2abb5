using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Core.Tests.Stories;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Words;
using WorkAhead = Expectations.Core.Forecasts.WorkAhead;

namespace Expectations.Hosting.Tests.Forecasts;

public class When_reasons_are_weighed
{
    static readonly LocalDate Today = A.Launch.PlusWeeks(-4);

    static readonly Outlook Calm = new()
    {
        Project = "webshop",
        On = Today,
        Weeks = [.. Weeks(done: 4, added: 0)],
        Delays = [],
        People = 2,
        PersonDaysAhead = [.. Enumerable.Repeat(10.0, 12)],
        Milestones = [],
        Parts = [],
    };

    static readonly WorkAhead Work = new()
    {
        Milestone = A.AskingProject.Baseline.Milestones.Single(m => m.Id == "launch"),
        StartedOn = Today.PlusWeeks(-10),
        TasksLeft = 4,
    };

    [Fact]
    public void Where_nothing_speaks_against_a_date_nothing_is_said() => Assert.Empty(Said(ForecastVoice.Pace));

    [Fact]
    public void A_slow_pace_is_told_with_the_weeks_it_takes_and_those_left() => Assert.Equal(
        "At the pace of the last 8 weeks (1 done and 0.3 added a week) the open tasks (4) take 5.3 weeks; the date leaves 4.",
        Only(ForecastVoice.Pace, Calm with { Weeks = [.. Weeks(done: 1, added: 0).Take(6), .. Weeks(done: 1, added: 1).Take(2)] }));

    [Fact]
    public void Work_that_grows_nearly_as_fast_as_it_is_done_is_told_as_growth() => Assert.Equal(
        "Tasks done in the last 8 weeks: 8; added meanwhile: 8.",
        Only(ForecastVoice.Pace, Calm with { Weeks = [.. Weeks(done: 1, added: 1)] }));

    [Fact]
    public void Days_nobody_works_are_counted_until_the_date_as_far_as_calendars_were_read()
    {
        Assert.Equal(
            "Holidays, absences and other commitments take 10 of the team’s 40 working days in the weeks until then.",
            Only(ForecastVoice.Pace, Calm with { PersonDaysAhead = [5, 5, 10, 10, 0, 0] }));
        Assert.Empty(Said(ForecastVoice.Pace, Calm with { PersonDaysAhead = [5, 5, 10] }));
    }

    [Fact]
    public void A_plan_that_says_a_later_date_itself_is_quoted() => Assert.Equal(
        "The plan itself now says Fri 13 Nov 2026.",
        Only(ForecastVoice.TaskDates, Calm, Work with { Announced = A.Launch.PlusWeeks(2) }));

    [Fact]
    public void Dates_that_were_missed_before_are_counted() => Assert.Equal(
        "Of 5 finished tasks that had a date, 4 came after it.",
        Only(ForecastVoice.TaskDates, Calm with { Delays = [9, -1, 7, 3, 12] }));

    [Fact]
    public void Own_cases_are_told_by_their_median_from_five_on()
    {
        Assert.Equal(
            "7 finished milestones of ours took 1.4 times as long as first announced, at the median.",
            Only(ForecastVoice.Cases, Calm, overruns: new CaseOverruns(7, 1.4)));
        Assert.Empty(Said(ForecastVoice.Cases, Calm, overruns: new CaseOverruns(4, null)));
    }

    [Fact]
    public void Published_figures_name_their_source() => Assert.EndsWith(
        "(Moløkken and Jørgensen 2003).", Only(ForecastVoice.PublishedOverruns, Calm), StringComparison.Ordinal);

    [Fact]
    public void What_hardly_counted_in_the_forecast_is_no_reason_for_its_odds() =>
        Assert.Empty(Said(ForecastVoice.Cases, Calm, overruns: new CaseOverruns(7, 1.4), weight: 5));

    [Fact]
    public void The_two_strongest_are_told_the_strongest_first()
    {
        var said = Said(ForecastVoice.Pace, Calm with
        {
            Weeks = [.. Weeks(done: 1, added: 0)],
            PersonDaysAhead = [8, 8, 8, 8],
        }, Work with { TasksLeft = 12 });
        Assert.Equal(["At the pace", "Holidays, ab"], said.Select(reason => reason[..12].TrimEnd()));
    }

    [Theory]
    [InlineData("zh-Hant", "計畫本身目前的日期為 2026年11月13日（週五）。")]
    [InlineData("zh-Hans", "计划本身目前的日期为 2026年11月13日（周五）。")]
    public void Every_reason_has_words_in_every_language(string language, string plan)
    {
        Assert.Equal(plan, Assert.Single(Said(
            ForecastVoice.TaskDates, Calm, Work with { Announced = A.Launch.PlusWeeks(2) }, speech: ClientSpeech.Of(language))));
        var (speech, english) = (ClientSpeech.Of(language), ClientSpeech.Of("en"));
        Assert.All(
            Enum.GetValues<ClientWord>().Where(w => w.ToString().StartsWith("Why", StringComparison.Ordinal)),
            word => Assert.NotEqual(english.Say(word, 1, 2, 3, 4, 5, 6), speech.Say(word, 1, 2, 3, 4, 5, 6)));
    }

    static IEnumerable<WorkWeek> Weeks(int done, int added) =>
        Enumerable.Range(1, 8).Select(w => new WorkWeek(Today.PlusWeeks(w - 9), done, added));

    static string Only(ForecastVoice voice, Outlook outlook, WorkAhead? work = null, CaseOverruns? overruns = null) =>
        Assert.Single(Said(voice, outlook, work, overruns));

    static ImmutableArray<string> Said(
        ForecastVoice voice, Outlook? outlook = null, WorkAhead? work = null, CaseOverruns? overruns = null, int weight = 100,
        ClientSpeech? speech = null)
    {
        var said = new MilestoneForecast("launch")
        {
            Days = [.. Enumerable.Range(1, 19).Select(i => 2 * i)],
            Weeks = 8,
            Opinions = [new ForecastOpinion(voice, weight)],
        };
        var asking = new VerdictAsking(
            LedgerState.Empty with { Setup = A.AskingProject }, outlook ?? Calm, work ?? Work, said);
        return new OddsReasons(asking.Question!, asking, overruns ?? new CaseOverruns(0, null)).Say(speech ?? ClientSpeech.Of("en"));
    }
}
