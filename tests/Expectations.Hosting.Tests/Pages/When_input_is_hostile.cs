using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Pages;

namespace Expectations.Hosting.Tests.Pages;

public class When_input_is_hostile
{
    const string Markup = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task Fault_19_html_in_names_and_titles_is_shown_as_text()
    {
        var task = A.Task("t1", new LocalDate(2026, 9, 8)) with { Title = Markup };
        var setup = A.Project with { Name = Markup, Client = Markup, Review = new ReviewRule { Hold = HoldWhen.Always } };
        await using var site = await Site.OpenAsync(setup, A.Plan(task));
        await site.ReachAsync(A.FirstReport);
        foreach (var address in new[] { "/", "/outbox", "/ledger/webshop", "/review/webshop" })
        {
            var page = await site.SeeAsync(address);
            Assert.Empty(page.QuerySelectorAll("img"));
            Assert.Contains(Markup, page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/ledger/..%2f..%2fetc")]
    [InlineData("/ledger/../../etc/passwd")]
    [InlineData("/inbox/..%2fledgers.db")]
    [InlineData("/inbox/%00/html")]
    [InlineData("/ledger/WEBSHOP'--/export")]
    [InlineData("/outbox?project=%3Cscript%3E")]
    [InlineData("/outbox/webshop/letter?key=report%2F2026-09-04%2F..%2F0")]
    [InlineData("/outbox/webshop/letter/html?key=/")]
    [InlineData("/ledger/webshop-of-someone-else")]
    public async Task An_id_that_is_none_leads_nowhere_and_says_what_to_do(string address)
    {
        await using var site = await Site.OpenAsync();

        var answer = await site.AskAsync("GET", address);

        Assert.Equal(404, answer.Status);
        Assert.NotNull(answer.Page().QuerySelector("a.button"));
    }

    [Theory]
    [InlineData("cross-site", null, 403)]
    [InlineData("same-site", null, 403)]
    [InlineData("none", null, 403)]
    [InlineData(null, null, 403)]
    [InlineData(null, "https://evil.example", 403)]
    [InlineData(null, "null", 403)]
    [InlineData(null, "http://localhost:5080", 303)]
    [InlineData("same-origin", null, 303)]
    public async Task A_form_from_elsewhere_changes_nothing(string? fetchSite, string? origin, int status)
    {
        await using var site = await Site.OpenAsync();

        var answer = await site.PressAsync(
            await site.SeeAsync("/"), "Pause", r => r with { FetchSite = fetchSite, Origin = origin });

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 303, (await site.Runner.StateAsync("webshop")).Paused);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonce=")]
    [InlineData("nonce=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_form_without_the_nonce_of_the_page_changes_nothing(string fields)
    {
        await using var site = await Site.OpenAsync();

        Assert.Equal(403, (await site.PostFormAsync("/projects/webshop/pause", fields)).Status);
        Assert.False((await site.Runner.StateAsync("webshop")).Paused);
    }

    [Fact]
    public async Task A_nonce_lasts_twelve_hours_and_for_its_own_project()
    {
        await using var site = await Site.OpenAsync();
        var page = await site.SeeAsync("/");
        await site.Runner.ApplyAsync("other", new SetupReceived(site.Now, A.Project with { Id = "other" }));

        var elsewhere = await site.PressAsync(page, "Pause", r => r with { Path = "/projects/other/pause" });
        site.Now += Duration.FromHours(13);
        var late = await site.PressAsync(page, "Pause");

        Assert.Equal((403, 403), (elsewhere.Status, late.Status));
        Assert.False((await site.Runner.StateAsync("other")).Paused);
        Assert.False((await site.Runner.StateAsync("webshop")).Paused);
    }

    [Fact]
    public async Task Fault_16_a_huge_body_is_refused()
    {
        await using var site = await Site.OpenAsync();

        var answer = await site.AskAsync("POST", "/api/projects/webshop/pause", r => r with { BodyIsTooLong = true });

        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task A_form_of_thousands_of_fields_is_refused()
    {
        await using var site = await Site.OpenAsync();

        var answer = await site.PostFormAsync(
            "/projects/webshop/edit", string.Join('&', Enumerable.Range(0, 5000).Select(i => $"a{i}=1")));

        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("localhost.evil.example", 403)]
    [InlineData(null, 403)]
    [InlineData("127.0.0.1:5080", 200)]
    [InlineData("[::1]:5080", 200)]
    public async Task Fault_26_a_foreign_host_name_does_not_open_the_pages_of_this_machine(string? host, int status)
    {
        await using var site = await Site.OpenAsync();

        Assert.Equal(status, (await site.AskAsync("GET", "/", r => r with { Host = host })).Status);
    }

    [Theory]
    [InlineData(null, null, 403)]
    [InlineData(Site.Key, null, 401)]
    [InlineData(Site.Key, "Bearer wrong-key-of-some-length", 401)]
    [InlineData(Site.Key, "Bearer " + Site.Key, 200)]
    [InlineData(Site.Key, "Basic Ym9iOmEta2V5LW9mLWVub3VnaC1sZW5ndGg=", 200)]
    [InlineData(Site.Key, "Basic !!!", 401)]
    public async Task The_pages_stay_shut_without_the_key(string? key, string? authorization, int status)
    {
        var settings = new WebSettings { OperatorKey = key, UnsubscribeKey = Site.UnsubscribeKey };
        await using var site = await Site.OpenAsync(settings: settings);
        foreach (var address in new[] { "/", "/inbox", "/outbox", "/ledger/webshop", "/ledger/webshop/export" })
            Assert.Equal(status, (await site.AskAsync("GET", address, r => r with { Authorization = authorization })).Status);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/key)")]
    public void A_key_that_is_none_stops_the_start(string key)
    {
        var settings = new WebSettings { OperatorKey = key, UnsubscribeKey = Site.UnsubscribeKey };

        Assert.Contains("OperatorKey", Assert.Throws<InvalidOperationException>(settings.Checked).Message, StringComparison.Ordinal);
    }
}
