using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Risks;

public sealed class When_tasks_are_likely_to_be_late
{
    static readonly ProjectSetup Project = Warned.Project with { Warnings = new WarningRules { LikelyLatePercent = 30 } };

    static readonly PlanTask[] Tasks = [.. Enumerable.Range(0, 5).Select(i => A.Task($"t{i}", A.Launch))];

    [Fact]
    public void The_manager_is_warned_of_their_milestone_with_how_many_and_why()
    {
        var story = Story.Of(Project, Tasks);
        Assert.Empty(story.When(Judged(1, ("t0", 70))).Events.OfType<WarningRaised>());
        var read = story.When(Judged(2, ("t0", 70), ("t1", 60)));
        Assert.Equal((Signal.LikelyLateTasks, "launch", 40), Raised(read));
        var said = Assert.IsType<NoticeContent>(Assert.Single(read.Letters()).Content).Details;
        Assert.Equal(("2", "5", "NotBegun DaysLeft", "420"), (said["likely"], said["tasks"], said["why"], said["learned"]));
    }

    [Fact]
    public void Only_what_has_changed_is_recorded()
    {
        var story = Story.Of(Project, Tasks);
        Assert.Equal(["t0", "t1"], story.When(Judged(1, ("t0", 70), ("t1", 60))).Only<TasksJudged>().Likely.Select(t => t.Task));
        Assert.Empty(story.When(Judged(2, ("t0", 80), ("t1", 55))).Events.OfType<TasksJudged>());
        Assert.Equal("t1", Assert.Single(story.When(Judged(3, ("t0", 80), ("t1", 20))).Only<TasksJudged>().Calm));
    }

    [Fact]
    public void A_chance_that_wobbles_about_the_threshold_does_not_flap()
    {
        var story = Story.Of(Project, Tasks);
        for (var day = 1; day < 30; day++)
            story.When(Judged(day, ("t0", day % 2 == 0 ? 48 : 53), ("t1", day % 2 == 0 ? 36 : 66)));
        Assert.Single(story.Ledger.OfType<TasksJudged>());
        Assert.Single(story.Ledger.OfType<WarningRaised>());
    }

    [Fact]
    public void What_has_become_late_as_foreseen_does_not_end_the_warning()
    {
        var soon = new LocalDate(2026, 9, 8);
        PlanTask[] tasks = [.. Tasks.Select((t, i) => i < 2 ? t with { Due = soon } : t)];
        var story = Story.Of(Project, tasks);
        story.When(Judged(1, tasks, ("t0", 70), ("t1", 60)));
        story.When(Judged(9, tasks));
        story.When(Judged(10, tasks));
        Assert.Contains(story.State.Risks.Open.Values, w => w.Signal == Signal.LikelyLateTasks);
        PlanTask[] done = [.. tasks.Select((t, i) => i < 2 ? t with { Percent = 100, Done = new LocalDate(2026, 9, 11) } : t)];
        story.When(Judged(11, done));
        story.When(Judged(12, done));
        Assert.Contains(story.State.Risks.Cleared, c => c.Warning.Signal == Signal.LikelyLateTasks);
    }

    [Fact]
    public void A_new_date_is_judged_anew()
    {
        var story = Story.Of(Project, Tasks);
        story.When(Judged(1, ("t0", 70)));
        story.When(Judged(2, [Tasks[0] with { Due = A.Launch.PlusDays(9) }, .. Tasks[1..]], ("t0", 10)));
        var life = story.State.Tasks!.Lives["t0"];
        Assert.Null(life.Likely);
        Assert.Equal([new LocalDate(2026, 9, 2), null], life.Dates.Select(d => d.Warned));
    }

    [Fact]
    public void Tasks_that_wait_for_the_client_do_not_count()
    {
        PlanTask[] tasks = [.. Tasks.Select(t => t with { Labels = ["category5"] })];
        var story = Story.Of(Project, tasks);
        story.When(Judged(1, tasks, ("t0", 70), ("t1", 70), ("t2", 70)));
        Assert.DoesNotContain(story.Ledger.OfType<WarningRaised>(), w => w.Signal == Signal.LikelyLateTasks);
    }

    [Fact]
    public void What_is_known_of_a_task_is_what_was_seen_of_it()
    {
        var story = Story.Of(Project, [.. Tasks, A.Task("old", A.Launch, 100)]);
        story.Read(3, [Tasks[0] with { Percent = 50, Assignees = ["Ann Lee"] }, .. Tasks[1..]]);
        story.Read(9, [Tasks[0] with { Percent = 100, Done = new LocalDate(2026, 9, 8), Assignees = ["Ann Lee"] }, .. Tasks[1..]]);
        var outlook = TaskOutlook.Of(story.State, Warned.Day(9))!;
        Assert.DoesNotContain(outlook.Tasks, t => t.Id == "old");
        var first = outlook.Tasks.Single(t => t.Id == "t0");
        Assert.Equal(("Ann Lee", new LocalDate(2026, 9, 4), new LocalDate(2026, 9, 8)), (first.Owner, first.Life.Begun, first.Life.Ended));
        Assert.Equal(4, outlook.Tasks.Count(t => t.IsAhead(outlook.On)));
    }

    [Fact]
    public void Nothing_is_kept_of_a_project_that_does_not_ask()
    {
        var story = Story.Of(Warned.Project, Tasks);
        Assert.Empty(story.When(Judged(1, ("t0", 90), ("t1", 90), ("t2", 90))).Events.OfType<TasksJudged>());
        Assert.Null(story.State.Tasks);
        Assert.Null(Foresight.Of(story.State, new PlanRead(Warned.Day(2), A.Plan(Tasks))));
    }

    [Fact]
    public void They_are_judged_with_the_reading_that_shows_them_for_the_first_time()
    {
        var story = new Story().Given(new SetupReceived(A.Registration, Project));
        Assert.Equal(5, Foresight.Of(story.State, new PlanRead(A.Registration, A.Plan(Tasks)))!.Tasks!.Tasks.Length);
    }

    static (Signal, string?, int) Raised(Decision decision) =>
        decision.Only<WarningRaised>() is var raised ? (raised.Signal, raised.Milestone, raised.Value) : default;

    static PlanRead Judged(int day, params (string Task, int Chance)[] chances) => Judged(day, Tasks, chances);

    static PlanRead Judged(int day, PlanTask[] tasks, params (string Task, int Chance)[] chances) =>
        new(Warned.Day(day), A.Plan(tasks))
        {
            Lateness = new TaskReading(
                [.. chances.Select(c => new TaskOdds(c.Task, c.Chance, [new(TaskSign.NotBegun, 0), new(TaskSign.DaysLeft, 5)]))],
                Threshold: 50, LearnedFrom: 420),
        };
}
