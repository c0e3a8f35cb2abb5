using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

[Trait("Speed", "slow")]
public sealed class When_pages_are_looked_at(DemoSite site) : IClassFixture<DemoSite>
{
    static readonly string[] Pages =
        ["/", "/inbox", "/outbox", "/ledger/shop-relaunch", "/review/factory-dashboard", "/review/hotel-app",
        "/risks/shop-relaunch", "/verdict/shop-relaunch", "/nowhere"];

    public static TheoryData<string, int> PagesAndWidths()
    {
        var all = new TheoryData<string, int>();
        foreach (var page in Pages)
        {
            all.Add(page, 375);
            all.Add(page, 1280);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(PagesAndWidths))]
    public async Task Axe_finds_nothing_serious_and_nothing_runs_off_the_side(string path, int width)
    {
        var page = await site.OpenAsync(path, width);
        await Pictures.AssertSoundAsync(page);
        // The browser tells of every page that is not there.
        Assert.DoesNotContain(site.Complaints(page), said => path != "/nowhere" || !said.Contains("404", StringComparison.Ordinal));
        await Pictures.TakeAsync(page, path, width);
    }

    /// <summary>Pages whose address only another page knows.</summary>
    [Theory]
    [InlineData("letter-in-inbox", "/inbox", "a[href^='/inbox/']")]
    [InlineData("letter-unsubscribe", "/inbox", "a[href^='/inbox/']", "a[href*='/unsubscribe/']")]
    [InlineData("letter-planned", "/outbox", "a[href^='/outbox/']")]
    [InlineData("older-events", "/ledger/hotel-app", "a[href*='before=']")]
    [InlineData("decisions", "/", "a[href='/decisions/shop-relaunch']")]
    [InlineData("change", "/decisions/shop-relaunch", "a[href$='/new']")]
    [InlineData("decide-en", "/inbox?project=shop-relaunch&person=eleanor@harbour-finch.example", "a[href^='/inbox/']:has-text('confirm')", "a[href$='/html']", "a[href*='/decide/']")]
    [InlineData("decide-hant", "/inbox?project=hotel-app&person=yating@haiyue-stay.example", "a[href^='/inbox/']:has-text('請')", "a[href$='/html']", "a[href*='/decide/']")]
    [InlineData("decide-hans", "/inbox?project=factory-dashboard&person=jianguo@shenjiang.example", "a[href^='/inbox/']:has-text('请')", "a[href$='/html']", "a[href*='/decide/']")]
    [InlineData("client-en", "/inbox?project=shop-relaunch&person=eleanor@harbour-finch.example", "a[href^='/inbox/']:has-text('progress report')", "a[href$='/html']", "a[href*='/client/']")]
    [InlineData("client-hant", "/inbox?project=hotel-app&person=yating@haiyue-stay.example", "a[href^='/inbox/']:has-text('進度')", "a[href$='/html']", "a[href*='/client/']")]
    [InlineData("pulse-hans", "/inbox?project=factory-dashboard&person=jianguo@shenjiang.example", "a[href^='/inbox/']:has-text('进度')", "a[href$='/html']", "a[href*='/pulse/']")]
    [InlineData("letter-change", "/inbox?project=shop-relaunch&person=eleanor@harbour-finch.example", "a[href^='/inbox/']:has-text('later than agreed')")]
    [InlineData("decide-change", "/inbox?project=shop-relaunch&person=eleanor@harbour-finch.example", "a[href^='/inbox/']:has-text('later than agreed')", "a[href$='/html']", "a[href*='/decide/']")]
    [InlineData("letter-asks", "/inbox?project=shop-relaunch&person=eleanor@harbour-finch.example", "a[href^='/inbox/']:has-text('confirm')")]
    [InlineData("inbox-of-one", "/", "a[href^='/inbox?']")]
    [InlineData("outbox-of-one", "/", "a[href^='/outbox?']")]
    public async Task So_it_is_behind_each_link(string name, string start, params string[] links)
    {
        var path = start;
        foreach (var link in links)
        {
            var from = await site.OpenAsync(path);
            var href = await from.Locator(link).First.GetAttributeAsync("href");
            path = new Uri(new Uri(site.Url), href).PathAndQuery;
        }
        foreach (var width in (int[])[375, 1280])
        {
            var page = await site.OpenAsync(path, width);
            await Pictures.AssertSoundAsync(page);
            // What is decided already is gone, and says so.
            Assert.DoesNotContain(site.Complaints(page), said => !said.Contains("410", StringComparison.Ordinal));
            await Pictures.TakeAsync(page, name, width);
        }
    }

    [Theory]
    [InlineData("letter", "/inbox", "")]
    [InlineData("letter-report-en", "/inbox?project=shop-relaunch&person=eleanor@harbour-finch.example", ":has-text('progress report')")]
    [InlineData("letter-report-hant", "/inbox?project=hotel-app&person=yating@haiyue-stay.example", ":has-text('進度')")]
    [InlineData("letter-warning", "/inbox?project=shop-relaunch", ":has-text('warning')")]
    public async Task A_letter_reads_well_on_a_phone_and_on_a_desk(string name, string start, string which)
    {
        var inbox = await site.OpenAsync(start);
        var letter = await inbox.Locator($"a[href^='/inbox/']{which}").First.GetAttributeAsync("href");
        foreach (var width in (int[])[320, 375, 1280])
        {
            var page = await site.OpenAsync($"{letter}/html", width);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
            // A figure has an em of 36 pixels of the picture's own.
            var ems = await page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('img[src^=\"data:image/png\"]')].map(i => 36 * i.clientWidth / i.naturalWidth)");
            Assert.All(ems, em => Assert.True(em >= 11, $"{em} pixels"));
            Assert.True(!name.StartsWith("letter-report", StringComparison.Ordinal) || ems.Length > 0);
            await Pictures.TakeAsync(page, name, width);
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task The_register_of_risks_fits_its_frame(int width)
    {
        var page = await site.OpenAsync("/risks/shop-relaunch", width);
        Assert.True(await page.Locator(".register .scroll").EvaluateAsync<bool>("frame => frame.scrollWidth <= frame.clientWidth"));
        await Pictures.TakeAsync(page, "register", width);
    }

    [Theory]
    [InlineData("meeting-load-launch-test-1", "Meetings take the time: Test launch", "Grace Lindqvist")]
    [InlineData("people-away-launch-test-1", "People away: Test launch", "Tom Okafor")]
    public async Task What_fills_the_calendars_is_warned_of_with_a_way_out(string warning, string title, string who)
    {
        var page = await site.OpenAsync("/risks/shop-relaunch");
        var open = page.Locator(".boarded", new() { HasText = warning });
        foreach (var words in (string[])[title, who, "Trial orders start later", "stand by from 23 November", "Ten customers try the shop first"])
            Assert.Contains(words, await open.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_stands_apart_from_the_words_before_it()
    {
        var page = await site.OpenAsync("/outbox");
        Assert.Contains(". Review it", await page.Locator(".notes li").First.InnerTextAsync(), StringComparison.Ordinal);
    }
}
