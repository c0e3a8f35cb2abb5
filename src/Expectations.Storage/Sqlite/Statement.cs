using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Expectations.Storage.Sqlite;

/// <summary>
/// A statement prepared once and run over and over by one thread at a time: bound from left to right, run,
/// read.
/// </summary>
/// <remarks>
/// SqliteCommand looks its parameters up by name and boxes and copies their values at every run, which a
/// store that runs a hundred thousand statements a second would mostly be busy with.
/// </remarks>
internal sealed class Statement : IDisposable
{
    readonly sqlite3 database;
    readonly sqlite3_stmt handle;
    int bound;

    internal Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out handle));
    }

    /// <summary>Rows the last run inserted, changed or deleted.</summary>
    internal int Changes => raw.sqlite3_changes(database);

    /// <summary>Row the last run inserted.</summary>
    internal long LastRow => raw.sqlite3_last_insert_rowid(database);

    internal Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(handle, ++bound, value));
        return this;
    }

    internal Statement Bind(Instant value) => Bind(value.ToUnixTimeTicks());

    internal Statement Bind(Instant? value) => value is { } moment ? Bind(moment) : BindNull();

    internal Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    internal Statement Bind(ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite takes for null.
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, ++bound, 0)
            : raw.sqlite3_bind_blob(handle, ++bound, value));
        return this;
    }

    internal Statement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        var text = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, text);
        var result = raw.sqlite3_bind_text(handle, ++bound, text.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(text);
        Check(result);
        return this;
    }

    Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(handle, ++bound));
        return this;
    }

    /// <summary>Runs to the end, for what gives no rows.</summary>
    internal Statement Run()
    {
        while (Next())
        {
        }

        return this;
    }

    /// <summary>
    /// Goes to the next row; false at the end, where the statement is ready to be bound again.
    /// </summary>
    internal bool Next()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, database);
        return false;
    }

    /// <summary>Leaves rows that are not wanted unread.</summary>
    internal void Reset()
    {
        bound = 0;
        _ = raw.sqlite3_reset(handle);
    }

    internal bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    internal long Long(int column) => raw.sqlite3_column_int64(handle, column);

    internal long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    internal Instant Moment(int column) => Instant.FromUnixTimeTicks(Long(column));

    internal Instant? MomentOrNull(int column) => IsNull(column) ? null : Moment(column);

    internal string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    internal string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    internal ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    void Check(int result)
    {
        if (result == raw.SQLITE_OK)
            return;
        bound = 0;
        SqliteException.ThrowExceptionForRC(result, database);
    }
}
