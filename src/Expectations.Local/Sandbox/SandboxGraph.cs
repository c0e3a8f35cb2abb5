using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Expectations.Local.Sandbox;

/// <summary>What the sandbox answers: status, JSON, how long to wait, and how it is spoilt.</summary>
sealed record SandboxAnswer(int Status, JsonNode? Body = null, int? RetryAfter = null)
{
    internal bool Cut { get; init; }

    internal ReadOnlyMemory<byte>? Verbatim { get; init; }
}

/// <summary>Answers the requests of Microsoft Graph a plan reading makes, from histories of plans.</summary>
sealed class SandboxGraph(
    IReadOnlyCollection<SandboxPlan> plans, IClock clock, SandboxFaults faults, int pageSize,
    Func<string> home)
{
    const int MostInBatch = 20;

    /// <summary>Answers one request.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="pathAndQuery">Path below the version, with its query.</param>
    /// <param name="body">JSON that was posted.</param>
    /// <param name="roles">What the application may do; none where it has not signed in.</param>
    internal SandboxAnswer Answer(
        string method, string pathAndQuery, JsonNode? body, IReadOnlySet<string>? roles)
    {
        var fault = faults.Take(pathAndQuery);
        if (fault is { Status: { } status })
            return Error(status, fault.Code, fault.RetryAfter);
        if (roles is null)
            return Error(401, "InvalidAuthenticationToken");
        if (!SandboxToken.Permits(roles, pathAndQuery))
            return Error(403, "Authorization_RequestDenied");
        var answer = Route(method, pathAndQuery, body, roles);
        if (answer.Body is JsonObject json)
            fault?.Rewrite?.Invoke(json, home() + pathAndQuery);
        return answer with { Cut = fault?.Cut ?? false, Verbatim = fault?.Verbatim };
    }

    SandboxAnswer Route(string method, string pathAndQuery, JsonNode? body, IReadOnlySet<string> roles)
    {
        var (path, query) = Split(pathAndQuery);
        return (method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("POST", ["$batch"]) => Batch(body, roles),
            ("GET", ["planner", "plans", var id]) => OfPlan(id, p => Ok(Node(p.Plan))),
            ("GET", ["planner", "plans", var id, "details"]) => OfPlan(id, p => Ok(Details(p))),
            ("GET", ["planner", "plans", var id, "buckets"]) => OfPlan(id, p => Page(p.Buckets, path, query)),
            ("GET", ["planner", "plans", var id, "tasks"]) => OfPlan(id, p => Page(p.Tasks, path, query)),
            ("GET", ["users", var id]) => User(id),
            ("GET", ["users", var id, "calendarView"]) => Page(
                SandboxCalendar.Events(Snapshots(), id, query), path, query),
            ("POST", ["users", _, "calendar", "getSchedule"]) =>
                Ok(SandboxCalendar.Schedules(Snapshots(), body)),
            _ => Error(404, "NotFound"),
        };
    }

    IEnumerable<SandboxSnapshot> Snapshots()
    {
        var now = clock.GetCurrentInstant();
        return plans.Select(p => p.At(now)).OfType<SandboxSnapshot>();
    }

    SandboxAnswer OfPlan(string id, Func<SandboxSnapshot, SandboxAnswer> answer) =>
        Snapshots().FirstOrDefault(p => p.PlanId == id) is { } plan ? answer(plan) : Error(404, "NotFound");

    SandboxAnswer User(string id)
    {
        foreach (var plan in Snapshots())
        {
            if (plan.User(id) is { } user)
                return Ok(Node(user));
            if (!plan.NamesPeople && plan.Assigns(id))
                return Ok(new JsonObject { ["id"] = id, ["displayName"] = $"Member {string.Concat(id.Take(5))}" });
        }
        return Error(404, "Request_ResourceNotFound");
    }

    SandboxAnswer Page(IReadOnlyList<JsonElement> items, string path, Dictionary<string, string> query)
    {
        _ = int.TryParse(query.GetValueOrDefault("$skiptoken"), CultureInfo.InvariantCulture, out var from);
        var part = items.Skip(from).Take(pageSize).Select(Node);
        var page = new JsonObject { ["value"] = new JsonArray([.. part]) };
        if (from + pageSize < items.Count)
        {
            query["$skiptoken"] = (from + pageSize).ToString(CultureInfo.InvariantCulture);
            page["@odata.nextLink"] = QueryHelpers.AddQueryString(home() + path, query!);
        }
        return Ok(page);
    }

    SandboxAnswer Batch(JsonNode? body, IReadOnlySet<string> roles)
    {
        if (body?["requests"] is not JsonArray { Count: <= MostInBatch } requests)
            return Error(400, "BadRequest");
        var answers = new JsonArray();
        foreach (var request in requests)
        {
            var url = "/" + ((string?)request!["url"] ?? "").TrimStart('/');
            var answer = Answer((string?)request["method"] ?? "GET", url, request["body"], roles);
            var headers = new JsonObject { ["Content-Type"] = "application/json" };
            if (answer.RetryAfter is { } wait)
                headers["Retry-After"] = wait.ToString(CultureInfo.InvariantCulture);
            answers.Add(new JsonObject
            {
                ["id"] = request["id"]!.DeepClone(),
                ["status"] = answer.Status,
                ["headers"] = headers,
                ["body"] = answer.Body,
            });
        }
        return Ok(new JsonObject { ["responses"] = answers });
    }

    static JsonObject Details(SandboxSnapshot plan) =>
        plan.Details is { } details && Node(details) is JsonObject known
            ? known
            : new JsonObject { ["id"] = plan.PlanId, ["categoryDescriptions"] = new JsonObject() };

    static SandboxAnswer Ok(JsonNode? body) => new(200, body);

    static SandboxAnswer Error(int status, string code, int? retryAfter = null) => new(status, new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = $"The sandbox answers {status}." },
    }, retryAfter);

    static JsonNode? Node(JsonElement element) => JsonSerializer.SerializeToNode(element);

    static (string Path, Dictionary<string, string> Query) Split(string pathAndQuery)
    {
        var parts = pathAndQuery.Split('?', 2);
        var query = QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1))
            .ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return (Uri.UnescapeDataString(parts[0]), query);
    }
}
