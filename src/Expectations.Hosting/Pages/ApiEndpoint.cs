using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;

namespace Expectations.Hosting.Pages;

/// <summary>
/// Takes the same requests as JSON: POST /api/projects/{id}/{request}; and registers projects: POST /api/projects.
/// </summary>
sealed class ApiEndpoint(ProjectShelf shelf, Intake intake)
{
    const int LongestKey = 128;

    // What is asked is written as ledgers keep it.
    static readonly JsonSerializerOptions Strict = new(LedgerJson.Options)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 16,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    internal IEnumerable<Route> Routes =>
    [
        new("POST", "/api/projects", Entrance.OperatorApi, RegisterAsync),
        new("POST", "/api/projects/{project}/{request}", Entrance.OperatorApi, TakeAsync),
    ];

    async Task<PageResponse> RegisterAsync(Visit visit) => Read<ProjectSetup>(visit.Request, Strict) switch
    {
        (_, { } refusal) => refusal,
        var (setup, _) => Answer(await intake.RegisterAsync(setup!, visit.Cancellation)),
    };

    async Task<PageResponse> TakeAsync(Visit visit)
    {
        if (visit.Request.IdempotencyKey is { Length: > LongestKey })
            return Problems.Json(400, "Idempotency-Key too long", $"Use at most {LongestKey} characters.");
        var (body, refusal) = Read<ApiRequest>(visit.Request, Strict);
        if (refusal is not null)
            return refusal;
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is null)
            return Problems.Json(404, "No such project", "Look at the list of projects for the right id.");
        return Answer(
            await intake.AskAsync(visit["project"], visit["request"], body!.For(visit), visit.Cancellation));
    }

    static (T? Body, PageResponse? Refusal) Read<T>(PageRequest request, JsonSerializerOptions options)
        where T : class
    {
        var type = request.ContentType ?? "";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return (null, Problems.Json(415, "Not JSON", "Send the request with Content-Type: application/json."));
        if (!Utf8.IsValid(request.Body.Span))
            return (null, Problems.Json(400, "Not UTF-8", "Send the body as UTF-8."));
        const string Title = "The JSON cannot be understood";
        try
        {
            return JsonSerializer.Deserialize<T>(request.Body.Span, options) is { } body
                ? (body, null)
                : (null, Problems.Json(400, Title, "Send an object, for example {}."));
        }
        catch (JsonException wrong)
        {
            return (null, Problems.Json(400, Title, wrong.Message));
        }
    }

    static PageResponse Answer(IntakeAnswer answer) => answer.Result == IntakeResult.Done
        ? PageResponse.Bytes("application/json", JsonSerializer.SerializeToUtf8Bytes(
            new ApiAnswer(answer.Events.IsEmpty ? "already so" : "done", answer.Events), LedgerJson.Options))
        : Problems.Json(answer.Status, "That was not possible", answer.Reason!);

    sealed record ApiRequest(
        string? Period, string? Note, string[]? Omit, string? Reason, string? By, string? Subject, Change? Change,
        StatedPromise? Promise, Risk? Risk, string? Until)
    {
        internal IntakeRequest For(Visit visit) => new()
        {
            By = string.IsNullOrWhiteSpace(By) ? visit.By : Gate.CleanName(By),
            Period = Period,
            Note = Note,
            Omit = [.. Omit ?? []],
            Reason = Reason,
            Subject = Subject,
            Change = Change,
            Promise = Promise,
            Risk = Risk,
            Until = Until,
            RepetitionId = visit.Request.IdempotencyKey is { Length: > 0 } key
                ? $"api:{visit["request"]}:{key}"
                : null,
            Fingerprint = Sha256Hex.Of(visit.Request.Body.Span),
        };
    }

    sealed record ApiAnswer(string Status, ImmutableArray<Core.LedgerEvent> Events);
}
