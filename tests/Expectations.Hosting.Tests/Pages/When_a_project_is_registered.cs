using System.Text;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;

namespace Expectations.Hosting.Tests.Pages;

public class When_a_project_is_registered
{
    static readonly ProjectSetup Other = A.Project with { Id = "other" };

    [Fact]
    public async Task It_is_committed_and_its_clock_is_rung()
    {
        await using var site = await OpenAsync();

        var answer = await PostAsync(site, Written(Other));

        Assert.Equal(200, answer.Status);
        Assert.Contains("\"event\":\"project-registered\"", answer.Text(), StringComparison.Ordinal);
        Assert.Equal("Web shop relaunch", (await site.Runner.StateAsync("other")).Setup!.Name);
        Assert.Equal(1, site.Bell.Rings);
    }

    [Fact]
    public async Task The_same_setup_again_changes_nothing_and_another_one_changes_it()
    {
        await using var site = await OpenAsync();
        await PostAsync(site, Written(Other));

        var same = await PostAsync(site, Written(Other));
        var changed = await PostAsync(site, Written(Other with { Name = "New name" }));

        Assert.Contains("already so", same.Text(), StringComparison.Ordinal);
        Assert.Contains("setup-changed", changed.Text(), StringComparison.Ordinal);
        Assert.Equal("New name", (await site.Runner.StateAsync("other")).Setup!.Name);
    }

    [Fact]
    public async Task What_cannot_be_registered_leaves_no_ledger_and_says_what_to_write()
    {
        await using var site = await OpenAsync();

        var answer = await PostAsync(site, Written(Other with { Id = "../../etc", Zone = "Mars/Olympus" }));

        Assert.Equal(400, answer.Status);
        Assert.Contains("zone", answer.Text(), StringComparison.Ordinal);
        Assert.Equal(["webshop"], await site.Store.ProjectsAsync().ToListAsync());
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{"id":"other","colour":"blue"}""", 400)]
    [InlineData("null", 400)]
    public async Task What_is_no_setup_is_refused(string json, int status)
    {
        await using var site = await OpenAsync();

        Assert.Equal(status, (await PostAsync(site, json)).Status);
    }

    [Fact]
    public async Task Nobody_registers_without_the_key()
    {
        await using var site = await OpenAsync();

        Assert.Equal(401, (await site.PostJsonAsync("/api/projects", Written(Other))).Status);
    }

    static string Written(ProjectSetup setup) => Encoding.UTF8.GetString(LedgerJson.Write(setup));

    static Task<Site> OpenAsync() =>
        Site.OpenAsync(settings: new WebSettings { OperatorKey = Site.Key, UnsubscribeKey = Site.UnsubscribeKey });

    static Task<PageResponse> PostAsync(Site site, string json) =>
        site.PostJsonAsync("/api/projects", json, request => request with { Authorization = $"Bearer {Site.Key}" });
}
