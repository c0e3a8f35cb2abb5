using System.Net;
using System.Text;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;
using Expectations.Integrations.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_a_webhook_was_lost
{
    public static TheoryData<string> Tools => [.. ToolWorld.All.Select(world => world.Name)];

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task The_plan_is_right_all_the_same_when_the_report_is_due(string name)
    {
        await using var project = await ToldProject.OpenAsync(ToolWorld.Of(name));
        var first = await project.ReachAsync(A.Registration);
        Assert.Contains(first.Values, task => task.Title == "Logo");

        // Nobody tells of either.
        project.Change = json => json.Replace("Logo", "Emblem", StringComparison.Ordinal).Replace("2026-10-30", "2026-11-13", StringComparison.Ordinal);
        var later = await project.ReachAsync(A.FirstReport);

        var emblem = Assert.Single(later.Values, task => task.Title == "Emblem");
        Assert.DoesNotContain(later.Values, task => task.Title == "Logo");
        var due = later.Values.Where(task => task.Bucket == emblem.Bucket).Max(task => task.Due);
        Assert.Equal(new LocalDate(2026, 11, 13), due);
        Assert.Single(await project.EventsAsync<ReportIssued>());
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task What_was_deleted_unheard_is_gone_but_nothing_goes_because_of_half_a_reading(string name)
    {
        var world = ToolWorld.Of(name);
        await using var project = await ToldProject.OpenAsync(world);
        var before = await project.ReachAsync(A.Registration);

        project.Fail = call => call.Asks(world.Tool == Tool.Trello ? "/cards" : "") ? new ToolAnswer("{}", 503) : null;
        Assert.Equal(before.Keys, (await project.ReachAsync(A.FirstReport)).Keys);
        Assert.Equal(PlanTrouble.Unavailable, Assert.Single(await project.EventsAsync<PlanUnreadable>()).Trouble);

        project.Fail = null;
        project.Change = json => json.Replace("\"Shop\"", "\"Left out\"", StringComparison.Ordinal);
        var after = await project.ReachAsync(A.FirstReport + Duration.FromHours(1));
        Assert.DoesNotContain(after.Values, task => task.Title == "Shop");
    }

    [Fact]
    public async Task Fault_12_two_calls_of_GitLab_in_the_wrong_order_are_put_right_by_asking_GitLab()
    {
        await using var project = await ToldProject.OpenAsync(ToolWorld.Of("GitLab"));
        await project.ReachAsync(A.Registration);
        var (asked, rung) = (project.Server.Calls.Count, project.Site.Rings);
        project.Site.Now += Duration.FromHours(1);

        Assert.Equal(HttpStatusCode.Accepted, await project.Site.SendAsync(GitLab("Emblem", "2026-09-01 10:20:00 UTC")));
        Assert.Equal(rung, project.Site.Rings);
        Assert.Equal(HttpStatusCode.Accepted, await project.Site.SendAsync(GitLab("Badge", "2026-09-01 10:10:00 UTC")));

        // Answered first, asked later.
        Assert.Equal(asked, project.Server.Calls.Count);
        Assert.Equal(rung + 1, project.Site.Rings);
        var due = Assert.Single(await project.EventsAsync<PlanReadingWanted>()).DueAt;
        project.Change = json => json.Replace("Logo", "Signet", StringComparison.Ordinal);
        Assert.Contains(await project.ReachAsync(due), task => task.Value.Title == "Signet");
        Assert.Null((await project.Site.StateAsync()).Plan.ReadingDueAt);
    }

    [Fact]
    public async Task What_Trello_tells_in_part_is_completed_by_asking_Trello()
    {
        await using var project = await ToldProject.OpenAsync(ToolWorld.Of("Trello"));
        await project.ReachAsync(A.Registration);
        project.Site.Now += Duration.FromHours(1);
        var body = """
            {"action":{"id":"1","type":"createCard","date":"2026-09-01T10:30:00.000Z","data":{"board":{"shortLink":"aBcD1234"},"list":{"id":"l1","name":"Launch"},"card":{"id":"a2","name":"Till"}}}}
            """u8.ToArray();

        Assert.Equal(HttpStatusCode.Accepted, await project.Site.SendAsync(new Call(Tool.Trello, body).Trello()));

        project.Change = json => json.Replace("[{\"id\":\"a1\"", """[{"id":"a2","name":"Till","due":"2026-10-10","idList":"l1","dateLastActivity":"2026-09-01T10:30:00.000Z","labels":[{"name":"blue"}]},{"id":"a1" """.TrimEnd(), StringComparison.Ordinal);
        var due = Assert.Single(await project.EventsAsync<PlanReadingWanted>()).DueAt;
        var till = (await project.ReachAsync(due))["trello:a2"];
        Assert.Equal((new LocalDate(2026, 10, 10), "blue"), (till.Due!.Value, Assert.Single(till.Labels)));
    }

    [Fact]
    public async Task Asana_only_hints_and_is_asked_what_it_meant()
    {
        await using var project = await ToldProject.OpenAsync(ToolWorld.Of("Asana"));
        await project.ReachAsync(A.Registration);
        project.Site.Now += Duration.FromHours(1);
        using (var greeting = new Call(Tool.Asana, []) { Query = $"?key={WebhookSite.Secret}" }.With("X-Hook-Secret", "handed-over").ToRequest())
            await project.Site.Client.SendAsync(greeting);
        var body = """{"events":[{"action":"changed","created_at":"2026-09-01T10:30:00.000Z","change":{"field":"due_on","action":"changed"},"parent":null,"resource":{"gid":"12345","resource_type":"task"}}]}"""u8.ToArray();

        Assert.Equal(HttpStatusCode.Accepted, await project.Site.SendAsync(new Call(Tool.Asana, body).With("X-Hook-Signature", Signing.Hex("handed-over", body))));

        project.Change = json => json.Replace("2026-10-30", "2026-11-06", StringComparison.Ordinal);
        var due = Assert.Single(await project.EventsAsync<PlanReadingWanted>()).DueAt;
        Assert.Equal(new LocalDate(2026, 11, 6), (await project.ReachAsync(due))["asana:12345"].Due);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task No_token_is_ever_written_down(int status)
    {
        await using var project = await ToldProject.OpenAsync(ToolWorld.Of("Jira Cloud"));
        project.Fail = call => new ToolAnswer($$"""{"message":"{{call.Authorization}} {{ToolWorld.Token}}"}""", status) { Headers = { ["Location"] = $"/?token={ToolWorld.Token}" } };
        await project.ReachAsync(A.Registration);
        await project.ReachAsync(A.FirstReport);

        Assert.NotEmpty(await project.EventsAsync<PlanUnreadable>());
        await foreach (var chained in project.Site.Store.ReadAsync(WebhookSite.Project))
            Assert.DoesNotContain(ToolWorld.Token, Encoding.UTF8.GetString(chained.Bytes.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(project.Site.Log.Lines, line => line.Line.Contains(ToolWorld.Token, StringComparison.Ordinal));
    }

    static Call GitLab(string title, string updated) => new Call(Tool.Gitlab, Encoding.UTF8.GetBytes($$"""
        {"object_kind":"issue","project":{"path_with_namespace":"harbour/web/shop"},"labels":[{"title":"blue"}],"assignees":[{"name":"Mei Chen"}],
         "object_attributes":{"id":84,"title":"{{title}}","state":"opened","action":"update","updated_at":"{{updated}}","due_date":"2026-10-30","milestone_id":38} }
        """)).With("X-Gitlab-Token", WebhookSite.Secret).With("Idempotency-Key", title);

    /// <summary>A project without Planner whose tool may be asked, behind the real endpoint.</summary>
    sealed class ToldProject : IAsyncDisposable
    {
        ToolPlanSource plans = null!;

        public WebhookSite Site { get; private set; } = null!;

        public ToolServer Server { get; private set; } = null!;

        /// <summary>What has changed in the tool, and nobody told.</summary>
        public Func<string, string> Change { get; set; } = json => json;

        public Func<ToolCall, ToolAnswer?>? Fail { get; set; }

        public static async Task<ToldProject> OpenAsync(ToolWorld world)
        {
            var project = new ToldProject();
            project.Server = await ToolServer.StartAsync(call =>
                project.Fail?.Invoke(call)
                ?? (world.Answer(call, false) is var answer ? answer with { Json = project.Change(answer.Json) } : answer));
            project.plans = new ToolPlanSource(null, [world.Access(project.Server.Address)]);
            project.Site = await WebhookSite.OpenAsync(
                WebhookSite.Setup with
                {
                    Plan = new PlanReference { Webhooks = new WebhookPlan { Reconcile = true, From = [world.From] } },
                    Review = new ReviewRule { Hold = HoldWhen.Never },
                },
                plans: project.plans);
            return project;
        }

        /// <summary>Time goes on; whatever is due is decided.</summary>
        public async Task<ImmutableSortedDictionary<string, PlanTask>> ReachAsync(Instant moment)
        {
            Site.Now = moment;
            await Site.Runner.AdvanceAsync(WebhookSite.Project, moment);
            return (await Site.StateAsync()).Plan.Tasks;
        }

        public async Task<List<T>> EventsAsync<T>() => [.. (await Site.LedgerAsync()).OfType<T>()];

        public async ValueTask DisposeAsync()
        {
            await Site.DisposeAsync();
            plans.Dispose();
            await Server.DisposeAsync();
        }
    }
}
