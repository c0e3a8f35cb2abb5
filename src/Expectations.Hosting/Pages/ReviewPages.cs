using System.Globalization;
using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages;

/// <summary>The held report: why it waits, the letter as it would go, and what can be done with it.</summary>
sealed class ReviewPages(ProjectShelf shelf, LetterPreview press, FormNonce nonces, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/review/{project}", Entrance.Operator, ShowAsync),
        new("GET", "/review/{project}/{person}/html", Entrance.Operator, ShowHtmlAsync),
    ];

    /// <summary>Hash of a held report, by which one knows that it is the one looked at.</summary>
    internal static string HashOf(HeldReport held) => Sha256Hex.Of(
        JsonSerializer.SerializeToUtf8Bytes(held.Content, LedgerJson.Options));

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return await renderer.NoProjectAsync();
        return state.Held is { } held
            ? await renderer.PageAsync<ReviewPage>(Model(state, held, visit))
            : await renderer.MessageAsync(
                200, "No report waits for you",
                $"When a report of {state.Setup!.Name} is held, it shows here and you get a letter. "
                + "Until then reports go by themselves.",
                $"/outbox?project={state.Setup.Id}", "See what is planned");
    }

    async Task<PageResponse> ShowHtmlAsync(Visit visit)
    {
        var state = await shelf.FindAsync(visit["project"], visit.Cancellation);
        var letter = state?.Held is null
            ? null
            : Letters(state, visit.Now).FirstOrDefault(l => l.To.Id == visit["person"]);
        return letter is not null && press.Press(letter, "").Mail is { } mail
            ? PageResponse.LetterHtml(mail.ShownHtml)
            : await renderer.MessageAsync(
                404, "No such letter", "The report does not wait any more.", "/outbox", "See the outbox");
    }

    Review Model(LedgerState state, HeldReport held, Visit visit)
    {
        var setup = state.Setup!;
        var letters = Letters(state, visit.Now);
        var person = visit.Request.QueryValue("person");
        var shown = letters.FirstOrDefault(l => l.To.Id == person) ?? letters.FirstOrDefault();
        return new Review
        {
            Project = ProjectShelf.NameOf(state),
            Period = held.Period,
            Reasons = [.. held.Reasons.Select(Phrases.Of)],
            Since = Times.MomentAndZone(held.Since, setup.TimeZone()),
            Otherwise = Otherwise(setup.Review, held, setup),
            Note = held.Content.Note,
            Parts = [.. Parts(held.Content)],
            Receivers = [.. letters.Select(l => new Choice(l.To.Id, l.To.Name))],
            Shown = shown?.To.Id,
            Letter = shown is null ? null : press.Press(shown, $"/review/{setup.Id}/{shown.To.Id}/html"),
            Seen = HashOf(held),
            Nonce = nonces.Write(setup.Id, visit.Now),
            Done = DoneWords.Of(visit),
        };
    }

    // The rules themselves say which letters a release would send; nothing is recorded of the question.
    static List<Letter> Letters(LedgerState state, Instant now) =>
    [
        .. ProjectLedger.Decide(state, new ReleaseAsked(now, state.Held!.Period, "preview"))
            .Effects.OfType<SendLetter>().Select(e => e.Letter),
    ];

    static IEnumerable<ReviewPart> Parts(ReportContent content)
    {
        (string Title, IEnumerable<Choice> Items)[] parts =
        [
            ("Waiting on the client", Tasks(content.WaitingOnYou)),
            ("Overdue", Tasks(content.Overdue)),
            ("Done", Tasks(content.Done)),
            ("Next", Tasks(content.Next)),
            ("Moved", content.Moves.Select(m => new Choice(m.TaskId, m.Title))),
            ("Risks", content.Risks.Select(r => new Choice(r.Id, r.Title))),
        ];
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (title, items) in parts)
            if (items.Where(i => listed.Add(i.Value)).ToImmutableArray() is { IsEmpty: false } choices)
                yield return new ReviewPart(title, choices);
    }

    static IEnumerable<Choice> Tasks(TaskList list) => list.Shown.Select(t => new Choice(t.Id, t.Title));

    static string Otherwise(ReviewRule rule, HeldReport held, ProjectSetup setup)
    {
        if (rule.PatienceHours == 0)
            return "It waits until you release or discard it.";
        var end = Times.MomentAndZone(held.Since + Duration.FromHours(rule.PatienceHours), setup.TimeZone());
        return rule.IfUnreviewed == IfUnreviewed.Send
            ? string.Create(CultureInfo.InvariantCulture, $"Without a review it goes as it is on {end}.")
            : "It waits until you release or discard it; the next report replaces it.";
    }
}
