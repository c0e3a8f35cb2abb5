using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Expectations.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Expectations.Storage;

/// <summary>
/// Keeps ledgers and outboxes of one machine in one SQLite file, for one process at a time.
/// </summary>
/// <remarks>
/// What a method has acknowledged survives <c>kill -9</c> and loss of power: every commit waits for the disk,
/// and all who wait share one commit. A cancelled wait leaves open whether the write took place.
/// </remarks>
public sealed class SqliteLedgerStore : ILedgerStore, IAsyncDisposable
{
    const int ProjectsAtATime = 1_000;

    readonly string path;
    readonly FileStream processLock;
    readonly GroupCommitWriter writer;
    readonly ConcurrentBag<ReadConnection> idle = [];
    bool disposed;

    SqliteLedgerStore(string path, FileStream processLock, GroupCommitWriter writer)
    {
        this.path = path;
        this.processLock = processLock;
        this.writer = writer;
    }

    /// <summary>Transactions committed since it was opened; many writes share one.</summary>
    public long CommitCount => writer.Commits;

    /// <summary>Opens the file, or makes it where there is none.</summary>
    /// <param name="path">Where the file is; its folder is made where it is missing.</param>
    /// <param name="options">How much room it takes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="LedgerStoreUnusableException">
    /// The file is damaged, not a ledger, of a newer version, or in use; the message says what to do.
    /// </exception>
    public static Task<SqliteLedgerStore> OpenAsync(
        string path, SqliteLedgerStoreOptions? options = null, CancellationToken cancellation = default) =>
        Task.Run(() => Open(Path.GetFullPath(path), options ?? new()), cancellation);

    /// <inheritdoc/>
    public ValueTask<LedgerSlice?> LoadAsync(string projectId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Read(connection => connection.Load(projectId), cancellation));

    /// <inheritdoc/>
    /// <exception cref="LedgerNotWrittenException">The disk is full or fails; nothing is written.</exception>
    public ValueTask<AppendResult> AppendAsync(LedgerAppend append, CancellationToken cancellation = default)
    {
        var expected = append.ExpectedSequence;
        foreach (var chained in append.Events)
            if (chained.Sequence != ++expected)
                throw new ArgumentException(
                    "Events must follow the expected sequence number one by one.", nameof(append));
        return writer.SubmitAsync(new AppendRequest(append), cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainedEvent> ReadAsync(
        string projectId,
        long afterSequence = 0,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var place in Read(connection => connection.Places(projectId, afterSequence), cancellation))
            yield return Read(connection => connection.Event(place), cancellation);
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ProjectsAsync(
        string? after = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var last = after ?? "";
        List<string> names;
        do
        {
            names = Read(connection => connection.Projects(last, ProjectsAtATime), cancellation);
            foreach (var name in names)
                yield return last = name;
        }
        while (names.Count == ProjectsAtATime);

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> DueAsync(
        Instant now, int limit, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<string>>(
            Read(connection => connection.Due(now, limit), cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> UndeliveredAsync(
        Instant now, int limit, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<string>>(
            Read(connection => connection.Undelivered(now, limit), cancellation));

    /// <inheritdoc/>
    public ValueTask<Instant?> NextWakeAsync(CancellationToken cancellation = default) =>
        ValueTask.FromResult(Read(connection => connection.NextWake(), cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        string? projectId,
        Instant now,
        Duration lease,
        int limit,
        CancellationToken cancellation = default) =>
        writer.SubmitAsync(new ClaimRequest(projectId, now, lease, limit), cancellation);

    /// <inheritdoc/>
    /// <remarks>
    /// Does nothing where the lease has run out and someone else has taken the letter since.
    /// </remarks>
    public async ValueTask PutBackAsync(
        OutboxRow row,
        OutboxState state,
        Instant retryAt,
        string? detail,
        CancellationToken cancellation = default)
    {
        if (state is not (OutboxState.Pending or OutboxState.Ambiguous))
            throw new ArgumentOutOfRangeException(
                nameof(state), state, "A letter is put back as pending or ambiguous.");
        _ = await writer.SubmitAsync(new PutBackRequest(row, state, retryAt, detail), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxRow>> OutboxAsync(
        string projectId, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IReadOnlyList<OutboxRow>>(
            Read(connection => connection.Outbox(projectId), cancellation));

    /// <summary>Writes what still waits and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        while (idle.TryTake(out var connection))
            connection.Dispose();
        await writer.DisposeAsync();
        await processLock.DisposeAsync();
    }

    static SqliteLedgerStore Open(string path, SqliteLedgerStoreOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var taken = ProcessLock.Take(path);
        SqliteConnection? connection = null;
        try
        {
            connection = Connections.OpenForWriting(path, options.LargestBytes);
            var reserve = new DiskReserve(path + ".reserve", options.ReserveBytes);
            return new(path, taken, new(new(connection), new(Connections.Open(path)), reserve, path));
        }
        catch (Exception e)
        {
            connection?.Dispose();
            taken.Dispose();
            if (e is not SqliteException trouble)
                throw;
            throw Damage.Is(trouble) ? Damage.Of(path, trouble) : Unopened(path, trouble);
        }
    }

    static LedgerStoreUnusableException Unopened(string path, SqliteException trouble) => new(
        $"{path} cannot be opened ({trouble.Message}). See that it is a file this user may read and write.",
        trouble);

    T Read<T>(Func<ReadConnection, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!idle.TryTake(out var connection))
            connection = new(Connections.OpenForReading(path));
        try
        {
            var result = read(connection);
            idle.Add(connection);
            return result;
        }
        catch (SqliteException e) when (Damage.Is(e))
        {
            connection.Dispose();
            throw Damage.Of(path, e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
