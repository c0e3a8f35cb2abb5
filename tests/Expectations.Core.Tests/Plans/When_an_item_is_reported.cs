using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Plans;

public class When_an_item_is_reported
{
    static readonly Instant Noon = A.Registration + Duration.FromHours(2);

    static ProjectSetup Setup(Func<WebhookPlan, WebhookPlan>? but = null) => A.Project with
    {
        Plan = new PlanReference { Webhooks = (but ?? (webhooks => webhooks))(new WebhookPlan()) },
    };

    [Fact]
    public void It_becomes_a_task_of_the_plan()
    {
        var story = Project();
        Tell(story, Item("1") with { Title = "Logo", Due = new(A.Launch), Group = new(new ItemGroup("m/1", "Launch")), Labels = ["blue"], Assignees = ["Mei"] });

        var task = Assert.Single(story.State.Plan.Tasks.Values);
        Assert.Equal(("Logo", A.Launch, "m/1"), (task.Title, task.Due, task.Bucket));
        Assert.Equal(new PlanBucket("m/1", "Launch"), Assert.Single(story.State.Plan.Buckets));
        Assert.Equal(["blue", "Mei"], [.. task.Labels, .. task.Assignees]);
    }

    [Fact]
    public void The_plan_is_never_asked_for_and_the_report_goes_when_it_is_due()
    {
        var story = Project();
        Tell(story, Item("1") with { Title = "Logo", Due = new(A.Launch), Group = new(new ItemGroup("m/1", "Launch")) });

        var decision = story.When(new TimeReached(A.FirstReport));

        Assert.Empty(decision.Effects.OfType<ReadPlan>());
        decision.Only<ReportIssued>();
        var milestone = Assert.Single(decision.Report().Milestones);
        Assert.Equal((A.Launch, 1), (milestone.Now, milestone.InAll));
        Assert.Empty(decision.Report().Moves);
    }

    [Fact]
    public void A_date_that_moves_afterwards_is_told_by_the_next_report_as_by_any_other()
    {
        var story = Project(Setup() with { Review = new ReviewRule { Hold = HoldWhen.Never } });
        Tell(story, Item("1") with { Title = "Logo", Due = new(A.Launch), Group = new(new ItemGroup("m/1", "Launch")) });
        story.When(new TimeReached(A.FirstReport));
        story.When(new ItemsReported(A.FirstReport + Duration.FromHours(1), Tool.Trello, [Item("1", 99) with { Due = new(A.Launch.PlusDays(14)) }]));

        var report = story.When(new TimeReached(A.Report(2))).Report();

        Assert.Equal(Health.Red, report.Health);
        Assert.Equal(MoveKind.Later, Assert.Single(report.Moves).Kind);
    }

    [Fact]
    public void Fault_12_for_every_part_the_newest_telling_wins_in_whatever_order_they_come()
    {
        ItemChange[] told =
        [
            Item("1", 1) with { Title = "Logo", Due = new(A.Launch), State = "Doing", IsWhole = true },
            Item("1", 2) with { Due = new(A.Launch.PlusDays(1)) },
            Item("1", 3) with { State = "Done" },
            Item("1", 4) with { Title = "New logo", Due = new(A.Launch.PlusDays(2)) },
        ];
        foreach (var order in Orders(told))
        {
            var story = Project();
            foreach (var item in order)
                Tell(story, item);

            var task = Assert.Single(story.State.Plan.Tasks.Values);
            Assert.Equal(("New logo", A.Launch.PlusDays(2), true), (task.Title, task.Due, task.IsDone));
        }
    }

    [Fact]
    public void Fault_12_what_is_gone_stays_gone_until_something_newer_is_told_of_it()
    {
        var story = Project();
        Tell(story, Item("1", 3) with { News = ItemNews.Deleted });
        Tell(story, Item("1", 2) with { Title = "Logo" });
        Assert.Empty(story.State.Plan.Tasks);

        Tell(story, Item("1", 4) with { Title = "Logo", News = ItemNews.Reopened });
        Assert.Single(story.State.Plan.Tasks);
        Tell(story, Item("1", 3) with { News = ItemNews.Deleted });
        Assert.Single(story.State.Plan.Tasks);
    }

