using Expectations.Core.Projects;
using Expectations.Hosting;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Plans;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks.Outgoing;
using Expectations.Storage;

namespace Expectations.Local;

/// <summary>
/// All that one machine needs to keep its projects going, on whatever clock, plans and outlet it is given.
/// </summary>
sealed class LocalEngine : IAsyncDisposable
{
    readonly PlanQueue queue;
    readonly Intake intake;

    LocalEngine(
        SqliteLedgerStore store, SqliteNotebook notes, IPlanSource plans, ILetterPress press, IOutlet outlet,
        IClock clock, ILoggerFactory logs, OutgoingSettings? outgoing)
    {
        Store = store;
        Notes = notes;
        Press = press;
        Clock = clock;
        queue = new PlanQueue(plans);
        Runner = new LedgerRunner(
            store, press, queue, notes: notes, watch: outgoing is null ? null : new OutgoingMarks(outgoing, notes));
        var courier = new EffectCourier(
            store, outlet, Runner, clock, logs.CreateLogger<EffectCourier>(), notes: notes);
        Loop = new DueLoop(store, Runner, courier, clock, logs.CreateLogger<DueLoop>());
        intake = new Intake(Runner, clock, Loop, new WebhookBook(notes));
    }

    public SqliteLedgerStore Store { get; }

    /// <summary>What belongs to no project.</summary>
    public SqliteNotebook Notes { get; }

    public ILetterPress Press { get; }

    public IClock Clock { get; }

    public LedgerRunner Runner { get; }

    public DueLoop Loop { get; }

    /// <summary>Opens the ledgers in a folder, or makes the folder.</summary>
    /// <exception cref="LedgerStoreUnusableException">The ledgers cannot be used; the message says what to
    /// do.</exception>
    public static async Task<LocalEngine> OpenAsync(
        string folder, IPlanSource plans, ILetterPress press, IOutlet outlet, IClock clock, ILoggerFactory logs,
        OutgoingSettings? outgoing = null) =>
        new(
            await SqliteLedgerStore.OpenAsync(LedgerFile(folder)),
            SqliteNotebook.Open(NotesFile(folder)), plans, press, outlet, clock, logs, outgoing);

    /// <summary>Where a data folder keeps its ledgers.</summary>
    public static string LedgerFile(string folder) => Path.Combine(folder, "ledgers.db");

    /// <summary>Where a data folder keeps its notes.</summary>
    public static string NotesFile(string folder) => Path.Combine(folder, "notes.db");

    /// <summary>Registers a project, or changes its setup where it differs from the one in force.</summary>
    /// <returns>Why it was refused; none where it was not.</returns>
    public async Task<string?> RegisterAsync(ProjectSetup setup, CancellationToken cancellation = default) =>
        (await intake.RegisterAsync(setup, cancellation)).Reason;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        queue.Dispose();
        Notes.Dispose();
        return Store.DisposeAsync();
    }
}
