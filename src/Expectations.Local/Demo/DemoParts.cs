using Expectations.Core.Projects;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Plans;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Plans;
using Expectations.Letters;
using Expectations.Local.Sandbox;

namespace Expectations.Local.Demo;

/// <summary>A world of its own: sandbox, virtual clock, ledgers and a folder of letters, gone when disposed.</summary>
sealed class DemoParts : IAsyncDisposable
{
    readonly GraphSandbox sandbox;
    readonly GraphPlanSource plans;
    readonly bool keeps;

    DemoParts(string folder, bool keeps, VirtualClock clock, GraphSandbox sandbox, GraphPlanSource plans,
        LocalEngine engine)
    {
        Folder = folder;
        this.keeps = keeps;
        Clock = clock;
        this.sandbox = sandbox;
        this.plans = plans;
        Engine = engine;
    }

    /// <summary>Where ledgers and letters are.</summary>
    public string Folder { get; }

    public string Letters => LettersIn(Folder);

    public VirtualClock Clock { get; }

    public LocalEngine Engine { get; }

    public IPlanSource Plans => plans;

    public byte[] UnsubscribeKey => Local.UnsubscribeKey.Of(Folder);

    /// <summary>Builds the world.</summary>
    /// <param name="world">Projects and the histories of their plans.</param>
    /// <param name="folder">Where to keep ledgers and letters; none keeps them only as long as the program
    /// runs.</param>
    /// <param name="baseUrl">Where links in letters point to.</param>
    /// <param name="logs">For operators.</param>
    public static async Task<DemoParts> BuildAsync(DemoWorld world, string? folder, Uri baseUrl, ILoggerFactory logs)
    {
        var isKept = folder is not null;
        folder ??= Directory.CreateTempSubdirectory("expectations-demo-").FullName;
        var clock = new VirtualClock(world.Start);
        var graph = await GraphSandbox.StartAsync(world.Plans, clock);
        var source = new GraphPlanSource(
            new GraphOptions { SignIn = GraphSignIn.Sandbox, BaseUrl = graph.BaseUrl },
            logs.CreateLogger<GraphPlanSource>());
        var press = new LetterPress(new LetterOptions
        {
            SenderAddress = "reports@northlight.example",
            MessageIdDomain = "northlight.example",
            BaseUrl = baseUrl,
            UnsubscribeKey = Local.UnsubscribeKey.Of(folder),
        });
        IOutlet outlet = new FolderOutlet(LettersIn(folder));
        var engine = await LocalEngine.OpenAsync(folder, source, press, outlet, clock, logs);
        return new DemoParts(folder, isKept, clock, graph, source, engine);
    }

    /// <summary>Registers projects; the first reading of their plans follows in the next round.</summary>
    public async Task RegisterAsync(IEnumerable<ProjectSetup> projects, CancellationToken cancellation)
    {
        foreach (var project in projects)
            if (await Engine.RegisterAsync(project, cancellation) is { } refusal)
                throw new InvalidOperationException($"{project.Id} was refused. {refusal}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        plans.Dispose();
        await sandbox.DisposeAsync();
        if (!keeps)
            Directory.Delete(Folder, recursive: true);
    }

    static string LettersIn(string folder) => Path.Combine(folder, "letters");
}
