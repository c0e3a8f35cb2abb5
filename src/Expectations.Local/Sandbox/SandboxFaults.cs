using System.Text.Json.Nodes;

namespace Expectations.Local.Sandbox;

/// <summary>What goes wrong with some of the sandbox's answers.</summary>
public sealed record SandboxFault
{
    /// <summary>Part of the path it applies to; the empty text applies to everything.</summary>
    public string Path { get; init; } = "";

    /// <summary>How many matching requests go well before it.</summary>
    public int Skip { get; init; }

    /// <summary>How many matching requests it spoils.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Status answered instead.</summary>
    public int? Status { get; init; }

    /// <summary>Error code answered instead.</summary>
    public string Code { get; init; } = "";

    /// <summary>Seconds the answer asks to wait.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Changes the answer, given the address that was asked.</summary>
    public Action<JsonObject, string>? Rewrite { get; init; }

    /// <summary>Bytes answered as they are.</summary>
    public ReadOnlyMemory<byte>? Verbatim { get; init; }

    /// <summary>Whether the answer ends in the middle.</summary>
    public bool Cut { get; init; }

    /// <summary>429: too many requests.</summary>
    public static SandboxFault Throttled(int? retryAfter) =>
        new() { Status = 429, Code = "TooManyRequests", RetryAfter = retryAfter };

    /// <summary>503: the service is down.</summary>
    public static SandboxFault Unavailable() => new() { Status = 503, Code = "ServiceUnavailable" };

    /// <summary>404: there is no such thing.</summary>
    public static SandboxFault NotFound() => new() { Status = 404, Code = "NotFound" };

    /// <summary>410: the page a link led to is stale.</summary>
    public static SandboxFault Gone() => new() { Status = 410, Code = "ResyncRequired" };

    /// <summary>401: the token is not taken.</summary>
    public static SandboxFault Unauthorized() => new() { Status = 401, Code = "InvalidAuthenticationToken" };

    /// <summary>403: a limit of Planner, not a lack of permission.</summary>
    public static SandboxFault LimitReached() => new() { Status = 403, Code = "MaximumActiveTasksInProject" };

    /// <summary>403: the application has no permission, or no longer.</summary>
    public static SandboxFault ConsentLost() => new() { Status = 403, Code = "Authorization_RequestDenied" };

    /// <summary>The answer ends in the middle.</summary>
    public static SandboxFault Broken() => new() { Cut = true };

    /// <summary>Each page leads back to itself.</summary>
    public static SandboxFault Circle() =>
        new() { Rewrite = (page, url) => page["@odata.nextLink"] = url, Times = int.MaxValue };

    /// <summary>The list is empty, as if everything had been deleted.</summary>
    public static SandboxFault Emptied() => new()
    {
        Rewrite = (page, _) =>
        {
            page["value"] = new JsonArray();
            page.Remove("@odata.nextLink");
        },
    };
}

/// <summary>The faults still to come, in the order they were added.</summary>
public sealed class SandboxFaults
{
    readonly Lock gate = new();
    readonly List<SandboxFault> coming = [];

    /// <summary>Adds a fault.</summary>
    public void Add(SandboxFault fault)
    {
        lock (gate)
            coming.Add(fault);
    }

    /// <summary>Forgets what is still to come.</summary>
    public void Clear()
    {
        lock (gate)
            coming.Clear();
    }

    /// <summary>The fault for a request, counted as done.</summary>
    internal SandboxFault? Take(string path)
    {
        lock (gate)
        {
            var at = coming.FindIndex(f => path.Contains(f.Path, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                return null;
            var fault = coming[at];
            if (fault.Skip > 0)
            {
                coming[at] = fault with { Skip = fault.Skip - 1 };
                return null;
            }
            coming[at] = fault with { Times = fault.Times - 1 };
            if (fault.Times <= 1)
                coming.RemoveAt(at);
            return fault;
        }
    }
}
