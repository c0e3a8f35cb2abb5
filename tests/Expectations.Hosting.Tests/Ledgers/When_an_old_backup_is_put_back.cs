using System.Text;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Plans;
using Expectations.Hosting.Tests.Pages;
using Expectations.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Hosting.Tests.Ledgers;

/// <summary>The ledgers of a machine are set back to what they were before letters went out.</summary>
public sealed class When_an_old_backup_is_put_back : IDisposable, IOutlet, IClock, IPlanSource
{
    readonly string folder = Directory.CreateTempSubdirectory("backup-").FullName;
    readonly List<(string MessageId, string Bytes)> sent = [];
    Instant now = A.Registration;

    string IOutlet.Name => "test outlet";

    string Live => Path.Combine(folder, "live");

    string Backup => Path.Combine(folder, "backup");

    [Fact]
    public async Task Fault_44_letters_that_had_gone_do_not_go_again()
    {
        await LetterWaitsAsync();
        PutAside();
        using var notes = SqliteNotebook.Open(Path.Combine(folder, "notes.db"));
        await DeliverAsync(notes);
        var first = sent.ToArray();
        Assert.NotEmpty(first);

        PutBack();
        now += Duration.FromHours(2);
        var settled = await DeliverAsync(notes);

        Assert.Equal(first, sent);
        Assert.Equal(first.Length, settled.OfType<LetterSent>().Count());
    }

    [Fact]
    public async Task Fault_44_where_the_notes_are_set_back_too_they_go_only_as_the_very_same_mail()
    {
        await LetterWaitsAsync();
        PutAside();
        await DeliverAsync();
        var first = sent.ToArray();
        Assert.NotEmpty(first);

        PutBack();
        now += Duration.FromHours(2);
        var settled = await DeliverAsync();

        // A mail server or program that has seen the Message-ID shows it once; nothing in it has changed.
        Assert.Equal(first.Order(), sent[first.Length..].Order());
        Assert.Equal(first.Length, settled.OfType<LetterSent>().Count());
    }

    [Fact]
    public async Task Fault_44_letters_that_are_out_of_date_by_then_do_not_go_at_all()
    {
        await LetterWaitsAsync();
        PutAside();
        await DeliverAsync();
        var first = sent.ToArray();

        PutBack();
        now += Duration.FromDays(8);
        var settled = await DeliverAsync();

        // The manager hears of each; the client reads none of it twice.
        Assert.Empty(sent[first.Length..].Intersect(first));
        Assert.Equal(first.Length, settled.OfType<LetterFailed>().Count(e => e.Outcome == LetterOutcome.Expired));
    }

    [Fact]
    public async Task Fault_44_the_ledger_goes_on_from_the_backup_and_is_whole()
    {
        await LetterWaitsAsync();
        PutAside();
        await DeliverAsync();
        PutBack();
        await DeliverAsync();
        await using var store = await OpenAsync();
        using var export = new MemoryStream();
        await LedgerExport.WriteAsync(store, A.Project.Id, export);
        Assert.True((await LedgerVerifier.VerifyAsync(new MemoryStream(export.ToArray()))).IsIntact);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    Instant IClock.GetCurrentInstant() => now;

    Task<Fact> IPlanSource.ReadAsync(ReadPlan request, Instant at, CancellationToken cancellation) =>
        Task.FromResult<Fact>(new PlanRead(at, A.Plan(A.Task("t1", A.Launch))));

    Task<Attempt> IOutlet.DeliverAsync(OutboxRow letter, CancellationToken cancellation)
    {
        lock (sent)
            sent.Add((letter.MessageId, Encoding.UTF8.GetString(letter.Mime.Span)));
        return Task.FromResult(new Attempt(AttemptResult.Accepted));
    }

    Task<SqliteLedgerStore> OpenAsync() =>
        SqliteLedgerStore.OpenAsync(Path.Combine(Live, "ledgers.db"), new() { ReserveBytes = 0 });

    /// <summary>The first report is decided, written and not delivered yet.</summary>
    async Task LetterWaitsAsync()
    {
        Directory.CreateDirectory(Live);
        await using var store = await OpenAsync();
        var runner = new LedgerRunner(store, new PlainPress(), this);
        await runner.ApplyAsync(A.Project.Id, new SetupReceived(now, A.Project));
        await runner.AdvanceAsync(A.Project.Id, now);
        now = A.FirstReport;
        await runner.AdvanceAsync(A.Project.Id, now);
        now += Duration.FromMinutes(10);
    }

    /// <summary>One round of the courier, by a process of its own.</summary>
    async Task<LedgerEvent[]> DeliverAsync(SqliteNotebook? notes = null)
    {
        await using var store = await OpenAsync();
        var runner = new LedgerRunner(store, new PlainPress(), this);
        await new EffectCourier(store, this, runner, this, NullLogger<EffectCourier>.Instance, notes: notes)
            .DeliverAsync();
        var events = new List<LedgerEvent>();
        await foreach (var chained in store.ReadAsync(A.Project.Id))
            events.Add(LedgerJson.ReadEvent(chained.Bytes.Span));
        return [.. events];
    }

    void PutAside() => Copy(Live, Backup);

    void PutBack()
    {
        Directory.Delete(Live, recursive: true);
        Copy(Backup, Live);
    }

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
