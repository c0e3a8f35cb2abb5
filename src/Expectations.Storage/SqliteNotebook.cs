using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Expectations.Hosting.Webhooks;
using Expectations.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Expectations.Storage;

/// <summary>Keeps notes of one machine in an SQLite file of their own, for one process at a time.</summary>
/// <remarks>Whatever arrives while one change is being made durable goes into the next transaction.</remarks>
public sealed class SqliteNotebook : INotebook, IDisposable
{
    readonly SqliteConnection connection;
    readonly Lock gate = new();
    readonly Channel<NoteChange> waiting = Channel.CreateUnbounded<NoteChange>(
        new UnboundedChannelOptions { SingleReader = true });
    readonly Task writing;

    SqliteNotebook(SqliteConnection connection)
    {
        this.connection = connection;
        // A thread of its own: commits must not queue up behind whatever keeps the pool busy.
        writing = Task.Factory.StartNew(
            WriteToTheEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Opens the file, or makes it where there is none.</summary>
    /// <exception cref="LedgerStoreUnusableException">The file cannot be used; the message says what to do.</exception>
    public static SqliteNotebook Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
        }.ToString());
        try
        {
            opened.Open();
            Run(opened, "PRAGMA journal_mode = WAL");
            Run(opened, "PRAGMA synchronous = FULL");
            Run(opened, """
                CREATE TABLE IF NOT EXISTS note (
                    shelf TEXT NOT NULL, key TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (shelf, key)
                ) STRICT, WITHOUT ROWID
                """);
            return new SqliteNotebook(opened);
        }
        catch (SqliteException trouble)
        {
            opened.Dispose();
            throw new LedgerStoreUnusableException(
                $"{path} cannot be used ({trouble.Message}). Put a backup in its place, or move it away to begin anew.",
                trouble);
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindAsync(string shelf, string key, CancellationToken cancellation = default)
    {
        lock (gate)
            return ValueTask.FromResult(Find(shelf, key));
    }

    /// <inheritdoc/>
    /// <exception cref="LedgerNotWrittenException">The disk is full or fails; nothing is written.</exception>
    public async ValueTask ChangeAsync(
        string shelf, string key, Func<byte[]?, byte[]?> change, CancellationToken cancellation = default)
    {
        var wanted = new NoteChange(shelf, key, change);
        ObjectDisposedException.ThrowIf(!waiting.Writer.TryWrite(wanted), this);
        await wanted.Done.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string Key, byte[] Note)> ListAsync(
        string shelf, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var notes = new List<(string, byte[])>();
        lock (gate)
        {
            using var command = Command("SELECT key, bytes FROM note WHERE shelf = $shelf", shelf);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                notes.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }
        foreach (var note in notes)
            yield return note;
        await Task.CompletedTask;
    }

    /// <summary>Writes what still waits and closes the file.</summary>
    public void Dispose()
    {
        waiting.Writer.TryComplete();
        writing.Wait();
        connection.Dispose();
    }

    void WriteToTheEnd()
    {
        var together = new List<NoteChange>();
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (waiting.Reader.TryRead(out var change))
                together.Add(change);
            lock (gate)
                Write(CollectionsMarshal.AsSpan(together));
            together.Clear();
        }
    }

    // Where changes cannot be written together, each is tried alone: one mistake fails nobody else.
    void Write(ReadOnlySpan<NoteChange> changes)
    {
        if (TryCommit(changes) is not { } trouble)
            foreach (var change in changes)
                change.Succeed();
        else if (changes.Length == 1)
            changes[0].Fail(trouble);
        else
            for (var i = 0; i < changes.Length; i++)
                Write(changes.Slice(i, 1));
    }

    Exception? TryCommit(ReadOnlySpan<NoteChange> changes)
    {
        const int Full = 13;
        try
        {
            using var transaction = connection.BeginTransaction();
            foreach (var change in changes)
                Change(change);
            transaction.Commit();
            return null;
        }
        catch (SqliteException trouble)
        {
            return new LedgerNotWrittenException(
                $"A note could not be written ({trouble.Message}). Make room on the disk.",
                trouble.SqliteErrorCode == Full, trouble);
        }
        catch (Exception trouble)
        {
            return trouble;
        }
    }

    void Change(NoteChange change)
    {
        var before = Find(change.Shelf, change.Key);
        var after = change.From(before);
        if (!ReferenceEquals(before, after))
            Write(change.Shelf, change.Key, after);
    }

    byte[]? Find(string shelf, string key)
    {
        using var command = Command("SELECT bytes FROM note WHERE shelf = $shelf AND key = $key", shelf, key);
        return (byte[]?)command.ExecuteScalar();
    }

    void Write(string shelf, string key, byte[]? bytes)
    {
        const string Replace = "REPLACE INTO note (shelf, key, bytes) VALUES ($shelf, $key, $bytes)";
        const string Delete = "DELETE FROM note WHERE shelf = $shelf AND key = $key";
        using var command = Command(bytes is null ? Delete : Replace, shelf, key);
        if (bytes is not null)
            command.Parameters.AddWithValue("$bytes", bytes);
        command.ExecuteNonQuery();
    }

    SqliteCommand Command(string sql, string shelf, string? key = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$shelf", shelf);
        if (key is not null)
            command.Parameters.AddWithValue("$key", key);
        return command;
    }

    static void Run(SqliteConnection opened, string sql)
    {
        using var command = opened.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
