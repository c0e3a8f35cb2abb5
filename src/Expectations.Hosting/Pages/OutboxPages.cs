using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages;

/// <summary>The outbox: what goes in the next 90 days, and each planned letter as it would go.</summary>
sealed class OutboxPages(
    ProjectShelf shelf, ILedgerStore store, LetterPreview press, FormNonce nonces, PageRenderer renderer)
{
    const int MostProjects = 50;

    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/outbox", Entrance.Operator, ShowAsync),
        new("GET", "/outbox/{project}/letter", Entrance.Operator, ShowLetterAsync),
        new("GET", "/outbox/{project}/letter/html", Entrance.Operator, ShowHtmlAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        var states = await shelf.ListAsync(null, MostProjects, visit.Cancellation);
        LedgerState? only = null;
        if (visit.Request.QueryValue("project") is { } id)
        {
            only = await shelf.FindAsync(id, visit.Cancellation);
            if (only is null)
                return await renderer.NoProjectAsync();
            states = [only];
        }
        var shown = states.Take(MostProjects).ToList();
        return await renderer.PageAsync<OutboxPage>(new Outbox
        {
            Project = only is null ? null : ProjectShelf.NameOf(only),
            Notes = [.. shown.SelectMany(s => new OutboxLines(s, visit.Now).Notes())],
            Days = Days(await LinesAsync(shown, visit)),
            IsCut = states.Count > shown.Count,
            Done = DoneWords.Of(visit),
        });
    }

    async Task<List<OutboxLine>> LinesAsync(List<LedgerState> states, Visit visit)
    {
        var lines = new List<OutboxLine>();
        foreach (var state in states)
        {
            var id = state.Setup!.Id;
            var rows = await store.OutboxAsync(id, visit.Cancellation);
            lines.AddRange(new OutboxLines(state, visit.Now).Of(rows)
                .Select(l => l.Holdable is null ? l : l with { Nonce = nonces.Write(id, visit.Now) }));
        }
        return lines;
    }

    // A day is that of the receiver, so that every line stands under the date the receiver will see.
    static ImmutableArray<OutboxDay> Days(List<OutboxLine> lines) =>
    [
        .. lines.GroupBy(l => l.At.InZone(l.Zone).Date).OrderBy(g => g.Key)
            .Select(g => new OutboxDay(Times.Day(g.Key), [.. g.OrderBy(l => l.At)])),
    ];

    async Task<PageResponse> ShowLetterAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return await renderer.NoProjectAsync();
        if (Find(state, visit) is not { } letter)
            return await GoneAsync();
        return await renderer.PageAsync<PlannedLetterPage>(new PlannedLetterModel
        {
            Project = ProjectShelf.NameOf(state),
            Line = new OutboxLines(state, visit.Now).Of(letter),
            Language = Phrases.Language(letter.To.Language),
            Letter = press.Press(letter, $"{visit.Request.Path}/html{visit.Request.Query}"),
        });
    }

    async Task<PageResponse> ShowHtmlAsync(Visit visit)
    {
        var state = await shelf.FindAsync(visit["project"], visit.Cancellation);
        return state is not null && Find(state, visit) is { } letter
            && press.Press(letter, "").Mail is { } mail
            ? PageResponse.LetterHtml(mail.ShownHtml)
            : await GoneAsync();
    }

    static Letter? Find(LedgerState state, Visit visit) =>
        LetterKey.Parse(visit.Request.QueryValue("key")) is { } key
            ? ProjectShelf.Ahead(state, visit.Now).OfType<PlannedLetter>().Select(p => p.Letter)
                .FirstOrDefault(letter => letter.Key == key)
            : null;

    Task<PageResponse> GoneAsync() => renderer.MessageAsync(
        404, "This letter is not planned any more",
        "It may have gone by now, or something has changed its date.",
        "/outbox", "See what is planned");
}
