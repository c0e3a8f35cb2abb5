using System.Net;
using System.Text;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_a_whole_portfolio_is_told
{
    static readonly WebhookSettings Settings = new()
    {
        BaseUrl = WebhookSite.BaseUrl,
        Keys = [new WebhookKey(Tool.Github, null, [WebhookSite.Secret]), new WebhookKey(Tool.Gitlab, "webshop", [WebhookSite.Secret])],
    };

    [Fact]
    public async Task Each_project_takes_from_the_repository_it_names()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop"), Settings);
        await site.RegisterAsync(From("hotel", "harbour/hotel"));

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(Issue("1", "Harbour/Shop")));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(Issue("2", "harbour/hotel")));

        Assert.Equal(["github:1"], (await site.StateAsync()).Plan.Tasks.Keys);
        Assert.Equal(["github:2"], (await site.StateAsync("hotel")).Plan.Tasks.Keys);
        Assert.Empty(await site.Book.DeadLettersAsync());
    }

    [Fact]
    public async Task Who_takes_from_where_counts_from_the_moment_it_is_registered()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop"), Settings);
        await site.SendAsync(Issue("0", "harbour/shop"));
        await site.RegisterAsync(From("hotel", "harbour/shop"));
        await site.RegisterAsync(From("webshop", "harbour/new-shop"));

        await site.SendAsync(Issue("1", "harbour/shop"));
        await site.SendAsync(Issue("2", "harbour/new-shop"));

        Assert.Equal(["github:0", "github:2"], (await site.StateAsync()).Plan.Tasks.Keys);
        Assert.Equal(["github:1"], (await site.StateAsync("hotel")).Plan.Tasks.Keys);
    }

    [Fact]
    public async Task Fault_13_what_no_project_takes_is_kept()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop"), Settings);

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(Issue("3", "harbour/unheard-of")));

        Assert.Equal(DeadLetterReason.UnknownProject, Assert.Single(await site.Book.DeadLettersAsync()).Reason);
    }

    [Fact]
    public async Task Fault_13_what_concerns_no_plan_and_no_project_is_only_counted()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop"), Settings);
        var push = Encoding.UTF8.GetBytes("""{"repository":{"full_name":"harbour/unheard-of"}}""");

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(new Call(Tool.Github, push) { Project = WebhookDoor.Portfolio }.GitHub("push", "p-1")));

        Assert.Empty(await site.Book.DeadLettersAsync());
        Assert.Equal("push", Assert.Single(await site.Book.IgnoredAsync()).EventType);
    }

    [Fact]
    public async Task Fault_13_the_newest_dead_letters_are_kept_and_no_more()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop"), Settings);
        for (var i = 1; i <= 100; i++)
        {
            site.Now += Duration.FromMinutes(1);
            await site.SendAsync(Issue(i.ToString(System.Globalization.CultureInfo.InvariantCulture), "harbour/unheard-of"));
        }

        var kept = await site.Book.DeadLettersAsync();

        Assert.Equal(Enumerable.Range(41, 60).Reverse(), kept.Select(letter => int.Parse(letter.DeliveryId, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_secret_of_one_project_does_not_open_the_portfolio()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop"), Settings);
        var call = new Call(Tool.Gitlab, "{}"u8.ToArray()).With("X-Gitlab-Token", WebhookSite.Secret);

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(call));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call with { Project = WebhookDoor.Portfolio }));
    }

    [Fact]
    public async Task The_manager_sees_who_may_call_and_what_was_ignored()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop"), Settings);
        await site.SendAsync(new Call(Tool.Gitlab, """{"object_kind":"push","project":{"path_with_namespace":"x"}}"""u8.ToArray()).With("X-Gitlab-Token", WebhookSite.Secret));

        var page = await site.Client.GetStringAsync("/webhooks");

        Assert.Contains("https://reports.agency.example/api/webhooks/github/portfolio", page, StringComparison.Ordinal);
        Assert.Contains("<td>push</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(WebhookSite.Secret, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_Planner_gets_its_report_from_what_was_told()
    {
        await using var site = await WebhookSite.OpenAsync(From("webshop", "harbour/shop") with
        {
            Review = new ReviewRule { Hold = HoldWhen.Never },
            Baseline = new Baseline { Milestones = [new Milestone { Id = "launch", Name = "Launch", Date = A.Launch, Bucket = "v1" }] },
        }, Settings);
        await site.SendAsync(Issue("1", "harbour/shop", "\"milestone\":{\"number\":1,\"title\":\"v1\",\"state\":\"open\",\"due_on\":\"2026-11-20T08:00:00Z\",\"updated_at\":\"2026-09-01T09:00:00Z\"},"));

        site.Now = A.FirstReport;
        await site.Runner.AdvanceAsync("webshop", site.Now);

        Assert.Single((await site.LedgerAsync()).OfType<ReportIssued>());
        Assert.Equal(new LocalDate(2026, 11, 20), Assert.Single((await site.StateAsync()).Reports.Last!.Content.Milestones).Now);
        Assert.NotEmpty(await site.Store.OutboxAsync("webshop"));
    }

    static ProjectSetup From(string id, string repository) => WebhookSite.Setup with
    {
        Id = id,
        Plan = new PlanReference { Webhooks = new WebhookPlan { From = [new ToolProject { Tool = Tool.Github, Project = repository }] } },
    };

    static Call Issue(string id, string repository, string more = "")
    {
        var body = $$$"""{"action":"opened","issue":{"id":{{{id}}},{{{more}}}"title":"Logo","state":"open","updated_at":"2026-09-01T09:00:00Z"},"repository":{"full_name":"{{{repository}}}"}}""";
        return new Call(Tool.Github, Encoding.UTF8.GetBytes(body)) { Project = more.Length > 0 ? "webshop" : WebhookDoor.Portfolio }.GitHub("issues", id);
    }
}
