using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

[Trait("Speed", "slow")]
public sealed class When_pages_are_looked_at(DemoSite site) : IClassFixture<DemoSite>
{
    static readonly string[] Pages =
        ["/", "/inbox", "/outbox", "/ledger/shop-relaunch", "/review/factory-dashboard", "/review/hotel-app", "/nowhere"];

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
        // The pages allow no scripts of anyone; the checker is let in through the debugger.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe()));
        var serious = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run()).violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))
            """);
        Assert.Empty(serious);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        await PictureAsync(page, path, width);
    }

    [Fact]
    public async Task A_letter_reads_well_on_a_phone_and_on_a_desk()
    {
        var page = await site.OpenAsync("/inbox");
        var letter = await page.Locator("a[href^='/inbox/']").First.GetAttributeAsync("href");
        foreach (var width in (int[])[375, 1280])
        {
            var shown = await site.OpenAsync($"{letter}/html", width);
            Assert.True(await shown.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
            await PictureAsync(shown, "letter", width);
        }
    }

    static async Task PictureAsync(IPage page, string path, int width)
    {
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        var file = Path.Combine(folder, $"{path.Trim('/').Replace('/', '-')}-{width}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
    }

    static string Axe()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "tools", "node_modules", "axe-core", "axe.min.js") is var file && File.Exists(file))
                return file;
        throw new InvalidOperationException("axe-core is not installed; run ./test, which installs it.");
    }
}
