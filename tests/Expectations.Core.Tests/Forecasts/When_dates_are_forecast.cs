using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Forecasts;

public class When_dates_are_forecast
{
    static readonly PlanTask[] Tasks = [A.Task("t1", A.Launch), A.Task("t2", A.Launch)];

    [Fact]
    public void The_report_that_is_due_speaks_of_the_forecast_made_with_the_same_reading()
    {
        var story = Begun();
        story.When(new TimeReached(A.FirstReport));
        var line = Assert.Single(story.When(Read(A.FirstReport, 60)).Report().Milestones);
        Assert.Equal(new LocalDate(2026, 11, 3), line.P50);
        Assert.Equal(new LocalDate(2026, 11, 24), line.P85);
        Assert.Equal(43, line.ChanceOfAgreed);
        Assert.Equal(new ForecastBasis(2, 4, 0), line.Basis);
    }

    [Fact]
    public void The_promise_is_expected_when_85_in_100_say_so()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        story.When(Read(A.FirstReport, 60));
        Assert.Equal("2026-11-24", PromiseDecider.Lines(story.State, new LocalDate(2026, 9, 4)).First(p => p.Promise.Stated.Id == "autumn").Forecast);
    }

    [Fact]
    public void A_forecast_that_hardly_differs_is_not_recorded_again()
    {
        var story = Begun();
        story.When(Read(A.FirstReport, 60));
        Assert.Empty(story.When(Read(A.Report(2), 54)).Events.OfType<ForecastMade>());
        Assert.Single(story.When(Read(A.Report(3), 52)).Events.OfType<ForecastMade>());
    }

    [Fact]
    public void Between_reports_only_a_forecast_that_differs_much_is_recorded()
    {
        var story = Begun();
        story.When(Read(A.FirstReport, 60));
        var later = A.FirstReport + Duration.FromDays(1);
        Assert.Empty(story.When(Read(later, 63)).Events.OfType<ForecastMade>());
        Assert.Single(story.When(Read(later, 77)).Events.OfType<ForecastMade>());
    }

    [Fact]
    public void A_far_date_has_to_move_further_to_be_news()
    {
        var story = Begun();
        story.When(Read(A.FirstReport, 300));
        Assert.Empty(story.When(Read(A.Report(2), 315)).Events.OfType<ForecastMade>());
        Assert.Single(story.When(Read(A.Report(3), 320)).Events.OfType<ForecastMade>());
    }

    [Fact]
    public void Only_the_days_that_tell_the_shape_of_the_odds_are_recorded()
    {
        var story = Begun();
        var read = Read(A.FirstReport, 60);
        var full = new DatedForecast(new LocalDate(2026, 9, 4), read.Forecasts!.Milestones[0]);
        Assert.Equal([33, 36, 45, 60, 75, 81, 87], story.When(read).Only<ForecastMade>().Milestones[0].Days!.Value.AsEnumerable());
        var kept = story.State.Forecasts!.Milestones["launch"].Forecast!;
        Assert.All(Enumerable.Range(1, 19), i => Assert.Equal(full.DateAt(5 * i), kept.DateAt(5 * i)));
        Assert.All(Enumerable.Range(0, 120), d => Assert.InRange(
            kept.ChanceBy(kept.On.PlusDays(d))!.Value - full.ChanceBy(kept.On.PlusDays(d))!.Value, -1, 1));
    }

    [Fact]
    public void A_date_that_is_as_far_off_as_before_is_recorded_by_its_name_only()
    {
        var story = Begun();
        story.When(Read(A.FirstReport, 60));
        var made = story.When(Read(A.Report(2), 60)).Only<ForecastMade>();
        Assert.Empty(made.Milestones);
        Assert.Equal("launch", Assert.Single(made.Again));
        Assert.Equal(new LocalDate(2026, 11, 10), story.State.Forecasts!.Milestones["launch"].Forecast!.DateAt(50));
    }

    [Fact]
    public void How_much_each_source_counted_is_recorded_where_it_changed_only()
    {
        var story = Begun();
        Assert.NotNull(story.When(Read(A.FirstReport, 60)).Only<ForecastMade>().Milestones[0].Opinions);
        Assert.Null(story.When(Read(A.Report(2), 70)).Only<ForecastMade>().Milestones[0].Opinions);
        Assert.NotNull(story.State.Forecasts!.Milestones["launch"].Forecast!.Said.Opinions);
    }

    [Fact]
    public void Nothing_is_kept_of_a_project_that_does_not_ask_for_forecasts()
    {
        var story = Story.Of(A.Project, Tasks);
        Assert.Empty(story.When(Read(A.FirstReport, 60)).Events.OfType<ForecastMade>());
        Assert.Null(story.State.Forecasts);
        Assert.Null(Outlook.Of(story.State, Read(A.FirstReport) with { Forecasts = null }));
    }

    [Fact]
    public void A_plan_that_shrank_is_not_forecast()
    {
        var story = Story.Of(Project, [.. Enumerable.Range(0, 6).Select(i => A.Task($"t{i}", A.Launch))]);
        Assert.Null(Outlook.Of(story.State, new PlanRead(A.FirstReport, A.Plan(A.Task("t0", A.Launch)))));
    }

    [Fact]
    public void Weeks_of_work_are_counted_from_what_was_finished_and_added()
    {
        var story = Begun();
        story.Given(new PlanRead(A.FirstReport, A.Plan(A.Task("t1", A.Launch, 100), A.Task("t2", A.Launch), A.Task("t3"))));
        var outlook = Outlook.Of(story.State, new PlanRead(A.Report(3), A.Plan(A.Task("t1", A.Launch, 100), A.Task("t2", A.Launch), A.Task("t3"))))!;
        Assert.Equal([new WorkWeek(new(2026, 8, 31), 1, 1), new WorkWeek(new(2026, 9, 7), 0, 0)], outlook.Weeks.AsEnumerable());
        Assert.Equal(2, Assert.Single(outlook.Milestones).TasksLeft);
    }

    [Fact]
    public void Absences_make_the_weeks_ahead_smaller()
    {
        var setup = Project with { Plan = Project.Plan with { TeamMailboxes = ["a@x.example", "b@x.example"] } };
        var story = Story.Of(setup, Tasks);
        var plan = A.Plan(Tasks) with { Absences = [new Absence("a", new LocalDate(2026, 9, 7), new LocalDate(2026, 9, 8))] };
        var outlook = Outlook.Of(story.State, new PlanRead(A.FirstReport, plan))!;
        Assert.Equal([8, 10], outlook.PersonDaysAhead.Take(2));
        Assert.Equal(0.9, outlook.CapacityUntil(outlook.On.PlusDays(14)), 3);
    }

    [Fact]
    public void Only_meetings_above_the_level_make_the_weeks_ahead_smaller()
    {
        var story = Story.Of(Project with { Warnings = new WarningRules() }, Tasks);
        Outlook After(int hours) => Outlook.Of(story.State, new PlanRead(A.FirstReport, A.Plan(Tasks) with
        {
            MeetingWeeks = [new MeetingWeek("Ann Lee", new LocalDate(2026, 9, 7), hours, 40)],
        }))!;
        Assert.Equal([5, 5], After(16).PersonDaysAhead.Take(2));
        Assert.Equal([5, 4], After(24).PersonDaysAhead.Take(2));
    }

    [Fact]
    public void A_change_is_drafted_once_the_agreed_date_was_unlikely_in_two_readings()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        Assert.Empty(story.When(Unlikely(A.FirstReport)).Events.OfType<ChangeProposed>());
        Assert.True(Outlook.Of(story.State, A.Report(2))!.Milestones[0].WantsChange);
        var decision = story.When(Unlikely(A.Report(2)));
        Assert.Equal("odds-launch-1", decision.Only<ChangeProposed>().Change.Id);
        Assert.Equal(ChangeState.Draft, story.State.Changes["odds-launch-1"].State);
        Assert.Contains(decision.Letters(), l => l.Content is NoticeContent { Notice: Notice.ChangeDrafted });
        Assert.Empty(story.When(Unlikely(A.Report(3))).Events.OfType<ChangeProposed>());
    }

    [Fact]
    public void A_single_bad_reading_drafts_nothing()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        story.When(Unlikely(A.FirstReport));
        story.When(Read(A.Report(2), 40));
        Assert.Empty(story.When(Unlikely(A.Report(3))).Events.OfType<ChangeProposed>());
    }

    [Fact]
    public void Figures_of_other_peoples_projects_alone_draft_nothing()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        story.When(Unlikely(A.FirstReport, weeks: 0));
        Assert.Empty(story.When(Unlikely(A.Report(2), weeks: 0)).Events.OfType<ChangeProposed>());
    }

    [Fact]
    public void What_the_client_was_asked_once_about_a_date_is_not_asked_again()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        story.Given(Unlikely(A.FirstReport), Unlikely(A.Report(2)), new ChangeWithdrawalAsked(A.Report(2), "odds-launch-1", "We spoke.", "ann"));
        Assert.Empty(story.When(Unlikely(A.Report(3))).Events.OfType<ChangeProposed>());
    }

    [Fact]
    public void A_plan_that_keeps_its_date_against_all_odds_is_not_green()
    {
        var story = Begun();
        story.When(new TimeReached(A.FirstReport));
        Assert.Equal(Health.Amber, story.When(Read(A.FirstReport, 100)).Report().Health);
    }

    [Fact]
    public void A_draft_about_a_date_that_has_moved_since_does_not_stand_in_the_way()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules(), Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false, HighImpactDays = 3650 } });
        story.Given(Unlikely(A.FirstReport), Unlikely(A.Report(2)), new ChangeReceived(A.Report(2), A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", A.Report(2)));
        Assert.Equal(A.Launch.PlusDays(7), story.State.Agreed.Milestones[0].Date);
        Assert.Equal("odds-launch-2", story.When(Unlikely(A.Report(3))).Only<ChangeProposed>().Change.Id);
    }

    [Fact]
    public void A_draft_withdraws_itself_once_its_date_is_likely_again_and_comes_back_if_it_is_not()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        story.Given(Unlikely(A.FirstReport), Unlikely(A.Report(2)));
        var better = story.When(Read(A.Report(3), 10));
        var withdrawn = better.Only<ChangeWithdrawn>();
        Assert.Equal(("odds-launch-1", "forecast"), (withdrawn.Change, withdrawn.By));
        Assert.Contains("likely again", story.State.Changes["odds-launch-1"].Withdrawal!.Reason, StringComparison.Ordinal);
        Assert.Empty(better.Letters().Where(l => l.Content is NoticeContent));
        story.Given(Unlikely(A.Report(4)));
        Assert.Equal("odds-launch-1", story.When(Unlikely(A.Report(5))).Only<ChangeProposed>().Change.Id);
    }

    [Fact]
    public void A_draft_withdraws_itself_once_its_date_has_moved()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        story.Given(Unlikely(A.FirstReport), Unlikely(A.Report(2)));
        story.Given(new ChangeReceived(A.Report(2), A.Later(5), Release: true, "ann"));
        story.Given(story.Answer("hugh", "extend", A.Report(2)), story.Answer("olga", "extend", A.Report(2)), new TimeReached(A.Report(3)));
        Assert.Contains("has moved", story.When(Unlikely(A.Report(3))).Only<ChangeWithdrawn>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_the_manager_has_taken_in_hand_stays()
    {
        var story = Begun(A.AskingProject with { Forecasts = new ForecastRules() });
        story.Given(Unlikely(A.FirstReport), Unlikely(A.Report(2)));
        var edited = story.State.Changes["odds-launch-1"].Change with { Title = "A word with the client" };
        story.Given(new ChangeReceived(A.Report(2), edited, Release: false, "ann"));
        Assert.Empty(story.When(Read(A.Report(3), 10)).Events.OfType<ChangeWithdrawn>());
    }

    static ProjectSetup Project => A.Project with { Forecasts = new ForecastRules() };

    static Story Begun(ProjectSetup? setup = null) => Story.Of(setup ?? Project, Tasks);

    static PlanRead Unlikely(Instant at, int weeks = 4) => Read(at, 100, weeks) is var read ? read with
    {
        Forecasts = read.Forecasts! with
        {
            Changes = [new WorkedOutChange("launch", "Launch later", "It takes longer.", [new ChangeOption { Id = "keep", Kind = OptionKind.Keep }])],
        },
    } : read;

    /// <summary>A reading with odds around so many days from its day, three days for every step of five percent.</summary>
    static PlanRead Read(Instant at, int middle = 60, int weeks = 4) => new(at, A.Plan(Tasks))
    {
        Forecasts = new ForecastReading(
        [
            new MilestoneForecast("launch")
            {
                Days = [.. Enumerable.Range(0, 19).Select(i => middle + 3 * (i - 9))],
                Tasks = 2,
                Weeks = weeks,
                Opinions = [new ForecastOpinion(ForecastVoice.TaskDates, 100)],
            },
        ]),
    };
}
