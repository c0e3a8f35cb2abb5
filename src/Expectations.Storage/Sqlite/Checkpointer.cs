using Microsoft.Data.Sqlite;

namespace Expectations.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the file beside the writer, which would otherwise keep everyone waiting
/// while it does so itself.
/// </summary>
internal sealed class Checkpointer : IAsyncDisposable
{
    /// <summary>The writer goes on meanwhile, so the last few pages may take another round.</summary>
    const int MostRounds = 4;

    readonly AutoResetEvent rung = new(initialState: false);
    readonly SqliteConnection connection;
    readonly Statement checkpoint;
    readonly Task running;
    volatile bool ended;

    internal Checkpointer(SqliteConnection connection)
    {
        this.connection = connection;
        checkpoint = new(connection, "PRAGMA wal_checkpoint(PASSIVE)");
        running = Task.Factory.StartNew(
            RunToTheEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Asks for a round.</summary>
    internal void Ring() => rung.Set();

    public async ValueTask DisposeAsync()
    {
        ended = true;
        rung.Set();
        await running;
        rung.Dispose();
        checkpoint.Dispose();
        await connection.DisposeAsync();
    }

    void RunToTheEnd()
    {
        while (rung.WaitOne() && !ended)
            for (var round = 0; round < MostRounds && !IsAllCopied(); round++)
            {
            }
    }

    bool IsAllCopied()
    {
        try
        {
            _ = checkpoint.Next();
            var all = checkpoint.Long(1) == checkpoint.Long(2);
            checkpoint.Reset();
            return all;
        }
        catch (SqliteException)
        {
            // Trouble with the disk meets the writer too, who has someone to tell.
            return true;
        }
    }
}
