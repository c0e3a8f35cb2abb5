using System.Runtime.CompilerServices;
using Expectations.Hosting.Webhooks;
using Microsoft.Data.Sqlite;

namespace Expectations.Storage;

/// <summary>Keeps notes of one machine in an SQLite file of their own, for one process at a time.</summary>
public sealed class SqliteNotebook : INotebook, IDisposable
{
    readonly SqliteConnection connection;
    readonly Lock gate = new();

    SqliteNotebook(SqliteConnection connection) => this.connection = connection;

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
    public ValueTask ChangeAsync(
        string shelf, string key, Func<byte[]?, byte[]?> change, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            var before = Find(shelf, key);
            var after = change(before);
            if (!ReferenceEquals(before, after))
                Write(shelf, key, after);
            return ValueTask.CompletedTask;
        }
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

    /// <summary>Closes the file.</summary>
    public void Dispose() => connection.Dispose();

    byte[]? Find(string shelf, string key)
    {
        using var command = Command("SELECT bytes FROM note WHERE shelf = $shelf AND key = $key", shelf, key);
        return (byte[]?)command.ExecuteScalar();
    }

    void Write(string shelf, string key, byte[]? bytes)
    {
        const string Replace = "REPLACE INTO note (shelf, key, bytes) VALUES ($shelf, $key, $bytes)";
        const string Delete = "DELETE FROM note WHERE shelf = $shelf AND key = $key";
        const int Full = 13;
        try
        {
            using var command = Command(bytes is null ? Delete : Replace, shelf, key);
            if (bytes is not null)
                command.Parameters.AddWithValue("$bytes", bytes);
            command.ExecuteNonQuery();
        }
        catch (SqliteException trouble)
        {
            throw new LedgerNotWrittenException(
                $"A note could not be written ({trouble.Message}). Make room on the disk.",
                trouble.SqliteErrorCode == Full, trouble);
        }
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
