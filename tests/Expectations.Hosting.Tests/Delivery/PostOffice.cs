using System.Collections.Concurrent;
using System.Text;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Tests.Delivery;

/// <summary>
/// An outbox, a ledger, an outlet and a clock under the test's hand, and the courier between them.
/// </summary>
sealed class PostOffice : ILedgerStore, IFactSink, IOutlet, IClock, ILogger<EffectCourier>
{
    readonly Lock gate = new();
    readonly List<Queued> waiting = [];
    readonly ConcurrentQueue<(OutboxRow Letter, string Bytes)> attempts = new();
    readonly ConcurrentQueue<LetterSettled> ended = new();
    readonly ConcurrentQueue<string> log = new();

    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 27, 8, 0);

    /// <summary>What the outlet does with a letter; it takes all where nothing else is said.</summary>
    public Func<OutboxRow, CancellationToken, Task<Attempt>> Outlet { get; set; } =
        (_, _) => Task.FromResult(new Attempt(AttemptResult.Accepted));

    /// <summary>What stands in the way of writing to a project's ledger.</summary>
    public Func<string, Exception?> LedgerTrouble { get; set; } = _ => null;

    /// <summary>What stands in the way of writing to the outbox.</summary>
    public Exception? OutboxTrouble { get; set; }

    public IReadOnlyList<(OutboxRow Letter, string Bytes)> Attempts => [.. attempts];

    public IReadOnlyList<LetterSettled> Settled => [.. ended];

    public IReadOnlyList<string> Logged => [.. log];

    public IReadOnlyList<OutboxRow> Outbox
    {
        get
        {
            lock (gate)
                return [.. waiting.Select(queued => queued.Row)];
        }
    }

    public string Name => "test outlet";

    public Task<DeliverySummary> DeliverAsync(
        IOutlet? outlet = null, CourierSettings? settings = null, CancellationToken cancellation = default) =>
        new EffectCourier(this, outlet ?? this, this, this, this, settings).DeliverAsync(null, cancellation);

    /// <summary>A courier that remembers from one round to the next.</summary>
    public EffectCourier Courier(CourierSettings? settings = null, INotebook? notes = null) =>
        new(this, this, this, this, this, settings, notes);

    public OutboxRow Post(
        int number, Instant? expires = null, string project = "web-shop", string? recipient = null, bool routine = false,
        byte[]? mime = null)
    {
        var row = new OutboxRow
        {
            ProjectId = project,
            Key = new("report", "2026-03-27", $"person-{number}", 0),
            Recipient = recipient ?? $"person{number}@client.example",
            IsRoutine = routine,
            MessageId = $"report.{number}@expectations.example",
            Mime = mime ?? Encoding.UTF8.GetBytes($"Letter {number}"),
            ContentHash = $"hash-{number}",
            NotBefore = Now,
            Expires = expires,
        };
        lock (gate)
            waiting.Add(new(row, Now));
        return row;
    }

    public void Withdraw(LetterKey key)
    {
        lock (gate)
            waiting.RemoveAll(queued => queued.Row.Key == key && queued.Row.Attempts == 0);
    }

    public ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        string? projectId, Instant now, Duration lease, int limit, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            var due = waiting.Where(queued => queued.Wake <= now).OrderBy(queued => queued.Wake).Take(limit)
                .ToList();
            foreach (var queued in due)
            {
                queued.Wake = now + lease;
                queued.Row = queued.Row with
                {
                    State = queued.Row.State is OutboxState.Pending ? OutboxState.Sending : OutboxState.Ambiguous,
                    Attempts = queued.Row.Attempts + 1,
                };
            }
            return new(due.ConvertAll(queued => queued.Row));
        }
    }

    public ValueTask PutBackAsync(
        OutboxRow row, OutboxState state, Instant retryAt, string? detail, CancellationToken cancellation = default)
    {
        if (OutboxTrouble is { } trouble)
            throw trouble;
        lock (gate)
        {
            var queued = waiting.Single(queued => queued.Row.Key == row.Key);
            queued.Wake = retryAt;
            queued.Row = queued.Row with { State = state, NotBefore = retryAt, Detail = detail };
        }
        return ValueTask.CompletedTask;
    }

    public Task ApplyAsync(string projectId, Fact fact, CancellationToken cancellation = default)
    {
        if (LedgerTrouble(projectId) is { } trouble)
            throw trouble;
        var settled = Assert.IsType<LetterSettled>(fact);
        ended.Enqueue(settled);
        lock (gate)
            waiting.RemoveAll(queued => queued.Row.Key == settled.Key);
        return Task.CompletedTask;
    }

    public Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        attempts.Enqueue((letter, Encoding.UTF8.GetString(letter.Mime.Span)));
        return Outlet(letter, cancellation);
    }

    public Instant GetCurrentInstant() => Now;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => log.Enqueue($"{formatter(state, exception)} {exception}");

    public ValueTask<LedgerSlice?> LoadAsync(string projectId, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<AppendResult> AppendAsync(LedgerAppend append, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<ChainedEvent> ReadAsync(
        string projectId, long afterSequence = 0, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<string> ProjectsAsync(string? after = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> DueAsync(
        Instant now, int limit, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<Instant?> NextWakeAsync(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<OutboxRow>> OutboxAsync(
        string projectId, CancellationToken cancellation = default) => throw new NotSupportedException();

    sealed class Queued(OutboxRow row, Instant wake)
    {
        public OutboxRow Row { get; set; } = row;

        public Instant Wake { get; set; } = wake;
    }
}
