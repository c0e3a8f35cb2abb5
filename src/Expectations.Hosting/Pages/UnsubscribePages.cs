using Expectations.Core.Projects;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages;

/// <summary>
/// Unsubscribing from the link in a letter: looking changes nothing, the button and a mail client's one click
/// (RFC 8058) do.
/// </summary>
sealed class UnsubscribePages(WebSettings settings, ProjectShelf shelf, Intake intake, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/unsubscribe/{token}", Entrance.Public, ShowAsync),
        new("POST", "/unsubscribe/{token}", Entrance.Public, TakeAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit) =>
        await FindAsync(visit) is { } found
            ? await PageAsync(found, found.IsUnsubscribed ? Stage.Done : Stage.Asked, 200)
            : await GoneAsync();

    async Task<PageResponse> TakeAsync(Visit visit)
    {
        if (await FindAsync(visit) is not { } found)
            return await GoneAsync();
        var form = await visit.Request.FormOfAnyKindAsync(visit.Cancellation);
        if (form["List-Unsubscribe"] != "One-Click")
            return await PageAsync(found, Stage.Asked, 400);
        var answer = await intake.UnsubscribeAsync(found.Setup.Id, found.Person.Id, visit.Cancellation);
        return answer.Result == IntakeResult.Done
            ? await PageAsync(found, Stage.Done, 200)
            : await GoneAsync();
    }

    async Task<Found?> FindAsync(Visit visit) =>
        PersonSeal.Unsubscribe.TryRead(settings.UnsubscribeKey.Span, visit["token"], out var project, out var person)
        && await shelf.FindAsync(project, visit.Cancellation) is { Setup: { } setup } state
        && setup.Person(person) is { } known
            ? new Found(setup, known, state.Letters.Unsubscribed.Contains(person))
            : null;

    Task<PageResponse> PageAsync(Found found, Stage stage, int status) => renderer.PageAsync<UnsubscribePage>(
        new Unsubscribing(
            UnsubscribeWords.In(found.Person.Language), stage, found.Setup.Name, found.Person.Name),
        status);

    Task<PageResponse> GoneAsync() =>
        renderer.PageAsync<UnsubscribePage>(
            new Unsubscribing(UnsubscribeWords.In(null), Stage.Gone, "", ""), 404);

    sealed record Found(ProjectSetup Setup, Person Person, bool IsUnsubscribed);
}

/// <summary>The unsubscribe page.</summary>
/// <param name="Words">In the person's language.</param>
/// <param name="Stage">How far it is.</param>
/// <param name="Project">Name of the project.</param>
/// <param name="Person">Name of the person.</param>
public sealed record Unsubscribing(UnsubscribeWords Words, Stage Stage, string Project, string Person);

/// <summary>How far unsubscribing is.</summary>
public enum Stage
{
    /// <summary>The person has not pressed the button.</summary>
    Asked,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>The link leads nowhere.</summary>
    Gone,
}
