using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Risks;

public sealed class When_a_warning_is_raised
{
    static readonly PlanTask OnTime = A.Task("t1", A.Launch);

    [Fact]
    public void The_manager_hears_of_it_once_with_its_figures()
    {
        var story = Story.Of(Warned.Project, OnTime);
        var read = story.Read(1, A.Task("t1", A.Launch.PlusDays(14)));
        Assert.Equal(Warned.LateLaunch, read.Only<WarningRaised>().Warning);
        var letter = Assert.Single(read.Letters());
        var said = Assert.IsType<NoticeContent>(letter.Content);
        Assert.Equal(("ann", Notice.WarningRaised), (letter.To.Id, said.Notice));
        Assert.Equal(("LateForecast", "Launch", "10"), (said.Details["signal"], said.Details["milestone"], said.Details["days"]));
        Assert.Empty(story.Read(2, A.Task("t1", A.Launch.PlusDays(14))).Letters());
    }

    [Fact]
    public void The_manager_sees_all_open_risks_the_weightiest_first()
    {
        Risk[] risks = [Warned.Risk(weight: 2) with { Id = "a" }, Warned.Risk(weight: 5) with { Id = "b", Milestone = null }];
        var story = Story.Of(Warned.Project with { Risks = [.. risks] }, OnTime);
        var said = Assert.IsType<NoticeContent>(Assert.Single(story.Read(1, A.Task("t1", A.Launch.PlusDays(14))).Letters()).Content);
        Assert.Equal([(5, false), (2, true)], said.Risks.Select(r => (r.Impact, r.IsMeant)));
    }

    [Fact]
    public void A_warning_about_no_recorded_risk_shows_none()
    {
        Risk[] risks = [Warned.Risk() with { Id = "a", Milestone = null }, Warned.Risk() with { Id = "b", Milestone = null }];
        var story = Story.Of(Warned.Project with { Risks = [.. risks] }, OnTime);
        var said = Assert.IsType<NoticeContent>(Assert.Single(story.Read(1, A.Task("t1", A.Launch.PlusDays(14))).Letters()).Content);
        Assert.Empty(said.Risks);
    }

    [Fact]
    public void A_project_without_rules_for_warnings_stays_silent() =>
        Assert.Empty(Story.Of(A.Project, OnTime).Read(1, A.Task("t1", A.Launch.PlusDays(60))).Letters());

    [Fact]
    public void Noise_about_the_level_does_not_flap()
    {
        var story = Story.Of(Warned.Project, OnTime);
        for (var day = 1; day < 30; day++)
            story.Read(day, A.Task("t1", A.Launch.PlusDays(day % 2 == 0 ? 0 : 4)));
        Assert.Single(story.Ledger.OfType<WarningRaised>());
        Assert.Empty(story.Ledger.OfType<WarningCleared>());
    }

    [Fact]
    public void It_ends_when_two_readings_in_a_row_are_calm()
    {
        var story = Warned.Late();
        Assert.Empty(story.Read(2, OnTime).Letters());
        Assert.Empty(story.When(new PlanRead(Warned.Day(2) + Duration.FromMinutes(5), A.Plan(OnTime))).Letters());
        var calm = story.Read(3, OnTime);
        calm.Only<WarningCleared>();
        Assert.Equal(Notice.WarningCleared, calm.Letters()[^1].Notice());
        Assert.Empty(story.State.Risks.Open);
        Assert.Equal("late-forecast-launch-2", story.Read(4, A.Task("t1", A.Launch.PlusDays(9))).Only<WarningRaised>().Warning);
    }

