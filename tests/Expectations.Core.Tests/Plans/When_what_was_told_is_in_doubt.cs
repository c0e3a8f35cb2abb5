using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Plans;

public class When_what_was_told_is_in_doubt
{
    static readonly Instant Noon = A.Registration + Duration.FromHours(2);

    static ProjectSetup Setup(bool reconcile = true) => A.Project with
    {
        Plan = new PlanReference
        {
            Webhooks = new WebhookPlan { Reconcile = reconcile, From = [new ToolProject { Tool = Tool.Jira, Project = "SHOP" }] },
        },
    };

    [Fact]
    public void The_plan_is_read_soon_and_once_for_all_that_is_in_doubt_meanwhile()
    {
        var story = Project();
        var wanted = Tell(story, Item("1") with { Version = null, Title = "Icon" }).Only<PlanReadingWanted>();
        Assert.Empty(Tell(story, Item("2") with { Version = null, Title = "Shop" }).Events.OfType<PlanReadingWanted>());

        Assert.Equal(Noon + Duration.FromMinutes(1), wanted.DueAt);
        Assert.Equal(wanted.DueAt, ProjectLedger.NextDueAt(story.State));
        Assert.Empty(story.When(new TimeReached(Noon)).Effects.OfType<ReadPlan>());
        Assert.Equal("webshop", Assert.Single(story.When(new TimeReached(wanted.DueAt)).Effects.OfType<ReadPlan>()).ProjectId);

        story.When(Read(wanted.DueAt, Task("1", "Logo")));
        Assert.Equal("Logo", Assert.Single(story.State.Plan.Tasks.Values).Title);
        Assert.NotEqual(wanted.DueAt, ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void However_much_is_in_doubt_ten_minutes_pass_between_two_readings()
    {
        var story = Project();
        var read = Noon - Duration.FromMinutes(3);
        story.When(Read(read, Task("1", "Logo")));

        var wanted = Tell(story, Item("1") with { Version = null, Title = "Icon" }).Only<PlanReadingWanted>();

        Assert.Equal(read + Duration.FromMinutes(10), wanted.DueAt);
    }

    [Fact]
    public void A_reading_that_finds_nothing_else_than_what_was_told_ends_the_doubt_too()
    {
        var story = Project();
        Tell(story, Item("1") with { Version = null, Title = "Logo" });
        story.When(Read(Noon + Duration.FromMinutes(1), [.. story.State.Plan.Tasks.Values]));

        Assert.Null(story.State.Plan.ReadingDueAt);
        Assert.Equal(Noon + Duration.FromMinutes(1), story.State.Plan.ReadAt);
    }

    [Fact]
    public void A_reading_that_fails_is_made_again_and_the_plan_stays()
    {
        var story = Project();
        var due = Tell(story, Item("1") with { Version = null, Title = "Logo" }).Only<PlanReadingWanted>().DueAt;
        story.When(new PlanReadFailed(due, PlanTrouble.Incomplete, "Half of it."));

        var again = ProjectLedger.NextDueAt(story.State)!.Value;
        Assert.Equal(due + Duration.FromMinutes(5), again);
        Assert.Single(story.State.Plan.Tasks);
        Assert.Single(story.When(new TimeReached(again)).Effects.OfType<ReadPlan>());
    }

    public static TheoryData<string, ItemChange> Doubtful => new()
    {
        { "no version", Item("1", 30) with { Version = null, Title = "Icon" } },
        { "older, and another title", Item("1", -5) with { Title = "Icon" } },
        { "of the same moment, and another title", Item("1", 0) with { Title = "Icon" } },
        { "gone, but before it was last told of", Item("1", -5) with { News = ItemNews.Deleted } },
        { "new, but told in part", Item("2", 30) with { News = ItemNews.Created, Title = "Shop" } },
        { "its date moved, but not where to", Item("1", 30) with { News = ItemNews.DueMoved } },
        { "it belongs to something else, but not to what", Item("1", 30) with { News = ItemNews.GroupChanged } },
        { "done, but not how far", Item("1", 30) with { News = ItemNews.Done } },
        { "changed, but not what", Item("1", 30) },
        { "moved to another project", Item("1", 30) with { Project = "PAY", Title = "Logo" } },
        { "of no project, as Asana tells", Item("1", 30) with { Project = null, News = ItemNews.Deleted } },
        { "from 1970", Item("1") with { Version = NodaConstants.UnixEpoch, Title = "Icon" } },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void Fault_12_only_the_tool_itself_can_say_how_an_item_is_that_was_told_of(string why, ItemChange item)
    {
        var story = Project();
        Tell(story, Item("1") with { Title = "Logo", IsWhole = true, Due = new(A.Launch), State = "To Do" });

        Assert.True(Tell(story, item).Events.OfType<PlanReadingWanted>().Count() == 1, why);
    }

    public static TheoryData<string, ItemChange> Certain => new()
    {
        { "newer", Item("1", 1) with { Title = "Icon" } },
        { "newer, and whole", Item("1", 1) with { Title = "Icon", IsWhole = true } },
        { "gone", Item("1", 1) with { News = ItemNews.Deleted } },
        { "the same again", Item("1") with { Title = "Logo" } },
        { "older, and the same", Item("1", -5) with { Title = "Logo" } },
        { "new and whole", Item("2", 1) with { News = ItemNews.Created, IsWhole = true, Title = "Shop" } },
        { "of somebody else's project", Item("3", 1) with { Project = "PAY", Title = "Till" } },
    };

    [Theory]
    [MemberData(nameof(Certain))]
    public void What_tells_all_there_is_to_know_is_believed_as_it_is(string why, ItemChange item)
    {
        var story = Project();
        Tell(story, Item("1") with { Title = "Logo", IsWhole = true, Due = new(A.Launch), State = "To Do" });

        Assert.True(!Tell(story, item).Events.OfType<PlanReadingWanted>().Any(), why);
    }

    [Fact]
    public void What_is_told_while_the_plan_is_read_is_newer_than_the_reading()
    {
        var story = Project();
        var began = Noon - Duration.FromSeconds(30);
        Tell(story, Item("1", 60) with { Title = "Icon", IsWhole = true });
        Tell(story, Item("2", 60) with { Title = "Shop", IsWhole = true });
        Tell(story, Item("3", 60) with { News = ItemNews.Deleted });

        story.When(Read(began, Task("1", "Logo"), Task("3", "Gone by now"), Task("4", "Till")));

        Assert.Equal(["1 Icon", "2 Shop", "4 Till"], Titles(story));
        story.When(Read(Noon + Duration.FromMinutes(5), Task("1", "Emblem")));
        Assert.Equal(["1 Emblem"], Titles(story));
    }

    static IEnumerable<string> Titles(Story story) => story.State.Plan.Tasks.Values.Select(t => $"{t.Id} {t.Title}");

    [Fact]
    public void A_project_whose_tool_is_not_read_goes_by_what_it_is_told()
    {
        var story = Project(Setup(reconcile: false));

        Assert.Empty(Tell(story, Item("1") with { Version = null, Title = "Icon" }).Events.OfType<PlanReadingWanted>());
    }

    [Fact]
    public void What_was_deleted_unheard_is_gone_from_the_report_and_what_moved_is_told()
    {
        var story = Project(Setup() with { Review = new ReviewRule { Hold = HoldWhen.Never } });
        story.When(Read(Noon, Task("1", "Logo"), Task("2", "Shop")));
        story.When(new TimeReached(A.FirstReport));
        story.When(Read(A.FirstReport, Task("1", "Logo"), Task("2", "Shop")));

        story.When(new TimeReached(A.Report(2)));
        var report = story.When(Read(A.Report(2), Task("1", "Logo") with { Due = A.Launch.PlusDays(14) })).Report();

        Assert.Equal(MoveKind.Later, Assert.Single(report.Moves, move => move.Kind == MoveKind.Later).Kind);
        Assert.Equal("1", Assert.Single(story.State.Plan.Tasks).Key);
    }

    [Fact]
    public void What_is_done_stays_done_on_the_day_it_was_known_to_be()
    {
        var story = Project();
        var done = Task("1", "Logo") with { Percent = 100, Done = A.Launch.PlusDays(-30) };
        story.When(Read(Noon, done));
        // Some tools only tell when it last changed.
        story.When(Read(Noon + Duration.FromDays(1), done with { Done = A.Launch }));
        Assert.Equal(A.Launch.PlusDays(-30), story.State.Plan.Tasks["1"].Done);

        story.When(Read(Noon + Duration.FromDays(2), done with { Percent = 0, Done = null }));
        story.When(Read(Noon + Duration.FromDays(3), done with { Done = A.Launch }));
        Assert.Equal(A.Launch, story.State.Plan.Tasks["1"].Done);
    }

    static Story Project(ProjectSetup? setup = null) =>
        new Story().Given(new SetupReceived(A.Registration, setup ?? Setup()), Read(A.Registration));

    static PlanRead Read(Instant at, params ImmutableArray<PlanTask> tasks) =>
        new(at, new PlanSnapshot { Title = "SHOP", Buckets = [new PlanBucket("launch", "Launch")], Tasks = tasks });

    static PlanTask Task(string id, string title) => new() { Id = id, Title = title, Bucket = "launch", Due = A.Launch };

    static Decision Tell(Story story, ItemChange item) => story.When(new ItemsReported(Noon, Tool.Jira, [item]));

    static ItemChange Item(string id, int minutesLater = 0) => new()
    {
        Id = id,
        News = ItemNews.Changed,
        Project = "SHOP",
        Version = A.Registration + Duration.FromMinutes(60 + minutesLater),
    };
}
