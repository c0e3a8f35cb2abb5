using Expectations.Core.Letters;

namespace Expectations.Hosting.Ledgers;

/// <summary>
/// Remembers ledgers and outboxes. Whatever a method has acknowledged survives the end of the process and of the
/// machine's power.
/// </summary>
public interface ILedgerStore
{
    /// <summary>Loads what is needed to fold a project's state: the newest snapshot and the events after it.</summary>
    /// <returns>None for a project without a ledger.</returns>
    ValueTask<LedgerSlice?> LoadAsync(string projectId, CancellationToken cancellation = default);

    /// <summary>Appends events, outbox rows and the fact's identity in one transaction, or nothing at all.</summary>
    ValueTask<AppendResult> AppendAsync(LedgerAppend append, CancellationToken cancellation = default);

    /// <summary>Reads a project's events in order, those after a sequence number only.</summary>
    IAsyncEnumerable<ChainedEvent> ReadAsync(string projectId, long afterSequence = 0,
        CancellationToken cancellation = default);

    /// <summary>
    /// Identities of all projects, in ordinal order; one whose first append never came to its end may be among them.
    /// </summary>
    /// <param name="after">Only those after this identity; none means all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    IAsyncEnumerable<string> ProjectsAsync(string? after = null, CancellationToken cancellation = default);

    /// <summary>Projects whose next due moment has come, the longest waiting first.</summary>
    ValueTask<IReadOnlyList<string>> DueAsync(Instant now, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Projects with a letter that may leave now or whose lease ran out, the longest waiting first. A store that
    /// cannot answer from an index looks at every outbox.
    /// </summary>
    async ValueTask<IReadOnlyList<string>> UndeliveredAsync(
        Instant now, int limit, CancellationToken cancellation = default)
    {
        var waiting = new List<(Instant Since, string Project)>();
        await foreach (var project in ProjectsAsync(cancellation: cancellation))
        {
            var letters = (await OutboxAsync(project, cancellation)).Where(letter => letter.NotBefore <= now).ToList();
            if (letters.Count > 0)
                waiting.Add((letters.Min(letter => letter.NotBefore), project));
        }
        return [.. waiting.OrderBy(entry => entry.Since).Select(entry => entry.Project).Take(limit)];
    }

    /// <summary>
    /// Earliest moment at which a project is due or a letter may leave; none when nothing is planned.
    /// </summary>
    ValueTask<Instant?> NextWakeAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Takes letters that may leave now, and those whose lease ran out, and leases them: committed as
    /// <see cref="OutboxState.Sending"/> before this returns, or as <see cref="OutboxState.Ambiguous"/> where an
    /// earlier
    /// attempt may have succeeded: it was put back as that, or its lease ran out.
    /// </summary>
    /// <param name="projectId">Only letters of this project; none means of all.</param>
    /// <param name="now">The present.</param>
    /// <param name="lease">How long nobody else may take them.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        string? projectId, Instant now, Duration lease, int limit, CancellationToken cancellation = default);

    /// <summary>Puts a leased letter back, to be tried again with the same bytes.</summary>
    /// <param name="row">The leased letter.</param>
    /// <param name="state"><see cref="OutboxState.Pending"/>, or <see cref="OutboxState.Ambiguous"/> where it may have
    /// arrived.</param>
    /// <param name="retryAt">Earliest next attempt.</param>
    /// <param name="detail">What the outlet said.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask PutBackAsync(
        OutboxRow row, OutboxState state, Instant retryAt, string? detail, CancellationToken cancellation = default);

    /// <summary>The letters of a project that are not settled, without their bytes.</summary>
    ValueTask<IReadOnlyList<OutboxRow>> OutboxAsync(string projectId, CancellationToken cancellation = default);
}

/// <summary>One event as stored: its canonical bytes and its place in the hash chain.</summary>
/// <param name="Sequence">Place in the project's ledger, counted from 1.</param>
/// <param name="Bytes">The event as UTF-8 JSON, exactly as hashed.</param>
/// <param name="Hash">SHA-256 over the previous event's hash followed by <paramref name="Bytes"/>.</param>
public sealed record ChainedEvent(long Sequence, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Hash);

