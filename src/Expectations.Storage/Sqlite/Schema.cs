using Microsoft.Data.Sqlite;

namespace Expectations.Storage.Sqlite;

/// <summary>The tables, and whether a file is one of ours.</summary>
internal static class Schema
{
    /// <summary>Version of the tables; a file of a higher one is refused.</summary>
    internal const int Version = 1;

    /// <summary>"Expe" in ASCII, in the header of every file of ours.</summary>
    internal const int ApplicationId = 0x45787065;

    /// <summary>
    /// Files up to this size are checked whole at every start; larger ones would delay the first letter.
    /// </summary>
    const long CheckedWholeUpTo = 32 * 1024 * 1024;

    const string Tables =
        """
        CREATE TABLE project (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            sequence INTEGER NOT NULL,
            last_event INTEGER,
            next_due INTEGER
        ) STRICT;
        CREATE INDEX project_due ON project (next_due) WHERE next_due IS NOT NULL;

        -- A log in order of arrival; each event points to the one before it in its project. An index over
        -- (project, sequence) would have a page of its own changed by every append.
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            previous INTEGER,
            hash BLOB NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE snapshot (
            project INTEGER PRIMARY KEY,
            sequence INTEGER NOT NULL,
            length INTEGER NOT NULL,
            brotli BLOB NOT NULL
        ) STRICT;

        -- In order of arrival, so that the oldest are found at its start.
        CREATE TABLE fact (
            id INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            hash BLOB NOT NULL,
            at INTEGER NOT NULL,
            UNIQUE (project, hash)
        ) STRICT;

        -- Every key a project ever had. The period comes first: letters of one period are queued together.
        CREATE TABLE letter_key (
            period TEXT NOT NULL,
            project INTEGER NOT NULL,
            hash INTEGER NOT NULL,
            PRIMARY KEY (period, project, hash)
        ) STRICT, WITHOUT ROWID;

        -- wake: not_before while it waits, the end of the lease while it is being sent.
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            wake INTEGER NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            not_before INTEGER NOT NULL,
            expires INTEGER,
            is_routine INTEGER NOT NULL,
            kind TEXT NOT NULL,
            period TEXT NOT NULL,
            person TEXT NOT NULL,
            revision INTEGER NOT NULL,
            recipient TEXT NOT NULL,
            message_id TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            detail TEXT
        ) STRICT;
        CREATE INDEX outbox_wake ON outbox (wake);
        CREATE INDEX outbox_project ON outbox (project, wake);

        -- Apart from the row, which every attempt rewrites.
        CREATE TABLE mime (outbox INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TRIGGER outbox_mime AFTER DELETE ON outbox BEGIN DELETE FROM mime WHERE outbox = old.id; END;
        """;

    /// <summary>Makes the tables in a new file, and refuses one that is not ours, newer or damaged.</summary>
    /// <exception cref="LedgerStoreUnusableException">The file cannot be used.</exception>
    internal static void Prepare(SqliteConnection connection, string path)
    {
        if (connection.Number("PRAGMA schema_version") == 0)
            Create(connection);
        else
            Recognise(connection, path);
    }

    static void Create(SqliteConnection connection)
    {
        connection.Run("PRAGMA journal_mode = WAL");
        connection.Run(
            $"""
            BEGIN IMMEDIATE;
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {Version};
            {Tables}
            COMMIT;
            """);
    }

    static void Recognise(SqliteConnection connection, string path)
    {
        if (connection.Number("PRAGMA application_id") != ApplicationId)
            throw new LedgerStoreUnusableException(
                $"{path} is an SQLite file of another program. Name another file for the ledgers.");
        var version = connection.Number("PRAGMA user_version");
        if (version > Version)
            throw new LedgerStoreUnusableException(
                $"{path} was written by a newer version of this program (its tables have version {version}, "
                + $"this one knows {Version}). Install that version again, or name another file.");
        if (new FileInfo(path).Length > CheckedWholeUpTo)
            return;
        using var check = new Statement(connection, "PRAGMA quick_check(1)");
        if (check.Next() && check.Text(0) is var finding && finding is not "ok")
            throw Damage.Of(path, inner: null, finding);
    }
}

/// <summary>What to say about a damaged file.</summary>
internal static class Damage
{
    const int Corrupt = 11;
    const int NotADatabase = 26;

    internal static bool Is(SqliteException e) => e.SqliteErrorCode is Corrupt or NotADatabase;

    internal static LedgerStoreUnusableException Of(
        string path, SqliteException? inner, string? finding = null) =>
        new(
            $"{path} is damaged or no SQLite file ({finding ?? inner?.Message}). Nothing is sent until it is "
            + "mended: put the newest backup in its place, or move it away to begin with an empty one.",
            inner);
}