    [Fact]
    public void The_plan_is_read_each_working_day()
    {
        var story = Story.Of(Warned.Project, OnTime);
        Assert.Equal(Instant.FromUtc(2026, 9, 2, 6, 30), ProjectLedger.NextDueAt(story.State));
        story.WhenTimeReaches(Instant.FromUtc(2026, 9, 2, 6, 30), OnTime);
        Assert.Equal(Instant.FromUtc(2026, 9, 3, 6, 30), ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void Where_dates_are_forecast_an_unlikely_one_warns_and_ends_only_when_it_is_clearly_likelier()
    {
        var story = Story.Of(Forecasting, OnTime);
        Assert.Empty(story.When(Odds(1, middle: 58)).Events.OfType<WarningRaised>());
        var raised = story.When(Odds(2, middle: 70)).Only<WarningRaised>();
        Assert.Equal((Signal.LateForecast, "28", "2026-11-12"), (raised.Signal, raised.Details["chance"], raised.Details["now"]));
        story.When(Odds(3, middle: 60));
        story.When(Odds(4, middle: 60));
        Assert.Single(story.State.Risks.Open);
        story.When(Odds(5, middle: 40));
        story.When(Odds(6, middle: 40)).Only<WarningCleared>();
    }

    [Fact]
    public void Odds_from_other_peoples_projects_alone_leave_it_to_the_plan()
    {
        var story = Story.Of(Forecasting, OnTime);
        Assert.Empty(story.When(Odds(1, middle: 99, weeks: 0)).Events.OfType<WarningRaised>());
        Assert.DoesNotContain("chance", story.Read(2, A.Task("t1", A.Launch.PlusDays(14))).Only<WarningRaised>().Details.Keys);
    }

    [Fact]
    public void A_warning_by_odds_is_material_by_the_days_it_may_take_longer()
    {
        var story = Story.Of(Forecasting with { Review = new ReviewRule { MaterialDelayDays = 12 } }, OnTime);
        story.When(Odds(1, middle: 70));
        Assert.Contains(GateLack.Material, WarningStanding.Missing(story.State, story.Open()));
        story.When(Odds(2, middle: 90));
        Assert.DoesNotContain(GateLack.Material, WarningStanding.Missing(story.State, story.Open()));
    }

    static ProjectSetup Forecasting => Warned.Project with { Forecasts = new ForecastRules() };

    /// <summary>A reading with odds around so many days, three days for every step of five percent.</summary>
    static PlanRead Odds(int day, int middle, int weeks = 4) => new(Warned.Day(day), A.Plan(OnTime))
    {
        Forecasts = new ForecastReading(
            [new MilestoneForecast("launch") { Days = [.. Enumerable.Range(0, 19).Select(i => middle + (3 * (i - 9)))], Weeks = weeks }]),
    };

    [Fact]
    public void Overdue_tasks_warn_of_their_milestone()
    {
        var story = Story.Of(Warned.Project, [.. Enumerable.Range(0, 5).Select(i => A.Task($"t{i}", A.Launch))]);
        var read = story.Read(6, [A.Task("t0", new LocalDate(2026, 9, 3)), .. Enumerable.Range(1, 4).Select(i => A.Task($"t{i}", A.Launch))]);
        Assert.Equal((Signal.OverdueTasks, 20), (read.Only<WarningRaised>().Signal, read.Only<WarningRaised>().Value));
    }

    [Fact]
    public void A_pace_too_slow_for_the_work_left_warns_of_the_milestone()
    {
        PlanTask[] Plan(int left) =>
        [
            .. Enumerable.Range(0, 4).Select(i => A.Task($"d{i}", percent: 100, bucket: "b1")),
            .. Enumerable.Range(0, left).Select(i => A.Task($"t{i}", A.Launch)),
        ];
        // Four tasks in four weeks make eight in the eight weeks to come.
        Assert.Empty(Story.Of(Warned.Project, Plan(11)).Read(3, Plan(11)).Events.OfType<WarningRaised>());
        var slow = Story.Of(Warned.Project, OnTime).Read(3, Plan(12)).Only<WarningRaised>();
        Assert.Equal((Signal.SlowPace, 34, "8"), (slow.Signal, slow.Value, slow.Details["doable"]));
    }

    [Fact]
    public void What_waits_too_long_for_the_client_warns_of_the_project()
    {
        var waiting = A.Task("t2", A.Launch, labels: "category5");
        var story = Story.Of(Warned.Project, OnTime, waiting);
        Assert.Empty(story.Read(6, OnTime, waiting).Events.OfType<WarningRaised>());
        Assert.Equal(Signal.WaitingOnClient, story.Read(7, OnTime, waiting).Only<WarningRaised>().Signal);
        story.Read(8, OnTime, A.Task("t2", A.Launch));
        story.Read(9, OnTime, A.Task("t2", A.Launch));
        Assert.Empty(story.State.Risks.Open);
    }

    [Fact]
    public void A_decision_that_takes_too_long_warns_of_the_project()
    {
        var story = new Story().Given(new SetupReceived(A.Registration, A.AskingProject with { Warnings = new WarningRules() }));
        story.Delivered(story.Read(0, OnTime));
        Assert.Empty(story.Read(6, OnTime).Events.OfType<WarningRaised>());
        Assert.Equal(Signal.SlowApproval, story.Read(7, OnTime).Only<WarningRaised>().Signal);
    }

    [Fact]
    public void Those_who_carry_the_work_and_are_away_warn_of_the_milestone()
    {
        var work = OnTime with { Assignees = ["Ann Lee"] };
        var plan = A.Plan(work) with { Absences = [new Absence("ann.lee@agency.example", new LocalDate(2026, 10, 12), new LocalDate(2026, 10, 23))] };
        var story = Story.Of(Warned.Project, work);
        var read = story.When(new PlanRead(Warned.Day(34), plan));
        Assert.Equal((Signal.PeopleAway, "Ann Lee"), (read.Only<WarningRaised>().Signal, read.Only<WarningRaised>().Details["people"]));
        Assert.Empty(Story.Of(Warned.Project, OnTime).When(new PlanRead(Warned.Day(34), plan with { Tasks = [OnTime] })).Events.OfType<WarningRaised>());
    }

    [Fact]
    public void Calendars_that_cannot_be_read_bring_nobody_back()
    {
        var work = OnTime with { Assignees = ["Ann Lee"] };
        var plan = A.Plan(work) with { Absences = [new Absence("Ann Lee", new LocalDate(2026, 10, 12), new LocalDate(2026, 10, 23))] };
        var story = Story.Of(Warned.Project, work);
        story.When(new PlanRead(Warned.Day(34), plan)).Only<WarningRaised>();

        var unread = story.When(new PlanRead(Warned.Day(35), plan with { Absences = null }));

        Assert.Empty(unread.Events.OfType<WarningCleared>());
        story.When(new PlanRead(Warned.Day(36), plan with { Absences = [] })).Only<WarningCleared>();
    }

    [Fact]
    public void Meetings_that_eat_the_teams_time_warn_of_the_milestone_until_there_are_clearly_fewer()
    {
        PlanSnapshot Busy(int hours) => A.Plan(OnTime) with
        {
            MeetingWeeks =
            [
                new MeetingWeek("Ann Lee", new LocalDate(2026, 10, 5), hours, 40),
                new MeetingWeek("Bo Berg", new LocalDate(2026, 10, 5), 10, 40),
                new MeetingWeek("Ann Lee", new LocalDate(2026, 11, 2), 40, 40),
            ],
        };
        var story = Story.Of(Warned.Project, OnTime);
        Assert.Empty(story.When(new PlanRead(Warned.Day(34), Busy(21))).Events.OfType<WarningRaised>());
        var raised = story.When(new PlanRead(Warned.Day(35), Busy(22))).Only<WarningRaised>();
        Assert.Equal((Signal.MeetingLoad, "launch", 40, "Ann Lee"), (raised.Signal, raised.Milestone, raised.Value, raised.Details["people"]));
        Assert.Empty(story.When(new PlanRead(Warned.Day(36), Busy(15))).Events.OfType<WarningCleared>());
        story.Given(new PlanRead(Warned.Day(37), Busy(14)));
        story.When(new PlanRead(Warned.Day(38), Busy(14))).Only<WarningCleared>();
    }

    [Fact]
    public void Calendars_that_cannot_be_read_end_no_warning_of_meetings()
    {
        var busy = A.Plan(OnTime) with { MeetingWeeks = [new MeetingWeek("Ann Lee", new LocalDate(2026, 10, 5), 30, 40)] };
        var story = Story.Of(Warned.Project, OnTime);
        story.Given(new PlanRead(Warned.Day(34), busy), new PlanRead(Warned.Day(35), A.Plan(OnTime)), new PlanRead(Warned.Day(36), A.Plan(OnTime)));
        Assert.Equal(Signal.MeetingLoad, story.Open().Signal);
    }

    [Fact]
    public void Without_warnings_nothing_is_kept_of_meetings()
    {
        var story = Story.Of(A.Project, OnTime);
        story.Given(new PlanRead(Warned.Day(34), A.Plan(OnTime) with { MeetingWeeks = [new MeetingWeek("Ann Lee", new LocalDate(2026, 10, 5), 30, 40)] }));
        Assert.Empty(story.State.Plan.MeetingWeeks);
    }

    [Fact]
    public void A_falling_pulse_warns_until_it_recovers()
    {
        var story = Story.Of(Warned.Project, OnTime);
        story.When(new PulseReceived(Warned.Day(1), "hugh", 1, null));
        Assert.Equal(Signal.PulseFalls, story.Read(2, OnTime).Only<WarningRaised>().Signal);
        story.When(new PulseReceived(Warned.Day(9), "hugh", 4, null));
        story.Read(10, OnTime);
        story.Read(11, OnTime).Only<WarningCleared>();
    }

    [Fact]
    public void Work_on_top_of_what_was_signed_warns_of_the_project()
    {
        var story = Story.Of(A.AskingProject with { Warnings = new WarningRules(), Decisions = new DecisionRules { UndoMinutes = 0 } }, OnTime);
        story.When(story.Answer("hugh", Choices.Sign, Warned.Day(0)));
        Assert.Equal(Signal.ScopeGrowth, story.Read(1, OnTime, A.Task("x1")).Only<WarningRaised>().Signal);
    }

    [Fact]
    public void It_ends_with_its_milestone()
    {
        var story = Warned.Late();
        story.Read(2, A.Task("t1", A.Launch, 100)).Only<WarningCleared>();
        Assert.Empty(story.State.Risks.Open);
    }
}