    [Fact]
    public void A_tool_whose_clock_runs_ahead_does_not_freeze_its_items()
    {
        var story = Project();
        Tell(story, Item("1") with { Title = "Logo", Version = Instant.FromUtc(9000, 1, 1, 0, 0) });
        story.When(new ItemsReported(Noon + Duration.FromMinutes(1), Tool.Trello, [Item("1") with { Title = "Icon", Version = Noon + Duration.FromMinutes(1) }]));

        Assert.Equal("Icon", Assert.Single(story.State.Plan.Tasks.Values).Title);
    }

    [Fact]
    public void The_same_telling_again_records_nothing()
    {
        var story = Project();
        Tell(story, Item("1") with { Title = "Logo", IsWhole = true });

        Assert.Empty(Tell(story, Item("1") with { Title = "Logo", IsWhole = true }).Events);
    }

    [Fact]
    public void Labels_and_groups_stand_for_the_buckets_the_setup_says()
    {
        var story = Project(Setup(webhooks => webhooks with
        {
            Buckets = [new BucketRule { Bucket = "Launch", Label = "area/launch" }, new BucketRule { Bucket = "Build", Group = "v1.0" }],
        }));
        Tell(story, Item("1") with { Title = "a", Group = new(new ItemGroup("m/1", "v1.0")) });
        Tell(story, Item("2") with { Title = "b", Group = new(new ItemGroup("m/1", "v1.0")), Labels = ["area/Launch"] });

        var names = story.State.Plan.Buckets.ToDictionary(b => b.Id, b => b.Name);
        Assert.Equal(["Build", "Launch"], story.State.Plan.Tasks.Values.Select(task => names[task.Bucket!]));
    }

    [Fact]
    public void Projects_of_the_tool_that_do_not_belong_here_are_left_alone()
    {
        var story = Project(Setup(webhooks => webhooks with { From = [new ToolProject { Tool = Tool.Trello, Project = "Board" }] }));
        Tell(story, Item("1") with { Title = "a", Project = "board" });
        Tell(story, Item("2") with { Title = "b", Project = "another" });
        story.When(new ItemsReported(Noon, Tool.Github, [Item("3") with { Title = "c", Project = "board" }]));

        Assert.Equal(["1"], story.State.Plan.Tasks.Keys);
    }

    [Fact]
    public void Every_bucket_with_a_date_becomes_a_milestone_where_that_is_asked()
    {
        var story = Project(Setup() with { Plan = Setup().Plan with { EveryBucketIsAMilestone = true } });

        var decision = Tell(story, Item("1") with { Title = "v2", Due = new(A.Launch), Group = new(new ItemGroup("m/2", "v2")) });

        Assert.Equal(("v2", A.Launch), (decision.Only<MilestoneFound>().Milestone.Name, decision.Only<MilestoneFound>().Milestone.Date));
    }

    [Fact]
    public void While_the_project_is_paused_nothing_is_lost()
    {
        var story = Project();
        story.When(new PauseAsked(A.Registration, "ann", "Budget freeze"));

        Tell(story, Item("1") with { Title = "Logo" });

        Assert.Single(story.State.Plan.Tasks);
        Assert.Empty(story.When(new TimeReached(A.FirstReport)).Events);
    }

    [Fact]
    public void A_plan_that_is_read_from_Planner_is_not_changed_by_items()
    {
        var story = Story.Of(A.Project with { Plan = A.Project.Plan with { Webhooks = new WebhookPlan() } }, A.Task("t1"));

        Assert.Empty(Tell(story, Item("1") with { Title = "Logo" }).Events);
    }

