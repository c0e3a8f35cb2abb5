using System.Net;
using System.Text;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Integrations.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_the_present_state_is_read
{
    const string Api = "https://api.github.com/";

    static readonly ReadPlan Request = new(
        new PlanReference { Webhooks = new WebhookPlan { Reconcile = true, From = [new ToolProject { Tool = Tool.Github, Project = "harbour/shop" }] } },
        "Europe/London", new LocalDate(2026, 9, 30));

    [Fact]
    public async Task Issues_and_milestones_of_all_pages_make_the_plan_webhooks_would_have_made()
    {
        using var api = new ScriptedApi
        {
            ["repos/harbour/shop/issues?state=all&per_page=100"] = Page(
                """[{"id":1,"title":"Logo","state":"closed","closed_at":"2026-08-30T23:30:00Z","updated_at":"2026-08-30T23:30:00Z","milestone":{"number":1,"title":"v1","due_on":"2026-10-30T07:00:00Z","state":"open","updated_at":"2026-08-01T00:00:00Z"}},{"id":2,"title":"A pull request","state":"open","pull_request":{}}]""",
                Api + "repositories/9/issues?page=2"),
            ["repositories/9/issues?page=2"] = Page("""[{"id":3,"title":"Dropped","state":"closed","state_reason":"not_planned"},{"id":4,"title":"Shop","state":"open","labels":[{"name":"blue"}]}]"""),
            ["repos/harbour/shop/milestones?state=all&per_page=100"] = Page("""[{"number":1,"title":"v1","due_on":"2026-10-30T07:00:00Z","state":"open","updated_at":"2026-08-01T00:00:00Z"}]"""),
        };

        var read = Assert.IsType<PlanRead>(await new GitHubPlanSource(api.Client, "token").ReadAsync(Request, A.FirstReport));

        Assert.Equal(["github:1", "github:4", "github:harbour/shop/milestone/1"], read.Plan.Tasks.Select(task => task.Id).Order(StringComparer.Ordinal));
        var logo = read.Plan.Tasks.Single(task => task.Id == "github:1");
        // Half past midnight in London.
        Assert.Equal((true, new LocalDate(2026, 8, 31)), (logo.IsDone, logo.Done!.Value));
        Assert.Equal("v1", Assert.Single(read.Plan.Buckets).Name);
        Assert.Equal(new LocalDate(2026, 10, 30), read.Plan.Tasks.Single(task => task.Id.EndsWith("/1", StringComparison.Ordinal)).Due);
        Assert.All(api.Tokens, token => Assert.Equal("Bearer token", token));
    }

    [Theory]
    [InlineData(401, PlanTrouble.SignInFailed)]
    [InlineData(403, PlanTrouble.ConsentLost)]
    [InlineData(404, PlanTrouble.NotFound)]
    [InlineData(429, PlanTrouble.Throttled)]
    [InlineData(502, PlanTrouble.Unavailable)]
    public async Task A_refusal_is_a_trouble_the_manager_can_be_told_of(int status, PlanTrouble trouble)
    {
        using var api = new ScriptedApi { Otherwise = () => new HttpResponseMessage((HttpStatusCode)status) };

        Assert.Equal(trouble, Assert.IsType<PlanReadFailed>(await new GitHubPlanSource(api.Client, "token").ReadAsync(Request, A.FirstReport)).Trouble);
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_no_lost_consent()
    {
        using var api = new ScriptedApi
        {
            Otherwise = () =>
            {
                var answer = new HttpResponseMessage(HttpStatusCode.Forbidden);
                answer.Headers.Add("X-RateLimit-Remaining", "0");
                answer.Headers.Add("Retry-After", "120");
                return answer;
            },
        };

        var failed = Assert.IsType<PlanReadFailed>(await new GitHubPlanSource(api.Client, "token").ReadAsync(Request, A.FirstReport));

        Assert.Equal((PlanTrouble.Throttled, Duration.FromMinutes(2)), (failed.Trouble, failed.RetryAfter));
    }

    [Theory]
    [InlineData("https://evil.example/issues")]
    [InlineData(Api + "repos/harbour/shop/issues?state=all&per_page=100")]
    public async Task Fault_36_pages_that_lead_away_or_in_circles_are_no_plan(string next)
    {
        using var api = new ScriptedApi { ["repos/harbour/shop/issues?state=all&per_page=100"] = Page("[]", next) };

        var failed = Assert.IsType<PlanReadFailed>(await new GitHubPlanSource(api.Client, "token").ReadAsync(Request, A.FirstReport));

        Assert.Equal(PlanTrouble.Incomplete, failed.Trouble);
        Assert.Single(api.Tokens);
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("{}")]
    public async Task Fault_37_half_a_page_is_no_plan(string page)
    {
        using var api = new ScriptedApi { ["repos/harbour/shop/issues?state=all&per_page=100"] = Page(page) };

        Assert.Equal(PlanTrouble.Incomplete, Assert.IsType<PlanReadFailed>(await new GitHubPlanSource(api.Client, "token").ReadAsync(Request, A.FirstReport)).Trouble);
    }

    [Fact]
    public async Task Without_a_token_the_manager_is_told_what_to_do()
    {
        var failed = Assert.IsType<PlanReadFailed>(await new ToolPlanSource(new NoPlanner(), null).ReadAsync(Request, A.FirstReport));

        Assert.Contains("tokenFrom", failed.Detail, StringComparison.Ordinal);
    }

    static Func<HttpResponseMessage> Page(string json, string? next = null) => () =>
    {
        var answer = new HttpResponseMessage { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        if (next is not null)
            answer.Headers.Add("Link", $"<{Api}?page=1>; rel=\"first\", <{next}>; rel=\"next\"");
        return answer;
    };

    sealed class NoPlanner : Expectations.Hosting.Plans.IPlanSource
    {
        public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("Planner is not asked.");
    }

    sealed class ScriptedApi : HttpMessageHandler
    {
        readonly Dictionary<string, Func<HttpResponseMessage>> pages = [];

        public ScriptedApi() => Client = new HttpClient(this, disposeHandler: false);

        public HttpClient Client { get; }

        public List<string> Tokens { get; } = [];

        public Func<HttpResponseMessage> Otherwise { get; init; } = () => new HttpResponseMessage(HttpStatusCode.NotFound);

        public Func<HttpResponseMessage> this[string path]
        {
            set => pages[Api + path] = value;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Tokens.Add(request.Headers.Authorization!.ToString());
            return Task.FromResult(pages.GetValueOrDefault(request.RequestUri!.AbsoluteUri, Otherwise)());
        }

        protected override void Dispose(bool disposing)
        {
            Client.Dispose();
            base.Dispose(disposing);
        }
    }
}