/// <summary>What is needed to fold a project's state.</summary>
/// <param name="Snapshot">The state at <paramref name="SnapshotSequence"/>; none folds from the start.</param>
/// <param name="SnapshotSequence">Sequence number of the last event in the snapshot.</param>
/// <param name="Events">All events after the snapshot.</param>
/// <param name="Sequence">Sequence number of the last event.</param>
/// <param name="HeadHash">Hash of the last event.</param>
public sealed record LedgerSlice(
    ReadOnlyMemory<byte>? Snapshot, long SnapshotSequence, IReadOnlyList<ChainedEvent> Events, long Sequence,
    ReadOnlyMemory<byte> HeadHash);

/// <summary>What one decision writes, in one transaction.</summary>
public sealed record LedgerAppend
{
    /// <summary>Whose ledger.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Sequence number the decision was made at; 0 for a new ledger.</summary>
    public required long ExpectedSequence { get; init; }

    /// <summary>Identity of the fact; where the project has seen it already, nothing is written.</summary>
    public string? FactId { get; init; }

    /// <summary>
    /// SHA-256 of the bytes the fact came in, lower-case hex; where its identity is known with other bytes, the
    /// append is refused. None where bytes do not matter.
    /// </summary>
    public string? FactFingerprint { get; init; }

    /// <summary>When the fact happened; identities of facts are kept for at least seven days.</summary>
    public required Instant At { get; init; }

    /// <summary>Events to append, already chained.</summary>
    public ImmutableArray<ChainedEvent> Events { get; init; } = [];

    /// <summary>When the project is due next after this decision.</summary>
    public Instant? NextDueAt { get; init; }

    /// <summary>The state after these events, where one is to be kept.</summary>
    public ReadOnlyMemory<byte>? Snapshot { get; init; }

    /// <summary>Letters to deliver; one with a key the project has already had is left out.</summary>
    public ImmutableArray<OutboxRow> Letters { get; init; } = [];

    /// <summary>
    /// Letters to take back: gone at once where no attempt is under way, out of date at <see cref="At"/> where one is.
    /// </summary>
    public ImmutableArray<Withdrawal> Withdrawals { get; init; } = [];

    /// <summary>
    /// Key of the letter whose delivery has ended with this decision; its bytes are dropped. Where it is not under way
    /// any more, its end is known already and nothing is written.
    /// </summary>
    public LetterKey? Settled { get; init; }
}

/// <summary>Which letters are taken back.</summary>
/// <param name="PersonId">Only those to this person; none means everyone's.</param>
/// <param name="RoutineOnly">Leaves in place what is not routine.</param>
/// <param name="Kind">Only those of this kind; none means all kinds.</param>
public sealed record Withdrawal(string? PersonId, bool RoutineOnly, string? Kind = null);

/// <summary>How an append ended.</summary>
public enum AppendResult
{
    /// <summary>Everything is written.</summary>
    Appended,

    /// <summary>Someone else wrote first: load and decide again.</summary>
    Conflict,

    /// <summary>
    /// The fact, or the end of the letter's delivery, has been dealt with before; nothing is written.
    /// </summary>
    AlreadyKnown,

    /// <summary>The fact's identity is known, but it came in other bytes; nothing is written.</summary>
    Contradicted,
}

/// <summary>A letter on its way out.</summary>
public sealed record OutboxRow
{
    /// <summary>Whose letter.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What makes it unique within the project.</summary>
    public required LetterKey Key { get; init; }

    /// <summary>Address it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>Deterministic Message-ID without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The frozen message; empty where only the row was asked for.</summary>
    public required ReadOnlyMemory<byte> Mime { get; init; }

    /// <summary>SHA-256 of the frozen message, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Earliest moment of the next attempt.</summary>
    public required Instant NotBefore { get; init; }

    /// <summary>Moment from which on it is out of date.</summary>
    public Instant? Expires { get; init; }

    /// <summary>Whether it is routine.</summary>
    public bool IsRoutine { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; init; }

    /// <summary>Attempts begun so far.</summary>
    public int Attempts { get; init; }

    /// <summary>What the outlet said last.</summary>
    public string? Detail { get; init; }
}

/// <summary>Where a letter on its way out stands.</summary>
public enum OutboxState
{
    /// <summary>No attempt is under way, and none can have succeeded.</summary>
    Pending,

    /// <summary>An attempt is under way.</summary>
    Sending,

    /// <summary>An attempt may have succeeded; the same bytes go again.</summary>
    Ambiguous,
}
