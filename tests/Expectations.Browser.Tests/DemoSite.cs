using System.Collections.Concurrent;
using Expectations.Hosting.Pages;
using Expectations.Local;
using Expectations.Local.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

/// <summary>The demo after its twelve weeks, and Debian's chromium to look at it.</summary>
public sealed class DemoSite : IAsyncLifetime, IDisposable
{
    readonly CancellationTokenSource end = new();
    readonly ConcurrentDictionary<IPage, ConcurrentQueue<string>> complaints = new();
    DemoParts parts = null!;
    WebApplication site = null!;
    IPlaywright playwright = null!;
    IBrowser browser = null!;
    Task loop = Task.CompletedTask;

    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var world = DemoWorld.Sample(weeks: 12);
        parts = await DemoParts.BuildAsync(world, folder: null, new Uri("http://localhost:5080"), NullLoggerFactory.Instance);
        await parts.RegisterAsync(world.Projects, end.Token);
        var manager = new DemoManager(parts.Engine.Runner, world);
        var client = new DemoClient(parts.Engine.Runner, world);
        await new TimeLapse(parts.Engine, parts.Clock).LiveUntilAsync(
            world.End, TimeSpan.Zero, async now =>
            {
                await manager.ReviewAsync(now, end.Token);
                await client.DecideAsync(now, end.Token);
            }, end.Token);
        site = await LocalSite.StartAsync(
            parts.Engine, new WebSettings { OpenOnThisMachine = true, UnsubscribeKey = parts.UnsubscribeKey },
            parts.Letters, "http://127.0.0.1:0", NullLoggerFactory.Instance, end.Token);
        Url = site.Urls.First();
        loop = parts.Engine.Loop.RunAsync(end.Token);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(Debian());
    }

    /// <summary>Debian's chromium, talking to nobody but us.</summary>
    internal static BrowserTypeLaunchOptions Debian() => new()
    {
        ExecutablePath = Chromium(),
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    };

    /// <summary>A page of a browser window of its own.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1280, bool scripts = true)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var said = complaints.GetOrAdd(page, _ => []);
        page.PageError += (_, error) => said.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                said.Enqueue(message.Text);
        };
        await page.GotoAsync(Url + path);
        return page;
    }

    /// <summary>What the browser had to complain of on a page: errors of scripts, of rules for content, of files.</summary>
    public IEnumerable<string> Complaints(IPage page) => complaints[page];

    /// <summary>Lets time go by until a moment, with all that is due on the way.</summary>
    public Task LiveUntilAsync(Instant moment) => new TimeLapse(parts.Engine, parts.Clock)
        .LiveUntilAsync(moment, TimeSpan.Zero, _ => Task.CompletedTask, end.Token);

    public async Task DisposeAsync()
    {
        await end.CancelAsync();
        await loop;
        await browser.DisposeAsync();
        playwright.Dispose();
        await site.DisposeAsync();
        await parts.DisposeAsync();
    }

    public void Dispose() => end.Dispose();

    static string Chromium() =>
        ((string[])["/usr/bin/chromium", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no chromium on this machine; run ./test, which installs it.");
}
