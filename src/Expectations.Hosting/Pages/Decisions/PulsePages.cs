using System.Globalization;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>
/// How the project feels to a person: a face pressed in a letter leads here, and only the button counts.
/// </summary>
sealed class PulsePages(
    WebSettings settings, ProjectShelf shelf, LinkLimits limits, Intake intake, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/pulse/{token}", Entrance.Public, ShowAsync),
        new("POST", "/pulse/{token}", Entrance.Public, TakeAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        if (await FindAsync(visit) is not var (setup, person))
            return await renderer.UnknownLinkAsync();
        return await PageAsync(setup, person, Score(visit.Request.QueryValue("score")), null, 200);
    }

    async Task<PageResponse> TakeAsync(Visit visit)
    {
        if (await FindAsync(visit) is not var (setup, person))
            return await renderer.UnknownLinkAsync();
        var speech = ClientSpeech.Of(person.Language);
        var form = visit.Request.Form();
        var score = Score(form.GetValueOrDefault("score"));
        if (limits.IsTooOften($"pulse/{setup.Id}/{person.Id}"))
            return await PageAsync(setup, person, score, speech[ClientWord.TooOften], 429);
        if (Gate.IsFromElsewhere(visit.Request, browser: true))
            return await PageAsync(setup, person, score, speech[ClientWord.ErrorOld], 403);
        var answer = await intake.TakeAsync(
            setup.Id, new PulseReceived(intake.Now, person.Id, score, form.GetValueOrDefault("words")),
                visit.Cancellation);
        return answer.Result == IntakeResult.Done
            ? await renderer.PageAsync<PulsePage>(
                new PulseView { Speech = speech, Message = speech[ClientWord.PulseDone] })
            : await PageAsync(setup, person, score, speech[ClientWord.PulseError], 400);
    }

    async Task<(ProjectSetup Setup, Person Person)?> FindAsync(Visit visit) =>
        PersonSeal.Pulse.TryRead(settings.UnsubscribeKey.Span, visit["token"], out var project, out var person)
        && await shelf.FindAsync(project, visit.Cancellation) is { Setup: { } setup }
            && setup.Person(person) is { } known
            ? (setup, known)
            : null;

    Task<PageResponse> PageAsync(ProjectSetup setup, Person person, int score, string? error, int status)
    {
        var speech = ClientSpeech.Of(person.Language);
        return renderer.PageAsync<PulsePage>(
            new PulseView
            {
                Speech = speech,
                Intro = speech.Say(ClientWord.PulseIntro, person.Name, setup.Name, setup.Manager().Name),
                Chosen = score,
                Error = error,
            }, status);
    }

    static int Score(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var score) ? score : 0;
}
