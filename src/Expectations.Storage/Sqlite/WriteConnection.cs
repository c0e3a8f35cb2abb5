using Expectations.Core.Letters;
using Microsoft.Data.Sqlite;

namespace Expectations.Storage.Sqlite;

/// <summary>
/// What the writer can write, on its own connection. Each method checks everything first and writes
/// afterwards, so that a refusal leaves the transaction as it was.
/// </summary>
internal sealed class WriteConnection : IDisposable
{
    const string AddLetterSql =
        """
        INSERT INTO outbox (project, wake, state, attempts, not_before, expires, is_routine,
            kind, period, person, revision, recipient, message_id, content_hash, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    const string WithdrawSql =
        """
        DELETE FROM outbox
        WHERE project = ? AND person = ifnull(?, person) AND kind = ifnull(?, kind) AND is_routine >= ?
            AND wake = not_before
        """;

    const string OutdateSql =
        """
        UPDATE outbox SET expires = ?
        WHERE project = ? AND person = ifnull(?, person) AND kind = ifnull(?, kind) AND is_routine >= ?
        """;

    const string SettleSql =
        """
        DELETE FROM outbox
        WHERE project = ? AND kind = ? AND period = ? AND person = ? AND revision = ?
        """;

    const string PutBackSql =
        """
        UPDATE outbox SET state = ?, not_before = ?, wake = ?, detail = ?
        WHERE project = (SELECT id FROM project WHERE name = ?)
            AND kind = ? AND period = ? AND person = ? AND revision = ? AND state <> ? AND attempts = ?
        """;

    static readonly Duration FactsKept = Duration.FromDays(7);

    readonly SqliteConnection connection;
    readonly List<Statement> statements = [];
    readonly Statement begin, commit, rollback;
    readonly Statement findProject, addProject, updateProject, addEvent, keepSnapshot;
    readonly Statement findFact, addFact, forgetFacts;
    readonly Statement addKey, addLetter, addMime, withdraw, outdate, settle, claim, claimOfProject, putBack;

    internal WriteConnection(SqliteConnection connection)
    {
        this.connection = connection;
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        rollback = Prepare("ROLLBACK");
        findProject = Prepare("SELECT id, sequence, last_event FROM project WHERE name = ?");
        addProject = Prepare("INSERT INTO project (name, sequence) VALUES (?, 0)");
        updateProject = Prepare("UPDATE project SET sequence = ?, last_event = ?, next_due = ? WHERE id = ?");
        addEvent = Prepare(
            "INSERT INTO event (project, sequence, previous, hash, bytes) VALUES (?, ?, ?, ?, ?)");
        keepSnapshot = Prepare(
            "REPLACE INTO snapshot (project, sequence, length, brotli) VALUES (?, ?, ?, ?)");
        findFact = Prepare("SELECT hash FROM fact WHERE project = ? AND hash BETWEEN ? AND ?");
        addFact = Prepare("INSERT INTO fact (project, hash, at) VALUES (?, ?, ?)");
        // Two for each one added: the table shrinks to the last seven days without ever taking long.
        forgetFacts = Prepare(
            "DELETE FROM fact WHERE id IN (SELECT id FROM fact ORDER BY id LIMIT 2) AND at < ?");
        addKey = Prepare("INSERT OR IGNORE INTO letter_key (period, project, hash) VALUES (?, ?, ?)");
        addLetter = Prepare(AddLetterSql);
        addMime = Prepare("INSERT INTO mime (outbox, bytes) VALUES (?, ?)");
        withdraw = Prepare(WithdrawSql);
        outdate = Prepare(OutdateSql);
        settle = Prepare(SettleSql);
        claim = PrepareClaim("wake <= ?");
        claimOfProject = PrepareClaim("project = (SELECT id FROM project WHERE name = ?) AND wake <= ?");
        putBack = Prepare(PutBackSql);
    }

    internal void Begin() => begin.Run();

    internal void Commit() => commit.Run();

    /// <summary>
    /// Undoes the transaction, where SQLite has not done so itself, as it does when the disk is full.
    /// </summary>
    internal void Rollback()
    {
        statements.ForEach(statement => statement.Reset());
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            rollback.Run();
    }

    internal AppendResult Append(
        LedgerAppend append,
        ReadOnlySpan<long> keyHashes,
        ReadOnlySpan<byte> factHash,
        PackedSnapshot? snapshot)
    {
        var (project, sequence, lastEvent) = Find(append.ProjectId);
        if (!factHash.IsEmpty && Known(project, factHash) is { } known)
            return known;
        if (sequence != append.ExpectedSequence)
            return AppendResult.Conflict;
        // Settling comes first, so that the room its bytes took is there for what follows.
        if (append.Settled is { } key && Bind(settle.Bind(project), key).Run().Changes == 0)
            return AppendResult.AlreadyKnown;
        if (project == 0)
            project = addProject.Bind(append.ProjectId).Run().LastRow;
        if (!factHash.IsEmpty)
            Remember(project, factHash, append.At);
        foreach (var withdrawal in append.Withdrawals)
            Withdraw(project, withdrawal, append.At);
        foreach (var chained in append.Events)
        {
            lastEvent = addEvent.Bind(project).Bind(chained.Sequence).Bind(lastEvent).Bind(chained.Hash.Span)
                .Bind(chained.Bytes.Span).Run().LastRow;
            sequence = chained.Sequence;
        }

        for (var i = 0; i < append.Letters.Length; i++)
            Queue(project, append.Letters[i], keyHashes[i]);
        if (snapshot is not null)
            keepSnapshot.Bind(project).Bind(sequence).Bind(snapshot.Length).Bind(snapshot.Brotli.Span).Run();
        updateProject.Bind(sequence).Bind(lastEvent).Bind(append.NextDueAt).Bind(project).Run();
        return AppendResult.Appended;
    }

    internal IReadOnlyList<OutboxRow> Claim(string? projectId, Instant now, Instant leaseEnd, int limit)
    {
        var statement = projectId is null ? claim : claimOfProject;
        // One that may have arrived before, or whose lease ran out, stays one that may have arrived.
        statement.Bind((long)OutboxState.Sending).Bind((long)OutboxState.Ambiguous).Bind(leaseEnd);
        if (projectId is not null)
            statement.Bind(projectId);
        statement.Bind(now).Bind(limit);
        var letters = new List<OutboxRow>();
        while (statement.Next())
            letters.Add(OutboxRows.Read(statement, withMime: true));
        letters.Sort((one, other) => one.NotBefore.CompareTo(other.NotBefore));
        return letters;
    }

    /// <returns>
    /// False where the lease has run out and someone else has the letter, or it is settled.
    /// </returns>
    internal bool PutBack(OutboxRow row, OutboxState state, Instant retryAt, string? detail)
    {
        putBack.Bind((long)state).Bind(retryAt).Bind(retryAt).Bind(detail).Bind(row.ProjectId);
        return Bind(putBack, row.Key).Bind((long)OutboxState.Pending).Bind(row.Attempts).Run().Changes > 0;
    }

    public void Dispose()
    {
        statements.ForEach(statement => statement.Dispose());
        connection.Dispose();
    }

    (long Id, long Sequence, long? LastEvent) Find(string projectId)
    {
        if (!findProject.Bind(projectId).Next())
            return default;
        var found = (findProject.Long(0), findProject.Long(1), findProject.LongOrNull(2));
        findProject.Reset();
        return found;
    }

    // What is being sent right now cannot be taken back, but it is not sent again. Queueing and putting back align
    // wake and not_before; a lease moves wake alone, whatever state it leaves.
    void Withdraw(long project, Withdrawal withdrawal, Instant at)
    {
        var (person, kind, routine) = (withdrawal.PersonId, withdrawal.Kind, withdrawal.RoutineOnly ? 1 : 0);
        withdraw.Bind(project).Bind(person).Bind(kind).Bind(routine).Run();
        outdate.Bind(at).Bind(project).Bind(person).Bind(kind).Bind(routine).Run();
    }

    AppendResult? Known(long project, ReadOnlySpan<byte> factHash)
    {
        var statement = findFact.Bind(project).Bind(FactHash.Identity(factHash)).Bind(FactHash.End(factHash));
        AppendResult? known = !statement.Next() ? null
            : FactHash.Contradict(statement.Bytes(0), factHash) ? AppendResult.Contradicted
            : AppendResult.AlreadyKnown;
        statement.Reset();
        return known;
    }

    void Remember(long project, ReadOnlySpan<byte> factHash, Instant at)
    {
        addFact.Bind(project).Bind(factHash).Bind(at).Run();
        forgetFacts.Bind(at - FactsKept).Run();
    }

    void Queue(long project, OutboxRow letter, long keyHash)
    {
        if (addKey.Bind(letter.Key.Period).Bind(project).Bind(keyHash).Run().Changes == 0)
            return;
        addLetter.Bind(project).Bind(letter.NotBefore).Bind((long)letter.State).Bind(letter.Attempts)
            .Bind(letter.NotBefore).Bind(letter.Expires).Bind(letter.IsRoutine ? 1 : 0);
        var row = Bind(addLetter, letter.Key).Bind(letter.Recipient).Bind(letter.MessageId)
            .Bind(letter.ContentHash).Bind(letter.Detail).Run().LastRow;
        addMime.Bind(row).Bind(letter.Mime.Span).Run();
    }

    static Statement Bind(Statement statement, LetterKey key) =>
        statement.Bind(key.Kind).Bind(key.Period).Bind(key.PersonId).Bind(key.Revision);

    Statement PrepareClaim(string which) => Prepare(
        $"""
        UPDATE outbox SET state = CASE state WHEN {(int)OutboxState.Pending} THEN ? ELSE ? END, wake = ?,
            attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox WHERE {which} ORDER BY wake, id LIMIT ?)
        RETURNING {OutboxRows.Columns}, {OutboxRows.MimeColumn}
        """);

    Statement Prepare(string sql)
    {
        var statement = new Statement(connection, sql);
        statements.Add(statement);
        return statement;
    }
}
