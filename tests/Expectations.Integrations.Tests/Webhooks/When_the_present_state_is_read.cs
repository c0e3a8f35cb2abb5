using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Plans;
using Expectations.Integrations.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_the_present_state_is_read
{
    public static TheoryData<string> Tools => [.. ToolWorld.All.Select(world => world.Name)];

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task The_items_of_all_pages_make_the_plan_webhooks_would_have_made(string name)
    {
        var world = ToolWorld.Of(name);
        await using var server = await ToolServer.StartAsync(call => world.Answer(call, false));

        var plan = Assert.IsType<PlanRead>(await ReadAsync(world, server)).Plan;

        var logo = Assert.Single(plan.Tasks, task => task.Title == "Logo");
        Assert.Equal((false, "Mei Chen"), (logo.IsDone, Assert.Single(logo.Assignees)));
        Assert.Equal("Launch", Assert.Single(plan.Buckets, bucket => bucket.Id == logo.Bucket).Name);
        Assert.Equal(world.DatesItems ? new LocalDate(2026, 10, 30) : null, logo.Due);
        if (world.Tool != Tool.Monday)
            Assert.Equal("blue", logo.Labels[0]);
        var shop = Assert.Single(plan.Tasks, task => task.Title == "Shop");
        // Half past midnight in London.
        Assert.Equal((true, new LocalDate(2026, 8, 31)), (shop.IsDone, shop.Done!.Value));
        Assert.DoesNotContain(plan.Tasks, task => task.Title is "A pull request" or "Dropped" or "Salaries" or "Given up" or "Gone" or "Old");
        Assert.All(server.Calls, call => Assert.Equal(world.Authorization, call.Authorization));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Fault_36_pages_that_never_end_are_no_plan(string name)
    {
        var world = ToolWorld.Of(name);
        await using var server = await ToolServer.StartAsync(call => world.Answer(call, true));

        var failed = Assert.IsType<PlanReadFailed>(await ReadAsync(world, server));

        Assert.Equal(PlanTrouble.Incomplete, failed.Trouble);
        Assert.InRange(server.Calls.Count, 2, 510);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("GitLab")]
    public async Task Fault_36_a_next_page_elsewhere_gets_no_token(string name)
    {
        var world = ToolWorld.Of(name);
        await using var elsewhere = await ToolServer.StartAsync(_ => new ToolAnswer("[]"));
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer("[]").Before(elsewhere.Address.AbsoluteUri));

        var failed = Assert.IsType<PlanReadFailed>(await ReadAsync(world, server));

        Assert.Equal(PlanTrouble.Incomplete, failed.Trouble);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task Fault_36_a_next_page_that_is_no_address_is_no_plan()
    {
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer("[]").Before("http://["));

        Assert.Equal(PlanTrouble.Incomplete, Assert.IsType<PlanReadFailed>(await ReadAsync(ToolWorld.Of("GitHub"), server)).Trouble);
    }

    [Fact]
    public async Task A_tool_that_does_not_come_to_an_end_is_left_alone()
    {
        var world = ToolWorld.Of("GitLab");
        using var silence = new ManualResetEventSlim();
        await using var server = await ToolServer.StartAsync(_ =>
        {
            silence.Wait(TimeSpan.FromSeconds(30));
            return ToolAnswer.Nothing;
        });
        using var plans = new ToolPlanSource(null, [world.Access(server.Address)]) { Patience = TimeSpan.FromMilliseconds(100) };

        var failed = Assert.IsType<PlanReadFailed>(await plans.ReadAsync(Request([world.From]), A.FirstReport));
        Assert.Equal(PlanTrouble.Unavailable, failed.Trouble);

        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plans.ReadAsync(Request([world.From]), A.FirstReport, ended.Token));
        silence.Set();
    }

    public static TheoryData<string, string> BrokenPages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var world in ToolWorld.All)
                foreach (var page in (string[])["[{", "{}", "[]]", "", "{\"issues\":{}}", "null", "{\"a\":1,\"a\":2}"])
                    data.Add(world.Name, page);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BrokenPages))]
    public async Task Fault_37_half_a_page_is_no_plan(string name, string page)
    {
        var world = ToolWorld.Of(name);
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer(page));

        Assert.Equal(PlanTrouble.Incomplete, Assert.IsType<PlanReadFailed>(await ReadAsync(world, server)).Trouble);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Fault_37_a_second_page_that_fails_leaves_nothing_of_the_first(string name)
    {
        var world = ToolWorld.Of(name);
        var pages = 0;
        await using var server = await ToolServer.StartAsync(call =>
            IsListOfItems(call) && Interlocked.Increment(ref pages) > 1 ? new ToolAnswer("{}", 502) : world.Answer(call, false));

        Assert.Equal(PlanTrouble.Unavailable, Assert.IsType<PlanReadFailed>(await ReadAsync(world, server)).Trouble);
    }

    public static TheoryData<string, int, PlanTrouble> Refusals
    {
        get
        {
            var data = new TheoryData<string, int, PlanTrouble>();
            foreach (var world in ToolWorld.All)
                foreach (var (status, trouble) in (ReadOnlySpan<(int, PlanTrouble)>)
                [
                    (401, PlanTrouble.SignInFailed), (403, PlanTrouble.ConsentLost), (404, PlanTrouble.NotFound),
                    (301, PlanTrouble.NotFound), (429, PlanTrouble.Throttled), (502, PlanTrouble.Unavailable),
                ])
                    data.Add(world.Name, status, trouble);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_a_trouble_the_manager_can_do_something_about(string name, int status, PlanTrouble trouble)
    {
        var world = ToolWorld.Of(name);
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer($$"""{"message":"{{ToolWorld.Token}}"}""", status)
        {
            Headers = { ["Location"] = "{me}/elsewhere" },
        });

        var failed = Assert.IsType<PlanReadFailed>(await ReadAsync(world, server));

        Assert.Equal(trouble, failed.Trouble);
        Assert.Single(server.Calls);
        Assert.StartsWith(ToolTitles.Of(world.Tool), failed.Detail, StringComparison.Ordinal);
        if (status is 401 or 403 or 404)
            Assert.EndsWith(WebhookTools.ReadingOf(world.Tool)!.Token, failed.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(ToolWorld.Token, failed.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "Retry-After", "120")]
    [InlineData(403, "Retry-After", "120")]
    [InlineData(429, "Retry-After", "Fri, 04 Sep 2026 08:02:00 GMT")]
    public async Task The_tool_says_how_long_it_wants_to_be_left_alone(int status, string header, string value)
    {
        var now = Instant.FromUtc(2026, 9, 4, 8, 0);
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer("{}", status) { Headers = { [header] = value } });

        var failed = Assert.IsType<PlanReadFailed>(await ReadAsync(ToolWorld.Of("GitLab"), server, now: now));

        Assert.Equal((PlanTrouble.Throttled, Duration.FromMinutes(2)), (failed.Trouble, failed.RetryAfter));
    }

    [Fact]
    public async Task Fault_34_a_tool_that_asked_one_project_for_patience_is_not_asked_by_the_next()
    {
        var world = ToolWorld.Of("Asana");
        var isBusy = true;
        await using var server = await ToolServer.StartAsync(call =>
            isBusy ? new ToolAnswer("{}", 429) { Headers = { ["Retry-After"] = "120" } } : world.Answer(call, false));
        using var plans = new ToolPlanSource(null, [world.Access(server.Address)]);
        Task<Fact> ReadAsync(int seconds) => plans.ReadAsync(Request([world.From]), A.FirstReport + Duration.FromSeconds(seconds));

        await ReadAsync(0);
        var next = Assert.IsType<PlanReadFailed>(await ReadAsync(20));
        Assert.Equal((PlanTrouble.Throttled, Duration.FromSeconds(100)), (next.Trouble, next.RetryAfter));
        Assert.Single(server.Calls);

        isBusy = false;
        Assert.IsType<PlanRead>(await ReadAsync(120));
        Assert.IsType<PlanRead>(await ReadAsync(121));
    }

    [Fact]
    public async Task Nobody_can_make_a_project_wait_longer_than_a_day()
    {
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer("{}", 429) { Headers = { ["Retry-After"] = "2147483647" } });

        Assert.Equal(Duration.FromDays(1), Assert.IsType<PlanReadFailed>(await ReadAsync(ToolWorld.Of("Asana"), server)).RetryAfter);
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_no_lost_consent()
    {
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer("{}", 403) { Headers = { ["X-RateLimit-Remaining"] = "0" } });

        Assert.Equal(PlanTrouble.Throttled, Assert.IsType<PlanReadFailed>(await ReadAsync(ToolWorld.Of("GitHub"), server)).Trouble);
    }

    [Theory]
    [InlineData("Linear", 400, """{"errors":[{"message":"Rate limit exceeded","extensions":{"code":"RATELIMITED","statusCode":429}}]}""", PlanTrouble.Throttled)]
    [InlineData("Linear", 400, """{"errors":[{"message":"x","extensions":{"code":"AUTHENTICATION_ERROR"}}]}""", PlanTrouble.SignInFailed)]
    [InlineData("Linear", 200, """{"errors":[{"message":"x","extensions":{"code":"FORBIDDEN"}}],"data":null}""", PlanTrouble.ConsentLost)]
    [InlineData("Linear", 200, """{"data":{"teams":{"nodes":[]}}}""", PlanTrouble.NotFound)]
    [InlineData("monday", 200, """{"errors":[{"message":"Complexity budget exhausted","extensions":{"code":"COMPLEXITY_BUDGET_EXHAUSTED","retry_in_seconds":60}}]}""", PlanTrouble.Throttled)]
    [InlineData("monday", 200, """{"error_code":"ComplexityException","status_code":429,"error_message":"x"}""", PlanTrouble.Throttled)]
    [InlineData("monday", 200, """{"error_code":"UserUnauthorizedException","status_code":403}""", PlanTrouble.ConsentLost)]
    [InlineData("monday", 200, """{"data":{"boards":[]}}""", PlanTrouble.NotFound)]
    [InlineData("monday", 200, """{"data":{"boards":[{"items_page":{"cursor":null,"items":[]}}]},"errors":[{"message":"half of it"}]}""", PlanTrouble.Incomplete)]
    public async Task What_is_refused_in_words_is_understood(string name, int status, string json, PlanTrouble trouble)
    {
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer(json, status));

        Assert.Equal(trouble, Assert.IsType<PlanReadFailed>(await ReadAsync(ToolWorld.Of(name), server)).Trouble);
    }

    [Theory]
    [InlineData(203)]
    [InlineData(302)]
    public async Task A_page_to_sign_in_on_means_that_Azure_DevOps_does_not_know_the_token(int status)
    {
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer("<html>", status) { Headers = { ["Location"] = "https://login.example/_signin" } });

        Assert.Equal(PlanTrouble.SignInFailed, Assert.IsType<PlanReadFailed>(await ReadAsync(ToolWorld.Of("Azure DevOps"), server)).Trouble);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Issues_that_shift_between_the_pages_of_a_Jira_server_are_missed_by_nobody(int inAllThen)
    {
        var world = ToolWorld.Of("Jira Server");
        await using var server = await ToolServer.StartAsync(call => call.Asks("startAt=0")
            ? new ToolAnswer("""{"total":3,"issues":[{"id":"1","fields":{}},{"id":"2","fields":{}}]}""")
            : call.Asks("startAt=2") ? new ToolAnswer($$"""{"total":{{inAllThen}},"issues":[]}""") : world.Answer(call, false));

        Assert.Equal(PlanTrouble.Incomplete, Assert.IsType<PlanReadFailed>(await ReadAsync(world, server)).Trouble);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_without_end_is_not_taken_in_however_small_it_is_packed(bool packed)
    {
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer(new string(' ', 17 * 1024 * 1024)) { IsPacked = packed });

        Assert.Equal(PlanTrouble.LimitReached, Assert.IsType<PlanReadFailed>(await ReadAsync(ToolWorld.Of("GitLab"), server)).Trouble);
    }

    [Fact]
    public async Task A_tool_that_is_away_is_unavailable()
    {
        var world = ToolWorld.Of("GitLab");
        var server = await ToolServer.StartAsync(_ => ToolAnswer.Nothing);
        var address = server.Address;
        await server.DisposeAsync();
        using var plans = new ToolPlanSource(null, [world.Access(address)]);

        var failed = Assert.IsType<PlanReadFailed>(await plans.ReadAsync(Request([world.From]), A.FirstReport));

        Assert.Equal(PlanTrouble.Unavailable, failed.Trouble);
    }

    [Theory]
    [InlineData("GitHub", "../..")]
    [InlineData("GitHub", "harbour")]
    [InlineData("GitLab", "..")]
    [InlineData("Jira Cloud", "SHOP\" OR project = \"PAY")]
    [InlineData("Trello", "")]
    public async Task A_name_that_leads_elsewhere_is_never_sent(string name, string project)
    {
        var world = ToolWorld.Of(name) with { Project = project };
        await using var server = await ToolServer.StartAsync(_ => new ToolAnswer("[]"));

        Assert.Equal(PlanTrouble.NotFound, Assert.IsType<PlanReadFailed>(await ReadAsync(world, server)).Trouble);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Several_tools_make_one_plan_and_one_that_fails_makes_none()
    {
        var (one, other) = (ToolWorld.Of("GitLab"), ToolWorld.Of("Asana"));
        await using var gitlab = await ToolServer.StartAsync(call => one.Answer(call, false));
        var isDown = false;
        await using var asana = await ToolServer.StartAsync(call => isDown ? new ToolAnswer("{}", 500) : other.Answer(call, false));
        using var plans = new ToolPlanSource(null, [one.Access(gitlab.Address), other.Access(asana.Address)]);

        var plan = Assert.IsType<PlanRead>(await plans.ReadAsync(Request([one.From, other.From]), A.FirstReport)).Plan;
        Assert.Equal(2, plan.Tasks.Count(task => task.Title == "Logo"));

        isDown = true;
        Assert.IsType<PlanReadFailed>(await plans.ReadAsync(Request([one.From, other.From]), A.FirstReport));
    }

    [Fact]
    public async Task A_token_of_the_project_comes_before_one_for_all()
    {
        var world = ToolWorld.Of("Asana");
        await using var server = await ToolServer.StartAsync(call => world.Answer(call, false));
        using var plans = new ToolPlanSource(null,
        [
            new(Tool.Asana, "for-all") { Address = server.Address },
            new(Tool.Asana, "of-another") { Address = server.Address, Project = "hotel" },
            new(Tool.Asana, "its-own") { Address = server.Address, Project = "webshop" },
        ]);

        foreach (var (project, token) in ((string, string)[])[("webshop", "its-own"), ("hotel", "of-another"), ("harbour", "for-all")])
        {
            await plans.ReadAsync(Request([world.From]) with { ProjectId = project }, A.FirstReport);
            Assert.Equal($"Bearer {token}", server.Calls.Last().Authorization);
        }
    }

    [Fact]
    public async Task Without_a_token_the_manager_is_told_what_to_do()
    {
        using var plans = new ToolPlanSource(new NoPlanner(), []);

        var failed = Assert.IsType<PlanReadFailed>(await plans.ReadAsync(Request([ToolWorld.Of("GitLab").From]), A.FirstReport));

        Assert.Contains("tokenFrom", failed.Detail, StringComparison.Ordinal);
        Assert.Contains("read_api", failed.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tool.Gitlab, null, null, null)]
    [InlineData(Tool.Gitlab, "https://git.agency.example/", null, null)]
    [InlineData(Tool.Gitlab, "http://127.0.0.1:8080", null, null)]
    [InlineData(Tool.Gitlab, "http://git.agency.example", null, "https://")]
    [InlineData(Tool.Gitlab, "https://mei:secret@git.agency.example", null, "https://")]
    [InlineData(Tool.Gitlab, "git.agency.example", null, "https://")]
    [InlineData(Tool.Jira, null, null, "atlassian.net")]
    [InlineData(Tool.AzureDevops, null, null, "dev.azure.com")]
    [InlineData(Tool.Trello, null, null, "'user'")]
    [InlineData(Tool.Trello, null, "the-key", null)]
    [InlineData(Tool.CloudEvents, null, null, "leave the token out")]
    public void A_token_that_cannot_be_used_is_named_with_its_mend(Tool tool, string? address, string? user, string? mend)
    {
        var access = new ToolAccess(tool, ToolWorld.Token) { Address = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute), User = user };

        Assert.Equal(mend is null, access.Problem() is null);
        Assert.Contains(mend ?? "", access.Problem() ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(ToolWorld.Token, $"{access} {access.Problem()}", StringComparison.Ordinal);
    }

    static bool IsListOfItems(ToolCall call) =>
        call.Asks("issues?") || call.Asks("/search") || call.Asks("/wiql") || call.Asks("/tasks") || call.Asks("list: issues")
        || call.Asks("/cards") || call.Asks("items_page");

    static ReadPlan Request(ImmutableArray<ToolProject> from) => new(
        new PlanReference { Webhooks = new WebhookPlan { Reconcile = true, From = from } }, "Europe/London", new LocalDate(2026, 9, 30));

    static async Task<Fact> ReadAsync(ToolWorld world, ToolServer server, Instant? now = null)
    {
        using var plans = new ToolPlanSource(null, [world.Access(server.Address)]);
        return await plans.ReadAsync(Request([world.From]), now ?? A.FirstReport);
    }

    sealed class NoPlanner : IPlanSource
    {
        public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("Planner is not asked.");
    }
}
