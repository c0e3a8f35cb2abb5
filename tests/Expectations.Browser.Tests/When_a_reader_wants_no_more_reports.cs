using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

[Trait("Speed", "slow")]
public sealed partial class When_a_reader_wants_no_more_reports(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact]
    public async Task Looking_at_the_link_changes_nothing_and_one_press_without_scripts_ends_them()
    {
        var path = await LinkOfAsync("factory-dashboard");
        using var robot = new HttpClient();
        for (var visit = 0; visit < 20; visit++)
            await robot.GetAsync(site.Url + path);

        var page = await site.OpenAsync(path, width: 375, scripts: false);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button).CountAsync());

        var ledger = await robot.GetStringAsync($"{site.Url}/ledger/factory-dashboard");
        Assert.Single(Unsubscribed().Matches(ledger));
    }

    async Task<string> LinkOfAsync(string project)
    {
        var inbox = await site.OpenAsync($"/inbox?project={project}");
        foreach (var letter in await inbox.Locator("a[href^='/inbox/']").AllAsync())
        {
            var html = await (await inbox.Context.APIRequest.GetAsync($"{site.Url}{await letter.GetAttributeAsync("href")}/html")).TextAsync();
            if (Link().Match(html) is { Success: true } link)
                return link.Value;
        }
        throw new InvalidOperationException("No letter of the project offers to end the reports.");
    }

    [GeneratedRegex("/unsubscribe/[A-Za-z0-9_.~-]+")]
    private static partial Regex Link();

    [GeneratedRegex("event&quot;:&quot;person-unsubscribed")]
    private static partial Regex Unsubscribed();
}
