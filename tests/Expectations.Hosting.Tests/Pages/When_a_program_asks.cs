using Expectations.Core;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;

namespace Expectations.Hosting.Tests.Pages;

public class When_a_program_asks
{
    static Task<Site> OpenAsync(string? key = Site.Key) =>
        Site.OpenAsync(settings: new WebSettings { OperatorKey = key, UnsubscribeKey = Site.UnsubscribeKey });

    [Fact]
    public async Task It_is_committed_and_what_was_recorded_comes_back()
    {
        await using var site = await OpenAsync();

        var answer = await site.PostJsonAsync(
            "/api/projects/webshop/pause", """{"reason":"summer break","by":"bob"}""", WithKey);

        Assert.Equal(200, answer.Status);
        Assert.Contains("\"event\":\"project-paused\"", answer.Text(), StringComparison.Ordinal);
        var paused = Assert.Single((await site.LedgerAsync()).OfType<ProjectPaused>());
        Assert.Equal(("bob", "summer break"), (paused.By, paused.Reason));
    }

    [Fact]
    public async Task The_same_request_again_has_no_effect()
    {
        await using var site = await OpenAsync();
        foreach (var (request, key) in new[] { ("pause", "1"), ("resume", "2"), ("pause", "1") })
            await site.PostJsonAsync($"/api/projects/webshop/{request}", "{}", r => WithKey(r) with { IdempotencyKey = key });

        Assert.Single((await site.LedgerAsync()).OfType<ProjectPaused>());
        Assert.False((await site.Runner.StateAsync("webshop")).Paused);
    }

    [Fact]
    public async Task A_refusal_whose_answer_was_lost_is_a_refusal_again()
    {
        await using var site = await OpenAsync();
        Task<PageResponse> AskAsync() => site.PostJsonAsync(
            "/api/projects/webshop/release", """{"period":"2026-09-04"}""", r => WithKey(r) with { IdempotencyKey = "1" });
        await AskAsync();

        var again = await AskAsync();

        Assert.Equal(409, again.Status);
        Assert.Contains("does not wait any more", again.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_under_the_same_key_is_not_taken_for_the_same()
    {
        await using var site = await OpenAsync();
        Task<PageResponse> AskAsync(string reason) => site.PostJsonAsync(
            "/api/projects/webshop/pause", $$"""{"reason":"{{reason}}"}""", r => WithKey(r) with { IdempotencyKey = "1" });

        var (first, same, other) = (await AskAsync("summer"), await AskAsync("summer"), await AskAsync("winter"));

        Assert.Equal((200, 200, 422), (first.Status, same.Status, other.Status));
        Assert.Contains("a key of its own", other.Text(), StringComparison.Ordinal);
        Assert.Equal("summer", Assert.Single((await site.LedgerAsync()).OfType<ProjectPaused>()).Reason);
    }

    [Fact]
    public async Task A_refusal_is_a_conflict_with_its_reason()
    {
        await using var site = await OpenAsync();

        var answer = await site.PostJsonAsync("/api/projects/webshop/release", """{"period":"2026-09-04"}""", WithKey);

        Assert.Equal(409, answer.Status);
        Assert.Contains("does not wait any more", answer.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "cannot be understood")]
    [InlineData("null", "Send an object")]
    [InlineData("""{"perod":"2026-09-04"}""", "perod")]
    [InlineData("""{"period":"2026-09-04","period":"2026-09-11"}""", "uplicate")]
    [InlineData("""{"period":"next Friday"}""", "for example 2026-03-27")]
    [InlineData("{}", "for example 2026-03-27")]
    [InlineData("""{"omit":[[[[[[[[[]]]]]]]]]}""", "cannot be understood")]
    public async Task Fault_17_json_that_cannot_be_understood_is_told_what_is_wrong(string json, string reason)
    {
        await using var site = await OpenAsync();

        var answer = await site.PostJsonAsync("/api/projects/webshop/hold", json, WithKey);

        Assert.Equal(400, answer.Status);
        Assert.Contains(reason, answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_18_invalid_utf8_is_refused()
    {
        await using var site = await OpenAsync();

        var answer = await site.PostJsonAsync(
            "/api/projects/webshop/pause", "", r => WithKey(r) with { Body = new byte[] { 0x7b, 0xff, 0x7d } });

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task Unknown_projects_and_requests_are_told_what_to_do()
    {
        await using var site = await OpenAsync();

        var project = await site.PostJsonAsync("/api/projects/nothing/pause", "{}", WithKey);
        var request = await site.PostJsonAsync("/api/projects/webshop/explode", "{}", WithKey);

        Assert.Equal((404, 400), (project.Status, request.Status));
        Assert.Contains("list of projects", project.Text(), StringComparison.Ordinal);
        Assert.Contains("hold, pause, propose-change, raise-risk, release", request.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 403)]
    [InlineData(Site.Key, 401)]
    public async Task Without_the_key_nothing_is_changed(string? configured, int status)
    {
        await using var site = await OpenAsync(configured);

        Assert.Equal(status, (await site.PostJsonAsync("/api/projects/webshop/pause", "{}")).Status);
        Assert.False((await site.Runner.StateAsync("webshop")).Paused);
    }

    [Fact]
    public async Task Someone_elses_page_cannot_use_the_browser_of_the_one_at_the_machine()
    {
        await using var site = await Site.OpenAsync();

        var plain = await site.PostJsonAsync("/api/projects/webshop/pause", "{}", r => r with { ContentType = "text/plain" });
        var cross = await site.PostJsonAsync("/api/projects/webshop/pause", "{}", r => r with { FetchSite = "cross-site" });

        Assert.Equal((415, 403), (plain.Status, cross.Status));
        Assert.False((await site.Runner.StateAsync("webshop")).Paused);
    }

    [Fact]
    public async Task Health_is_bad_until_a_sweep_has_come_and_when_it_stays_away()
    {
        await using var site = await OpenAsync();
        Assert.Equal(503, (await site.AskAsync("GET", "/health")).Status);
        site.Sweeps.Note(site.Now);
        var good = await site.AskAsync("GET", "/health");
        site.Now += Duration.FromHours(1);
        var late = await site.AskAsync("GET", "/health");

        Assert.Equal("""{"status":"ok","store":"reachable","lastSweepAgeSeconds":0,"projectsDue":0}""", good.Text());
        Assert.Equal(503, late.Status);
        Assert.DoesNotContain(A.Project.Id, late.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_counts_no_more_often_than_every_ten_seconds_whoever_asks()
    {
        await using var site = await OpenAsync();
        async Task<bool> IsDueAsync(int seconds)
        {
            site.Now = A.FirstReport + Duration.FromSeconds(seconds);
            return (await site.AskAsync("GET", "/health")).Text().Contains("\"projectsDue\":1", StringComparison.Ordinal);
        }

        Assert.Equal((false, false, true), (await IsDueAsync(-5), await IsDueAsync(3), await IsDueAsync(5)));
    }

    static Hosting.Pages.Http.PageRequest WithKey(Hosting.Pages.Http.PageRequest request) =>
        request with { Authorization = $"Bearer {Site.Key}" };
}
