using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Plans;
using Expectations.Integrations.Tests.Mail;
using Expectations.Letters;
using Expectations.Local;
using Expectations.Local.Demo;
using Expectations.Local.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using MimeKit;

namespace Expectations.Browser.Tests;

/// <summary>
/// One project of the sample whose letters go through a real mail server, whose plan comes through the real Graph SDK,
/// and whose pages a real browser looks at.
/// </summary>
sealed partial class MailedProject : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("mailed-").FullName;
    readonly List<IAsyncDisposable> parts = [];
    VirtualClock clock = null!;
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public LocalEngine Engine { get; private set; } = null!;

    public RealSmtpServer Mail { get; private set; } = null!;

    public string Url { get; private set; } = "";

    public string Project { get; private set; } = "";

    public static async Task<MailedProject> StartAsync(
        Func<ProjectSetup, ProjectSetup>? change = null, string project = "shop-relaunch", ILoggerFactory? logs = null)
    {
        var mailed = new MailedProject { Project = project };
        await mailed.OpenAsync(change ?? (setup => setup), logs ?? LoggerFactory.Create(_ => { }));
        return mailed;
    }

    /// <summary>Lets time go by, with all that is due on the way.</summary>
    public Task LiveAsync(Duration time) => new TimeLapse(Engine, clock)
        .LiveUntilAsync(clock.GetCurrentInstant() + time, TimeSpan.Zero, _ => Task.CompletedTask, default);

    /// <summary>The newest decision link mailed to a person, as the mail server got it.</summary>
    public async Task<string> LinkOfAsync(string person)
    {
        var state = await Engine.Runner.StateAsync(Project);
        var address = state.Setup!.Person(person)!.Email;
        return LettersTo(address).Select(m => Decide().Match(m.TextBody ?? "")).Last(m => m.Success).Value;
    }

    /// <summary>Letters to an address, in the order they came.</summary>
    public IEnumerable<MimeMessage> LettersTo(string address) => Mail.Letters
        .Where(l => l.To.Contains(address, StringComparer.OrdinalIgnoreCase))
        .Select(l => MimeMessage.Load(new MemoryStream(l.Bytes)));

    /// <summary>A page of a browser window of its own.</summary>
    public async Task<IPage> BrowseAsync(string url, int width = 1280, bool scripts = true)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        return page;
    }

    /// <summary>The whole ledger as anyone can verify it.</summary>
    public async Task<byte[]> ExportAsync()
    {
        using var export = new MemoryStream();
        await LedgerExport.WriteAsync(Engine.Store, Project, export);
        return export.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        foreach (var part in Enumerable.Reverse(parts))
            await part.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    async Task OpenAsync(Func<ProjectSetup, ProjectSetup> change, ILoggerFactory logs)
    {
        var world = DemoWorld.Sample(weeks: 12);
        clock = new VirtualClock(world.Start);
        var sandbox = Add(await GraphSandbox.StartAsync(world.Plans, clock));
        var plans = new GraphPlanSource(
            new GraphOptions { SignIn = GraphSignIn.Sandbox, BaseUrl = sandbox.BaseUrl }, logs.CreateLogger<GraphPlanSource>());
        Mail = Add(await RealSmtpServer.StartAsync());
        Url = FreeAddress();
        var press = new LetterPress(new LetterOptions
        {
            SenderAddress = "reports@northlight.example",
            MessageIdDomain = "northlight.example",
            BaseUrl = new Uri(Url),
            UnsubscribeKey = UnsubscribeKey.Of(folder),
        });
        var outlet = Add(new SmtpOutlet(Mail.Settings, SystemClock.Instance));
        Engine = Add(await LocalEngine.OpenAsync(folder, plans, press, outlet, clock, logs));
        Add(await LocalSite.StartAsync(
            Engine, new WebSettings { OpenOnThisMachine = true, UnsubscribeKey = UnsubscribeKey.Of(folder) }, folder, Url, logs, default));
        Assert.Null(await Engine.RegisterAsync(change(world.Projects.Single(p => p.Id == Project))));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(DemoSite.Debian());
    }

    T Add<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Add(part);
        return part;
    }

    static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    [GeneratedRegex("http://localhost:[0-9]+/decide/[A-Za-z0-9/_-]+")]
    private static partial Regex Decide();
}
