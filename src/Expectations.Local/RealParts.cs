using Expectations.Hosting.Delivery;
using Expectations.Hosting.Plans;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Plans;
using Expectations.Integrations.Webhooks;
using Expectations.Letters;
using Expectations.Local.Portfolio;
using Expectations.Local.Sandbox;
using MimeKit;

namespace Expectations.Local;

/// <summary>What the settings of a portfolio say, as things that work: plan source, letter press, outlet.</summary>
sealed class RealParts : IAsyncDisposable
{
    readonly List<object> owned = [];

    RealParts(HostSettings settings, byte[] unsubscribeKey)
    {
        Settings = settings;
        UnsubscribeKey = unsubscribeKey;
        Press = new LetterPress(new LetterOptions
        {
            SenderAddress = settings.Sender,
            MessageIdDomain = MailboxAddress.Parse(settings.Sender).Domain,
            BaseUrl = settings.BaseUrl,
            UnsubscribeKey = unsubscribeKey,
        });
    }

    public HostSettings Settings { get; }

    public byte[] UnsubscribeKey { get; }

    public ILetterPress Press { get; }

    public IPlanSource Plans { get; private set; } = null!;

    /// <summary>Builds everything; nothing is sent or read yet.</summary>
    /// <param name="settings">Settings of the portfolio.</param>
    /// <param name="plans">Folder of recorded plans to read in place of Microsoft Graph; none reads from there.</param>
    /// <param name="clock">Tells the present.</param>
    /// <param name="logs">For operators.</param>
    /// <exception cref="InvalidOperationException">Neither plans nor Graph are named; it says what to do.</exception>
    public static async Task<RealParts> BuildAsync(
        HostSettings settings, DirectoryInfo? plans, IClock clock, ILoggerFactory logs)
    {
        var parts = new RealParts(settings, Local.UnsubscribeKey.Of(settings.DataFolder));
        // Where PM tools keep the plans, nobody has to sign in to Planner.
        var isPlannerLess = plans is null && settings is { Graph: null, Webhooks.IsEmpty: false };
        parts.Plans = parts.Own(new ToolPlanSource(
            isPlannerLess ? null : await parts.PlannerAsync(plans, clock, logs), settings.ToAccess()));
        return parts;
    }

    /// <summary>How to sign in to Microsoft Graph.</summary>
    /// <exception cref="InvalidOperationException">The settings do not say.</exception>
    public static GraphOptions GraphOptionsOf(HostSettings settings) => settings.Graph?.ToOptions()
        ?? throw new InvalidOperationException(
            "portfolio.yaml has no 'graph' section, so plans cannot be read. Add tenantId, clientId and secretFrom; "
            + "or try out with --plans and a folder of recorded plans.");

    /// <summary>The way out for letters, at the rate the settings allow.</summary>
    public IOutlet Outlet(IClock clock)
    {
        IOutlet outlet = Settings.Outlet switch
        {
            { Smtp: { } smtp } => Own(new SmtpOutlet(smtp.ToSettings(Settings.Sender), clock)),
            { Graph: { } graph } => GraphMailOutlet.Open(GraphOptionsOf(Settings), graph.Mailbox),
            { Folder: { } folder } => new FolderOutlet(folder.Path),
            _ => throw new InvalidOperationException("portfolio.yaml names no outlet; add smtp, graph or folder."),
        };
        var rate = Settings.LettersPerMinute;
        return new RateLimitedOutlet(outlet, new TokenBucket(rate, Duration.FromMinutes(1) / rate, clock));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var thing in Enumerable.Reverse(owned))
            if (thing is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                (thing as IDisposable)?.Dispose();
    }

    async Task<GraphOptions> StartSandboxAsync(DirectoryInfo folder, IClock clock)
    {
        var sandbox = Own(await GraphSandbox.StartAsync(SandboxPlan.LoadFolder(folder.FullName), clock));
        return new GraphOptions { SignIn = GraphSignIn.Sandbox, BaseUrl = sandbox.BaseUrl };
    }

    async Task<GraphPlanSource> PlannerAsync(DirectoryInfo? plans, IClock clock, ILoggerFactory logs)
    {
        var options = plans is null ? GraphOptionsOf(Settings) : await StartSandboxAsync(plans, clock);
        return Own(new GraphPlanSource(options, logs.CreateLogger<GraphPlanSource>()));
    }

    T Own<T>(T thing)
        where T : notnull
    {
        owned.Add(thing);
        return thing;
    }
}
