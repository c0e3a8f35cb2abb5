using System.Globalization;
using System.Text;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages;

/// <summary>The ledger of a project in plain words, and as a file anyone can verify.</summary>
sealed class LedgerPages(ProjectShelf shelf, ILedgerStore store, PageRenderer renderer)
{
    const int EventsOnAPage = 100;
    const int JsonShown = 4_000;

    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/ledger/{project}", Entrance.Operator, ShowAsync),
        new("GET", "/ledger/{project}/export", Entrance.Operator, ExportAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { Setup: { } setup } state
            || await store.LoadAsync(setup.Id, visit.Cancellation) is not { } slice)
            return await renderer.NoProjectAsync();
        var end = Before(visit) is { } before && before <= slice.Sequence ? before : slice.Sequence + 1;
        var start = Math.Max(1, end - EventsOnAPage);
        var lines = new List<LedgerLine>();
        await foreach (var chained in store.ReadAsync(setup.Id, start - 1, visit.Cancellation))
        {
            if (chained.Sequence >= end)
                break;
            lines.Add(Line(chained, setup));
        }
        lines.Reverse();
        return await renderer.PageAsync<LedgerPage>(new LedgerBook
        {
            Project = ProjectShelf.NameOf(state),
            Zone = setup.Zone,
            InAll = slice.Sequence,
            Head = Convert.ToHexStringLower(slice.HeadHash.Span),
            Lines = [.. lines],
            Before = start > 1 ? start : null,
            Done = DoneWords.Of(visit),
        });
    }

    async Task<PageResponse> ExportAsync(Visit visit)
    {
        var id = visit["project"];
        if (await shelf.FindAsync(id, visit.Cancellation) is null)
            return await renderer.NoProjectAsync();
        using var export = new MemoryStream();
        await LedgerExport.WriteAsync(store, id, export, cancellation: visit.Cancellation);
        return PageResponse.Bytes("application/x-ndjson", export.ToArray())
            .With("Content-Disposition", $"attachment; filename=\"{id}.ndjson\"");
    }

    static long? Before(Visit visit) =>
        visit.Request.QueryValue("before") is { } given
        && long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before > 1
            ? before
            : null;

    static LedgerLine Line(ChainedEvent chained, ProjectSetup setup)
    {
        var recorded = LedgerJson.ReadEvent(chained.Bytes.Span);
        var json = Encoding.UTF8.GetString(chained.Bytes.Span[..Math.Min(chained.Bytes.Length, JsonShown)]);
        return new LedgerLine
        {
            Sequence = chained.Sequence,
            Time = Times.Moment(recorded.At, setup.TimeZone()),
            MachineTime = Times.Machine(recorded.At),
            Sentence = EventSentences.Of(recorded, setup),
            Json = json,
            IsCut = chained.Bytes.Length > JsonShown,
            Hash = Convert.ToHexStringLower(chained.Hash.Span),
        };
    }
}
