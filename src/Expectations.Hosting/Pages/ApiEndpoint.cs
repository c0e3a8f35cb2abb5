using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;

namespace Expectations.Hosting.Pages;

/// <summary>Takes the same requests as JSON: POST /api/projects/{id}/{request}.</summary>
sealed class ApiEndpoint(ProjectShelf shelf, Intake intake)
{
    const int LongestKey = 128;

    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 8,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    internal IEnumerable<Route> Routes =>
        [new("POST", "/api/projects/{project}/{request}", Entrance.OperatorApi, TakeAsync)];

    async Task<PageResponse> TakeAsync(Visit visit)
    {
        var type = visit.Request.ContentType ?? "";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return Problems.Json(415, "Not JSON", "Send the request with Content-Type: application/json.");
        if (!Utf8.IsValid(visit.Request.Body.Span))
            return Problems.Json(400, "Not UTF-8", "Send the body as UTF-8.");
        if (visit.Request.IdempotencyKey is { Length: > LongestKey })
            return Problems.Json(400, "Idempotency-Key too long", $"Use at most {LongestKey} characters.");
        ApiRequest? body;
        try
        {
            body = JsonSerializer.Deserialize<ApiRequest>(visit.Request.Body.Span, Strict);
        }
        catch (JsonException wrong)
        {
            return Problems.Json(400, "The JSON cannot be understood", wrong.Message);
        }
        if (body is null)
            return Problems.Json(400, "The JSON cannot be understood", "Send an object, for example {}.");
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is null)
            return Problems.Json(404, "No such project", "Look at the list of projects for the right id.");
        return Answer(
            await intake.AskAsync(visit["project"], visit["request"], body.For(visit), visit.Cancellation));
    }

    static PageResponse Answer(IntakeAnswer answer) => answer.Result == IntakeResult.Done
        ? PageResponse.Bytes("application/json", JsonSerializer.SerializeToUtf8Bytes(
            new ApiAnswer(answer.Events.IsEmpty ? "already so" : "done", answer.Events), LedgerJson.Options))
        : Problems.Json(answer.Status, "That was not possible", answer.Reason!);

    sealed record ApiRequest(string? Period, string? Note, string[]? Omit, string? Reason, string? By)
    {
        internal IntakeRequest For(Visit visit) => new()
        {
            By = string.IsNullOrWhiteSpace(By) ? visit.By : Gate.CleanName(By),
            Period = Period,
            Note = Note,
            Omit = [.. Omit ?? []],
            Reason = Reason,
            RepetitionId = visit.Request.IdempotencyKey is { Length: > 0 } key
                ? $"api:{visit["request"]}:{key}"
                : null,
        };
    }

    sealed record ApiAnswer(string Status, ImmutableArray<Core.LedgerEvent> Events);
}
