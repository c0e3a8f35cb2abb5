using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Mail;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages;

/// <summary>The clients' inbox as they would see it.</summary>
sealed class InboxPages(ProjectShelf shelf, IMailbox mailbox, PageRenderer renderer)
{
    const int MostProjects = 500;
    const int LettersShown = 200;

    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/inbox", Entrance.Operator, ShowAsync),
        new("GET", "/inbox/{id}", Entrance.Operator, ShowLetterAsync),
        new("GET", "/inbox/{id}/html", Entrance.Operator, ShowHtmlAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        var states = await shelf.ListAsync(null, MostProjects, visit.Cancellation);
        var person = visit.Request.QueryValue("person");
        var project = visit.Request.QueryValue("project");
        var all = await mailbox.ListAsync(visit.Cancellation);
        var chosen = all.Where(m => person is null || IsSame(m.To, person))
            .Where(m => project is null || IsOf(m, project, states)).ToList();
        return await renderer.PageAsync<InboxPage>(new Inbox
        {
            Lines = [.. chosen.Take(LettersShown).Select(m => new InboxLine(m, Time(m, states)))],
            People = [.. all.DistinctBy(m => m.To, StringComparer.OrdinalIgnoreCase)
                .Select(m => new Choice(m.To, m.ToName)).OrderBy(c => c.Name, StringComparer.Ordinal)],
            Projects = [.. states.Select(s => new Choice(s.Setup!.Id, s.Setup.Name))],
            Person = person,
            Project = project,
            IsCut = chosen.Count > LettersShown,
        });
    }

    async Task<PageResponse> ShowLetterAsync(Visit visit)
    {
        if (await FindAsync(visit) is not { } mail)
            return await GoneAsync();
        var states = await shelf.ListAsync(null, MostProjects, visit.Cancellation);
        var letter = new ShownLetter(mail, $"/inbox/{mail.Summary.Id}/html");
        return await renderer.PageAsync<InboxLetterPage>(new InboxLetter(letter, Time(mail.Summary, states)));
    }

    async Task<PageResponse> ShowHtmlAsync(Visit visit) =>
        await FindAsync(visit) is { } mail ? PageResponse.LetterHtml(mail.ShownHtml) : await GoneAsync();

    async Task<MailView?> FindAsync(Visit visit) =>
        await mailbox.FindAsync(visit["id"], visit.Cancellation) is { } mime
            ? MailView.From(visit["id"], mime)
            : null;

    Task<PageResponse> GoneAsync() => renderer.MessageAsync(
        404, "No such letter", "It may have been deleted from the folder.", "/inbox", "See all letters");

    static string Time(MailSummary mail, List<LedgerState> states)
    {
        // Someone of several projects gets each letter where that project takes place.
        var setups = states.Select(s => s.Setup!).OrderByDescending(s => IsOf(mail, s.Id, states));
        foreach (var setup in setups)
            if (setup.People.FirstOrDefault(p => IsSame(p.Email, mail.To)) is { } person)
                return Times.MomentAndZone(mail.At, setup.TimeZoneOf(person));
        return Times.MomentAndZone(mail.At, DateTimeZone.Utc);
    }

    // Letters name their project in List-Id; one without is told by whom it reached, as far as that tells.
    static bool IsOf(MailSummary mail, string project, List<LedgerState> states) =>
        mail.ListId is { } list
            ? list.Contains($"<{project}.", StringComparison.OrdinalIgnoreCase)
            : states.Any(s => s.Setup!.Id == project && s.Setup.People.Any(p => IsSame(p.Email, mail.To)));

    static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
