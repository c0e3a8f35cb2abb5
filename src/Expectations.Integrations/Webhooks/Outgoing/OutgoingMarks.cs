using System.Text.Json;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks.Outgoing;

/// <summary>Marks projects with something to tell, so that nobody has to look through all of them.</summary>
/// <param name="settings">Who is told of what.</param>
/// <param name="notes">Where the marks are kept.</param>
public sealed class OutgoingMarks(OutgoingSettings settings, INotebook notes) : IAppendWatch
{
    const string Shelf = "outgoing-marks";

    /// <inheritdoc/>
    public async ValueTask NoteAsync(LedgerAppend append)
    {
        if (!append.Events.Any(recorded => IsWanted(append.ProjectId, recorded)))
            return;
        var before = append.ExpectedSequence;
        await notes.ChangeAsync(Shelf, append.ProjectId, known => JsonSerializer.SerializeToUtf8Bytes(
            known is null
                ? new OutgoingMark(before, before, append.At)
                : Read(known).Again(before, append.At),
            LedgerJson.Options));
    }

    /// <summary>The marked projects, the longest waiting first.</summary>
    internal async Task<List<(string Project, OutgoingMark Mark)>> ListAsync(CancellationToken cancellation)
    {
        var marks = new List<(string Project, OutgoingMark Mark)>();
        await foreach (var (project, note) in notes.ListAsync(Shelf, cancellation))
            marks.Add((project, Read(note)));
        return [.. marks.OrderBy(marked => marked.Mark.At)];
    }

    /// <summary>Takes a mark away, unless it has been set anew since it was read.</summary>
    internal ValueTask RemoveAsync(string project, OutgoingMark mark, CancellationToken cancellation) =>
        notes.ChangeAsync(
            Shelf, project, known => known is not null && Read(known) == mark ? null : known, cancellation);

    bool IsWanted(string project, ChainedEvent recorded) => OutgoingMessage.Of(project, recorded) is { } message
        && settings.Endpoints.Any(endpoint => endpoint.Concerns(project) && endpoint.Wants(message.Type));

    static OutgoingMark Read(byte[] note) => JsonSerializer.Deserialize<OutgoingMark>(note, LedgerJson.Options)!;
}

/// <summary>That a project has something to tell. A storage format: members are only added.</summary>
/// <param name="After">It comes after this event.</param>
/// <param name="Last">The newest of it comes after this event.</param>
/// <param name="At">When that was decided.</param>
sealed record OutgoingMark(long After, long Last, Instant At)
{
    /// <summary>More than any decision takes from its mark to its commit.</summary>
    static readonly Duration Patience = Duration.FromMinutes(10);

    internal OutgoingMark Again(long after, Instant at) => this with { Last = Math.Max(Last, after), At = at };

    /// <summary>Whether all it stands for was in the ledger when that had been read up to an event.</summary>
    internal bool IsPast(long sequence, Instant now) => sequence > Last || now - At > Patience;
}