    [Fact]
    public void A_project_that_turns_from_Planner_to_tools_begins_with_what_they_tell()
    {
        var story = Story.Of(A.Project, A.Task("old", new LocalDate(2026, 9, 2)));
        story.WhenTimeReaches(A.FirstReport, A.Task("old", new LocalDate(2026, 9, 2)));
        var turned = A.FirstReport + Duration.FromHours(1);
        story.When(new SetupReceived(turned, Setup() with { Review = new ReviewRule { Hold = HoldWhen.Never } }));
        Assert.True(ProjectLedger.NextDueAt(story.State) <= turned);
        story.When(new TimeReached(turned));
        foreach (var id in new[] { "1", "2" })
            story.When(new ItemsReported(turned, Tool.Trello, [Item(id) with { Title = id, Due = new(A.Launch) }]));

        var first = story.When(new TimeReached(A.Report(2))).Report();
        story.When(new ItemsReported(A.Report(2) + Duration.FromHours(1), Tool.Trello, [Item("3", 9) with { Title = "3" }]));
        var second = story.When(new TimeReached(A.Report(3))).Report();

        Assert.Equal(["1", "2", "3"], story.State.Plan.Tasks.Keys);
        Assert.Equal((0, 0), (first.Overdue.InAll, first.Moves.Length));
        Assert.Equal("3", Assert.Single(second.Moves).TaskId);
    }

    [Fact]
    public void Where_the_present_state_can_be_read_it_is_before_each_report_and_outdates_what_comes_late()
    {
        var story = Project(Setup(webhooks => webhooks with
        {
            Reconcile = true,
            From = [new ToolProject { Tool = Tool.Github, Project = "harbour/shop" }],
        }));
        var asked = story.When(new TimeReached(A.FirstReport));
        Assert.Single(asked.Effects.OfType<ReadPlan>());
        story.When(new PlanRead(A.FirstReport, A.Plan(A.Task("1", A.Launch))));

        story.When(new ItemsReported(A.FirstReport + Duration.FromHours(1), Tool.Github,
            [Item("1") with { Project = "harbour/shop", Title = "Late news", Version = A.FirstReport - Duration.FromHours(1) }]));

        Assert.Equal("Task 1", Assert.Single(story.State.Plan.Tasks.Values).Title);
    }

    [Fact]
    public void A_held_report_whose_patience_ends_as_the_next_falls_due_is_released_before_it()
    {
        var story = Project(Setup() with { Review = new ReviewRule { Hold = HoldWhen.Always, IfUnreviewed = IfUnreviewed.Send, PatienceHours = 24 * 7 } });
        Tell(story, Item("1") with { Title = "Logo", Due = new(A.Launch) });
        story.When(new TimeReached(A.FirstReport));
        story.When(new ItemsReported(A.FirstReport + Duration.FromHours(1), Tool.Trello, [Item("1", 99) with { Due = new(A.Launch.PlusDays(1)) }]));

        var decision = story.When(new TimeReached(A.Report(2)));

        Assert.Equal(["ReportReleased", "ReportHeld"], decision.Events.Select(e => e.GetType().Name));
    }

    static Story Project(ProjectSetup? setup = null) =>
        new Story().Given(new SetupReceived(A.Registration, setup ?? Setup()), new TimeReached(A.Registration));

    static Decision Tell(Story story, ItemChange item) => story.When(new ItemsReported(Noon, Tool.Trello, [item]));

    static ItemChange Item(string id, int minute = 0) =>
        new() { Id = id, News = ItemNews.Changed, Version = A.Registration + Duration.FromMinutes(minute) };

    static IEnumerable<ItemChange[]> Orders(ItemChange[] items) => items.Length == 1
        ? [items]
        : items.SelectMany((first, i) => Orders([.. items.Where((_, j) => j != i)]).Select(rest => (ItemChange[])[first, .. rest]));
}
