using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

[Trait("Speed", "slow")]
public sealed partial class When_a_reader_wants_no_more_reports(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact]
    public async Task Looking_at_the_link_changes_nothing_and_one_press_without_scripts_ends_them()
    {
        var inbox = await site.OpenAsync("/inbox?project=factory-dashboard&person=lihua@shenjiang.example");
        await inbox.Locator("a[href^='/inbox/']:has-text('进度')").First.ClickAsync();
        var link = await inbox.GetByText("The page the receiver gets").GetAttributeAsync("href");
        var path = new Uri(link!).PathAndQuery;
        using var robot = new HttpClient();
        for (var visit = 0; visit < 20; visit++)
            await robot.GetAsync(site.Url + path);
        Assert.Equal(0, await UnsubscribedAsync(robot));

        var page = await site.OpenAsync(path, width: 375, scripts: false);
        Assert.Equal("zh-Hans", await page.Locator("html").GetAttributeAsync("lang"));
        await Assertions.Expect(page.GetByText("何丽华")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "停止接收报告" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已停止发送报告" })).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button).CountAsync());
        Assert.Equal(1, await UnsubscribedAsync(robot));
    }

    async Task<int> UnsubscribedAsync(HttpClient robot) =>
        Unsubscribed().Count(await robot.GetStringAsync($"{site.Url}/ledger/factory-dashboard/export"));

    [GeneratedRegex("\"event\":\"person-unsubscribed\"")]
    private static partial Regex Unsubscribed();
}
