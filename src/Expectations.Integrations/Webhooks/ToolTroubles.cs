using System.Globalization;
using System.Net;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>Why a PM tool could not be read: in words that say what to do, and never repeat a token.</summary>
sealed class ToolTroubles(IToolReading tool, Instant now)
{
    readonly string title = ToolTitles.Of(tool.Tool);

    /// <summary>Part of it is missing, so that nothing of it counts.</summary>
    internal ToolTroubleException Incomplete(string why) =>
        new(PlanTrouble.Incomplete, $"{title} could not be read whole: {why}.");

    /// <summary>It has no such project.</summary>
    internal ToolTroubleException Unknown(string project) => new(
        PlanTrouble.NotFound, $"{title} knows no '{project}', or hides it from this token. Check 'from'. {tool.Token}");

    /// <summary>A project is called otherwise there.</summary>
    internal ToolTroubleException Named(string project, string shape) =>
        new(PlanTrouble.NotFound, $"'{project}' is no project of {title}; write {shape} under 'from'.");

    /// <summary>It could not be reached.</summary>
    internal ToolTroubleException Lost(Exception lost) => lost switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new(PlanTrouble.LimitReached, $"{title} sent more at once than is taken."),
        HttpRequestException { HttpRequestError: var error } => new(
            PlanTrouble.Unavailable, $"{title} cannot be reached ({error}). Check its address and the network."),
        _ => new(PlanTrouble.Unavailable, $"{title} did not answer in time."),
    };

    /// <summary>It, or the memory of what it said last, asks to be left alone.</summary>
    internal ToolTroubleException Patience(Duration? wait) =>
        new(PlanTrouble.Throttled, $"{title} asks for patience; it is read again later.", wait);

    /// <summary>It refused.</summary>
    internal ToolTroubleException Of(HttpResponseMessage answer, JsonElement body)
    {
        if (body.All("errors").Any(e => e.Has("extensions", "code")) || body.Has("error_code"))
            return Of(body);
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        var wait = WaitOf(answer);
        var isUsedUp = answer.Headers.TryGetValues("X-RateLimit-Remaining", out var left) && left.First() == "0";
        return answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => Patience(wait),
            HttpStatusCode.Forbidden when isUsedUp || wait is not null => Patience(wait),
            HttpStatusCode.Unauthorized or HttpStatusCode.NonAuthoritativeInformation => SignIn(status),
            HttpStatusCode.Redirect when tool.Tool == Tool.AzureDevops => SignIn(status),
            HttpStatusCode.Forbidden => Forbidden(status),
            HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.BadRequest => new(
                PlanTrouble.NotFound, $"{title} answered {status}: it knows no such project, or hides it from this "
                + $"token. Check 'from', and the token. {tool.Token}"),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(
                PlanTrouble.NotFound, $"{title} answered {status}: what was asked for has moved. Write its present "
                + "name under 'from', or its present 'address'."),
            _ => new(PlanTrouble.Unavailable, $"{title} answered {status}.", wait) { Status = answer.StatusCode },
        };
    }

    /// <summary>It refused by GraphQL, which has its own words for that.</summary>
    internal ToolTroubleException Of(JsonElement body)
    {
        var extensions = body.All("errors").FirstOrDefault().At("extensions") ?? default;
        var code = (extensions.Text("code") ?? body.Text("error_code") ?? "an error").ToUpperInvariant();
        bool Is(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (code.Contains(word, StringComparison.Ordinal))
                    return true;
            return false;
        }
        if (Is("RATELIMIT", "RATE_LIMIT", "COMPLEXITY", "LIMIT_EXCEEDED", "CONCURRENCY"))
            return Patience(
                extensions.At("retry_in_seconds") is { ValueKind: JsonValueKind.Number } number
                && number.TryGetInt32(out var seconds)
                    ? Plans.RetryAfter.Within(Duration.FromSeconds(seconds))
                    : null);
        return Is("AUTHENTICATION", "UNAUTHENTICATED") ? SignIn("that it does not know the token")
            : Is("FORBIDDEN", "UNAUTHORIZED", "PERMISSION", "SCOPE") ? Forbidden("that it may not tell")
            : Incomplete("it sent an error besides, or in place of, the items");
    }

    ToolTroubleException SignIn(string answer) => new(
        PlanTrouble.SignInFailed, $"{title} answered {answer}: the token is wrong, out of date or withdrawn. "
        + $"Make a new one. {tool.Token}");

    ToolTroubleException Forbidden(string answer) =>
        new(PlanTrouble.ConsentLost, $"{title} answered {answer}: the token may not read this. {tool.Token}");

    Duration? WaitOf(HttpResponseMessage answer) =>
        Plans.RetryAfter.Of(answer.Headers.RetryAfter, now.ToDateTimeOffset());
}

/// <summary>Why a PM tool could not be read.</summary>
sealed class ToolTroubleException(PlanTrouble kind, string message, Duration? retryAfter = null) : Exception(message)
{
    internal PlanTrouble Kind => kind;

    internal Duration? RetryAfter => retryAfter;

    /// <summary>Which HTTP status it comes from; none where it is another trouble.</summary>
    internal HttpStatusCode? Status { get; init; }
}
