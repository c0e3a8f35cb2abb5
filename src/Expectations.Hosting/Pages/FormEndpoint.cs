using Expectations.Core;
using Expectations.Hosting.Pages.Decisions;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Risks;
using Microsoft.Extensions.Primitives;

namespace Expectations.Hosting.Pages;

/// <summary>Takes the forms of the pages.</summary>
sealed class FormEndpoint(ProjectShelf shelf, Intake intake, FormNonce nonces, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes =>
        [new("POST", "/projects/{project}/{request}", Entrance.OperatorForm, TakeAsync)];

    async Task<PageResponse> TakeAsync(Visit visit)
    {
        var form = visit.Request.Form();
        var (project, name) = (visit["project"], visit["request"]);
        if (!nonces.IsGood(form.GetValueOrDefault("nonce"), project, visit.Now))
            return await renderer.MessageAsync(
                403, "The page was open too long",
                "Nothing was changed. Open the page again and press the button once more.",
                "/", "See all projects");
        if (await shelf.FindAsync(project, visit.Cancellation) is not { } state)
            return await renderer.NoProjectAsync();
        var request = Read(form, visit.By);
        try
        {
            request = request with { Change = ChangeForm.Read(form) };
        }
        catch (FormatException wrong)
        {
            return await renderer.MessageAsync(
                400, "A field of the change cannot be read", $"Nothing was changed. {wrong.Message}",
                $"/decisions/{project}", "Go back");
        }
        if (form.TryGetValue("seen", out var seen) && HasChanged(state, request, seen))
            return await renderer.MessageAsync(
                409, "The report has changed since you looked",
                "Nothing was changed by you. Look at it again and decide then.",
                $"/review/{project}", "Look again");
        return name == "release" && form.ContainsKey("note") && HasUnsavedWords(state, request)
            ? await AskAsync(project, "edit", request, "look-again", visit)
            : await AskAsync(project, name, request, name, visit);
    }

    static IntakeRequest Read(Dictionary<string, StringValues> form, string by) => new()
    {
        By = by,
        Period = form.GetValueOrDefault("period"),
        Note = form.GetValueOrDefault("note"),
        Omit = [.. form.GetValueOrDefault("omit").OfType<string>()],
        Reason = form.GetValueOrDefault("reason"),
        Subject = form.GetValueOrDefault("subject"),
        Promise = PromiseForm.Read(form),
        Risk = RiskForm.Read(form),
        Until = form.GetValueOrDefault("until"),
    };

    async Task<PageResponse> AskAsync(
        string project, string name, IntakeRequest request, string done, Visit visit)
    {
        var answer = await intake.AskAsync(project, name, request, visit.Cancellation);
        return answer.Result == IntakeResult.Done
            ? PageResponse.SeeOther(WithDone(Next(project, name), done))
            : await renderer.MessageAsync(
                answer.Status, "That was not possible", answer.Reason!, Next(project, name), "Go back");
    }

    static bool HasChanged(LedgerState state, IntakeRequest request, string? seen) =>
        state.Held is { } held && held.Period == request.Period && ReviewPages.HashOf(held) != seen;

    // What was looked at is what goes; words nobody has seen in the letter are saved and shown first.
    static bool HasUnsavedWords(LedgerState state, IntakeRequest request) =>
        state.Held is { } held && (!request.Omit.IsEmpty
            || (request.Note ?? "").ReplaceLineEndings("\n").Trim() != (held.Content.Note ?? ""));

    static string Next(string project, string name) => name switch
    {
        "hold" => $"/outbox?project={project}",
        "edit" => $"/review/{project}",
        "release" or "discard" => $"/ledger/{project}",
        _ when name.StartsWith("ask-", StringComparison.Ordinal) || name.EndsWith("-change", StringComparison.Ordinal)
            || name == "state-promise" => $"/decisions/{project}",
        "raise-risk" => $"/risks/{project}",
        _ when name.EndsWith("-warning", StringComparison.Ordinal) => $"/risks/{project}",
        _ => "/",
    };

    static string WithDone(string path, string done) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}";
}
