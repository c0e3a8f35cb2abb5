using Expectations.Core;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>
/// The page behind a decision link. Looking at it changes nothing; a decision takes a button, a typed name, the
/// page's nonce and the hash of what was shown.
/// </summary>
sealed class DecisionPages(
    DecisionLinks links, DecisionWriting writing, LinkLimits limits, Intake intake, FormNonce nonces,
    PageRenderer renderer, ILogger<DecisionPages> logger)
{
    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/decide/{project}/{token}", Entrance.Public, ShowAsync),
        new("POST", "/decide/{project}/{token}", Entrance.Public, TakeAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        if (await FindAsync(visit) is not { } found)
            return await renderer.UnknownLinkAsync();
        // Scanners look at links within seconds; the record of it tells them from people.
        logger.LogInformation(
            "A decision link of {Project} was looked at; it leads to {State}.", found.Project, found.Standing.State);
        var speech = ClientSpeech.Of(found.Standing.Person?.Language);
        var view = writing.Write(found, new DecisionForm(), visit.Now);
        return await PageAsync(view with { Done = Done(visit, speech) }, StatusOf(found.Standing.State));
    }

    async Task<PageResponse> TakeAsync(Visit visit)
    {
        if (await FindAsync(visit) is not { } found)
            return await renderer.UnknownLinkAsync();
        var form = DecisionForm.Read(visit.Request.Form());
        var speech = ClientSpeech.Of(found.Standing.Person?.Language);
        if (limits.IsTooOften(found.Digest))
            return await ErrorAsync(found, form with { Do = "" }, visit, ClientWord.TooOften, 429);
        if (Gate.IsFromElsewhere(visit.Request, browser: true) || !nonces.IsGood(form.Nonce, found.Digest, visit.Now))
            return await ErrorAsync(found, form with { Do = "" }, visit, ClientWord.ErrorOld, 403);
        // What is decided by it is decided on what the ledger remembers, not on what this page does.
        if (found.Recalled is { } recalled)
            await intake.TakeAsync(found.Project, new LinkRecalled(intake.Now, recalled), visit.Cancellation);
        return form.Do switch
        {
            "answer" => await AnswerAsync(found, form, visit),
            "undo" => await UndoAsync(found, form, visit),
            "fresh" => await FreshAsync(found, visit, speech),
            "pass-on" => await PassOnAsync(found, form, visit),
            _ => await ErrorAsync(found, form, visit, ClientWord.ErrorChoice, 400),
        };
    }

    async Task<PageResponse> AnswerAsync(FoundLink found, DecisionForm form, Visit visit)
    {
        if (found.Standing.State != LinkState.Open)
            return await PageAsync(writing.Write(found, form, visit.Now), 409);
        if (form.Seen != found.Standing.Question!.Hash)
            return await ErrorAsync(found, form with { Do = "", Seen = "" }, visit, ClientWord.ErrorChanged, 409);
        if (found.Standing.Body is PrioritiesBody)
            form = form with { Choice = Choices.Rate };
        if (Problem(found, form, visit.Now) is { } problem)
            return await ErrorAsync(found, form with { Do = "" }, visit, problem, 400);
        string? code = null;
        if (found.Standing.NeedsCode(found.State, form.Choice))
        {
            if (form.Code.Length == 0 || form.CodeAgain)
                return await MailCodeAsync(found, form, visit);
            code = SecretDrawing.DigestOfCode(found.Digest, form.Code);
        }
        var answer = await intake.TakeAsync(
            found.Project, form.Fact(intake.Now, found.Digest, code), visit.Cancellation);
        if (answer.Result == IntakeResult.Done)
            return Again(visit, "answer");
        var now = await FindAsync(visit) ?? found;
        return now.Standing.State == LinkState.Open && code is not null
            ? await ErrorAsync(now, form with { Code = "" }, visit, ClientWord.ErrorCode, 403)
            : await PageAsync(writing.Write(now, form with { Do = "" }, visit.Now), 409);
    }

    async Task<PageResponse> MailCodeAsync(FoundLink found, DecisionForm form, Visit visit)
    {
        var asked = await intake.TakeAsync(
            found.Project, new CodeAsked(intake.Now, found.Digest), visit.Cancellation);
        return asked.Result == IntakeResult.Done
            ? await PageAsync(writing.Write(found, form with { Code = "" }, visit.Now), 200)
            : await ErrorAsync(found, form with { Do = "" }, visit, ClientWord.ErrorCodes, 429);
    }

    async Task<PageResponse> UndoAsync(FoundLink found, DecisionForm form, Visit visit)
    {
        // A robot that presses every button types no name.
        if (form.Name.Length == 0)
            return await ErrorAsync(found, form, visit, ClientWord.ErrorName, 400);
        var answer = await intake.TakeAsync(found.Project, new UndoAsked(intake.Now, found.Digest), visit.Cancellation);
        return answer.Result == IntakeResult.Done
            ? Again(visit, "undo")
            : await PageAsync(writing.Write(await FindAsync(visit) ?? found, form, visit.Now), 409);
    }

    async Task<PageResponse> FreshAsync(FoundLink found, Visit visit, ClientSpeech speech)
    {
        var answer = await intake.TakeAsync(
            found.Project, new FreshLinkAsked(intake.Now, found.Digest), visit.Cancellation);
        if (answer.Result == IntakeResult.Done)
            return Again(visit, "fresh");
        var view = writing.Write(await FindAsync(visit) ?? found, new DecisionForm(), visit.Now);
        return view.OffersFresh
            ? await PageAsync(view with { Error = speech[ClientWord.FreshTooMany] }, 429)
            : await PageAsync(view, 409);
    }

    async Task<PageResponse> PassOnAsync(FoundLink found, DecisionForm form, Visit visit)
    {
        if (form.Name.Length == 0 || form.Email.Length == 0)
            return await ErrorAsync(found, form with { Name = "" }, visit, ClientWord.PassOnRefused, 400);
        var answer = await intake.TakeAsync(
            found.Project, new PassOnAsked(intake.Now, found.Digest, form.Name, form.Email), visit.Cancellation);
        return answer.Result == IntakeResult.Done
            ? Again(visit, "pass-on")
            : await ErrorAsync(found, form with { Name = "" }, visit, ClientWord.PassOnRefused, 409);
    }

    static ClientWord? Problem(FoundLink found, DecisionForm form, Instant now) => form switch
    {
        _ when !found.Standing.Body!.Choices.Contains(form.Choice) => ClientWord.ErrorChoice,
        _ when found.Standing.Body is PrioritiesBody body
            && !body.Requirements.All(r => form.Ratings.GetValueOrDefault(r.Id) is >= 1 and <= 5) =>
                ClientWord.ErrorRatings,
        { Name: "" or { Length: > 100 } } => ClientWord.ErrorName,
        { Date.Length: > 0, Day: null } => ClientWord.ErrorDate,
        { Words: "" } when Choices.NeedsWords(form.Choice) => ClientWord.ErrorWords,
        { Choice: Choices.Rest } when !(form.Day is { } day && WarningStanding.MayRestUntil(found.State, day, now)) =>
            ClientWord.ErrorRest,
        _ => null,
    };

    async Task<FoundLink?> FindAsync(Visit visit)
    {
        var found = await links.FindAsync(visit);
        if (found is not { Standing.State: LinkState.Unknown })
            return found;
        if (limits.IsTooStrange(found.Project)
            || await links.RecallAsync(found, visit.Cancellation) is not { } recalled)
            return null;
        var state = ProjectLedger.Evolve(found.State, recalled);
        return found with
        {
            State = state,
            Standing = LinkStanding.Of(state, found.Digest, visit.Now),
            Recalled = recalled,
        };
    }

    // After a form the browser loads the page anew, so that reloading does not send the form again.
    static PageResponse Again(Visit visit, string done) =>
        PageResponse.SeeOther($"/decide/{visit["project"]}/{visit["token"]}?done={done}");

    static string? Done(Visit visit, ClientSpeech speech) => visit.Request.QueryValue("done") switch
    {
        "fresh" => speech[ClientWord.FreshDone],
        "pass-on" => speech[ClientWord.PassOnDone],
        _ => null,
    };

    Task<PageResponse> ErrorAsync(FoundLink found, DecisionForm form, Visit visit, ClientWord error, int status)
    {
        var view = writing.Write(found, form, visit.Now);
        return PageAsync(view with { Error = view.Speech[error] }, status);
    }

    Task<PageResponse> PageAsync(DecisionView view, int status) => renderer.PageAsync<DecisionPage>(view, status);

    static int StatusOf(LinkState state) => state switch
    {
        LinkState.Open or LinkState.Answered or LinkState.DecidedByOther => 200,
        LinkState.Unknown => 404,
        _ => 410,
    };
}
