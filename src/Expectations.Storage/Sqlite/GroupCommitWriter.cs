using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Expectations.Storage.Sqlite;

/// <summary>
/// The only one who writes. Whatever arrives while one transaction is being made durable goes into the next,
/// so that many writes share one wait for the disk.
/// </summary>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    const int MostWaiting = 16_384;
    const int MostTogether = 2_048;
    const int CommitsBetweenCheckpoints = 256;

    readonly Channel<WriteRequest> waiting = Channel.CreateBounded<WriteRequest>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    readonly List<WriteRequest> together = new(MostTogether);
    readonly WriteConnection connection;
    readonly Checkpointer checkpointer;
    readonly DiskReserve reserve;
    readonly string path;
    readonly Task running;
    long commits;

    internal GroupCommitWriter(
        WriteConnection connection, Checkpointer checkpointer, DiskReserve reserve, string path)
    {
        this.connection = connection;
        this.checkpointer = checkpointer;
        this.reserve = reserve;
        this.path = path;
        // A thread of its own: commits must not queue up behind whatever keeps the pool busy.
        running = Task.Factory.StartNew(
            RunToTheEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Transactions committed so far.</summary>
    internal long Commits => Interlocked.Read(ref commits);

    /// <summary>Has something written, and returns once that is durable.</summary>
    internal async ValueTask<T> SubmitAsync<T>(WriteRequest<T> request, CancellationToken cancellation)
    {
        try
        {
            await waiting.Writer.WriteAsync(request, cancellation);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The ledger store is closed.", e);
        }

        return await request.Done.WaitAsync(cancellation);
    }

    /// <summary>Writes what still waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await running;
        await checkpointer.DisposeAsync();
        connection.Dispose();
    }

    void RunToTheEnd()
    {
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (together.Count < MostTogether && waiting.Reader.TryRead(out var request))
                together.Add(request);
            WriteTogether();
            together.Clear();
        }
    }

    void WriteTogether()
    {
        reserve.Restore();
        RefuseWithoutRoom();
        if (TryCommit(CollectionsMarshal.AsSpan(together)) is not { } trouble)
            return;
        if (IsFull(trouble))
        {
            reserve.Release();
            RefuseWithoutRoom();
        }

        WriteApart(CollectionsMarshal.AsSpan(together));
    }

    /// <summary>Once the reserve is used up, only what ends something is still written.</summary>
    void RefuseWithoutRoom()
    {
        if (reserve.IsHeld)
            return;
        foreach (var request in together.Where(request => !request.Settles))
            request.Fail(Full(inner: null));
        together.RemoveAll(request => !request.Settles);
    }

    /// <summary>Halves what could not be written together, until what is to blame stands alone.</summary>
    void WriteApart(ReadOnlySpan<WriteRequest> requests)
    {
        if (TryCommit(requests) is not { } trouble)
            return;
        if (requests.Length == 1)
        {
            requests[0].Fail(Explain(trouble));
            return;
        }

        WriteApart(requests[..(requests.Length / 2)]);
        WriteApart(requests[(requests.Length / 2)..]);
    }

    Exception? TryCommit(ReadOnlySpan<WriteRequest> requests)
    {
        if (requests.IsEmpty)
            return null;
        try
        {
            connection.Begin();
            foreach (var request in requests)
                request.Write(connection);
            connection.Commit();
        }
        catch (Exception e)
        {
            return RolledBack(e);
        }

        if (Interlocked.Increment(ref commits) % CommitsBetweenCheckpoints == 0)
            checkpointer.Ring();
        foreach (var request in requests)
            request.Succeed();
        return null;
    }

    Exception RolledBack(Exception reason)
    {
        try
        {
            connection.Rollback();
            return reason;
        }
        catch (SqliteException e)
        {
            return new AggregateException(reason, e);
        }
    }

    Exception Explain(Exception trouble) => trouble switch
    {
        SqliteException e when IsFull(e) => Full(e),
        SqliteException e when Damage.Is(e) => Damage.Of(path, e),
        SqliteException e => new LedgerNotWrittenException(
            $"{path} could not be written ({e.Message}). Nothing was stored; check the disk and its rights.",
            isFull: false,
            e),
        _ => trouble,
    };

    LedgerNotWrittenException Full(Exception? inner) => new(
        $"There is no room left for {path}. Nothing was stored; free some room and it goes on by itself.",
        isFull: true,
        inner);

    static bool IsFull(Exception trouble) =>
        trouble is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL };
}
