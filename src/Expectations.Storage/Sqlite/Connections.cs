using Microsoft.Data.Sqlite;

namespace Expectations.Storage.Sqlite;

/// <summary>Opening connections and running what needs no prepared statement.</summary>
internal static class Connections
{
    const int PageBytes = 4096;

    /// <summary>Opens the file for its only writer; every commit waits for the disk.</summary>
    internal static SqliteConnection OpenForWriting(string path, long? largestBytes)
    {
        var connection = Open(path);
        try
        {
            Schema.Prepare(connection, path);
            // Where the checkpointer falls behind, the writer copies a log of 32 MiB itself.
            connection.Run(
                """
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 8192;
                PRAGMA journal_size_limit = 33554432;
                PRAGMA cache_size = -65536;
                PRAGMA temp_store = MEMORY;
                """);
            EndLeases(connection);
            if (largestBytes is { } bytes)
                _ = connection.Number($"PRAGMA max_page_count = {bytes / PageBytes}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // One process at a time has the file: whoever held a lease is gone, and nobody knows how far it came.
    static void EndLeases(SqliteConnection connection) => connection.Run(
        $"""
         UPDATE outbox SET state = {(int)OutboxState.Ambiguous}, wake = not_before
         WHERE wake <> not_before
         """);

    /// <summary>Opens the file for reading beside the writer.</summary>
    internal static SqliteConnection OpenForReading(string path)
    {
        var connection = Open(path);
        connection.Run("PRAGMA query_only = ON");
        return connection;
    }

    internal static SqliteConnection Open(string path)
    {
        // Not pooled: the store keeps its connections, and closing the last one must empty the log.
        var options = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        var connection = new SqliteConnection(options.ToString());
        connection.Open();
        connection.Run("PRAGMA busy_timeout = 5000");
        return connection;
    }

    internal static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this project come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        _ = command.ExecuteNonQuery();
    }

    internal static long Number(this SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        var number = statement.Next() ? statement.Long(0) : 0;
        statement.Reset();
        return number;
    }
}
