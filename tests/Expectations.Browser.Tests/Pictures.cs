using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

/// <summary>Looks at a page as its readers would.</summary>
static class Pictures
{
    /// <summary>Axe finds nothing serious and nothing runs off the side.</summary>
    internal static async Task AssertSoundAsync(IPage page)
    {
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
    }

    /// <summary>Keeps a picture where EXPECTATIONS_SCREENSHOTS says so.</summary>
    internal static async Task TakeAsync(IPage page, string path, int width)
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
