using Microsoft.Data.Sqlite;

namespace Expectations.Storage.Sqlite;

/// <summary>What can be read, on a connection of its own; used by one caller at a time.</summary>
internal sealed class ReadConnection : IDisposable
{
    readonly SqliteConnection connection;
    readonly List<Statement> statements = [];
    readonly Statement load, findEvent, findPlace, lastEvent, projects, due, undelivered, firstDue, firstWake, outbox;

    internal ReadConnection(SqliteConnection connection)
    {
        this.connection = connection;
        load = Prepare(
            """
            SELECT project.sequence, last_event, snapshot.sequence, length, brotli
            FROM project LEFT JOIN snapshot ON snapshot.project = project.id
            WHERE name = ? AND project.sequence > 0
            """);
        findEvent = Prepare("SELECT sequence, hash, bytes FROM event WHERE id = ?");
        findPlace = Prepare("SELECT sequence, previous FROM event WHERE id = ?");
        lastEvent = Prepare("SELECT last_event FROM project WHERE name = ? AND sequence > 0");
        projects = Prepare("SELECT name FROM project WHERE name > ? AND sequence > 0 ORDER BY name LIMIT ?");
        due = Prepare("SELECT name FROM project WHERE next_due <= ? ORDER BY next_due, id LIMIT ?");
        undelivered = Prepare(
            """
            SELECT name FROM outbox JOIN project ON project.id = outbox.project WHERE wake <= ?
            GROUP BY project ORDER BY min(wake) LIMIT ?
            """);
        firstDue = Prepare(
            "SELECT next_due FROM project WHERE next_due IS NOT NULL ORDER BY next_due LIMIT 1");
        firstWake = Prepare("SELECT wake FROM outbox ORDER BY wake LIMIT 1");
        outbox = Prepare(
            $"""
            SELECT {OutboxRows.Columns} FROM outbox
            WHERE project = (SELECT id FROM project WHERE name = ?) ORDER BY not_before, id
            """);
    }

    internal LedgerSlice? Load(string projectId)
    {
        if (!load.Bind(projectId).Next())
            return null;
        var (sequence, place, kept) = (load.Long(0), load.Long(1), load.LongOrNull(2));
        ReadOnlyMemory<byte>? snapshot = kept is null
            ? default(ReadOnlyMemory<byte>?)
            : PackedSnapshot.Unpack(load.Bytes(4), (int)load.Long(3));
        load.Reset();
        var head = Event(place).Hash;
        var events = Places(place, kept ?? 0).Select(Event).ToList();
        return new(snapshot, kept ?? 0, events, sequence, head);
    }

    /// <summary>
    /// Rows of a project's events after a sequence number, in order; none for an unknown project.
    /// </summary>
    internal List<long> Places(string projectId, long afterSequence)
    {
        if (!lastEvent.Bind(projectId).Next())
            return [];
        var place = lastEvent.Long(0);
        lastEvent.Reset();
        return Places(place, afterSequence);
    }

    internal ChainedEvent Event(long place)
    {
        if (!findEvent.Bind(place).Next())
            throw new InvalidDataException($"Event row {place} is missing.");
        var (bytes, hash) = (findEvent.Bytes(2).ToArray(), findEvent.Bytes(1).ToArray());
        var found = new ChainedEvent(findEvent.Long(0), bytes, hash);
        findEvent.Reset();
        return found;
    }

    internal List<string> Projects(string after, int limit) => Names(projects.Bind(after).Bind(limit));

    internal List<string> Due(Instant now, int limit) => Names(due.Bind(now).Bind(limit));

    internal List<string> Undelivered(Instant now, int limit) => Names(undelivered.Bind(now).Bind(limit));

    internal Instant? NextWake()
    {
        var (due, wake) = (First(firstDue), First(firstWake));
        return due is null || wake < due ? wake : due;
    }

    internal List<OutboxRow> Outbox(string projectId)
    {
        var rows = new List<OutboxRow>();
        outbox.Bind(projectId);
        while (outbox.Next())
            rows.Add(OutboxRows.Read(outbox, withMime: false));
        return rows;
    }

    public void Dispose()
    {
        statements.ForEach(statement => statement.Dispose());
        connection.Dispose();
    }

    /// <summary>Follows the events back from the last one.</summary>
    List<long> Places(long last, long afterSequence)
    {
        var places = new List<long>();
        for (long? place = last; place is { } at;)
        {
            if (!findPlace.Bind(at).Next())
                throw new InvalidDataException($"Event row {at} is missing.");
            var sequence = findPlace.Long(0);
            place = sequence > afterSequence + 1 ? findPlace.LongOrNull(1) : null;
            findPlace.Reset();
            if (sequence > afterSequence)
                places.Add(at);
        }

        places.Reverse();
        return places;
    }

    static Instant? First(Statement statement)
    {
        Instant? first = statement.Next() ? statement.MomentOrNull(0) : null;
        statement.Reset();
        return first;
    }

    static List<string> Names(Statement bound)
    {
        var names = new List<string>();
        while (bound.Next())
            names.Add(bound.Text(0));
        return names;
    }

    Statement Prepare(string sql)
    {
        var statement = new Statement(connection, sql);
        statements.Add(statement);
        return statement;
    }
}
