using System.Diagnostics;

namespace Expectations.Hosting.Pages.Http;

/// <summary>What can be watched of requests from outside: patterns of routes. Paths carry tokens.</summary>
static class RequestTelemetry
{
    static readonly ActivitySource Source = new("Expectations");

    public static Activity? Start(string method, string pattern)
    {
        // Whoever asks can make up any method.
        var known = method is "GET" or "HEAD" or "OPTIONS" or "POST" ? method : "_OTHER";
        return Source.StartActivity($"{known} {pattern}", ActivityKind.Server)
            ?.SetTag("http.request.method", known)
            .SetTag("http.route", pattern);
    }

    public static void Record(Activity? activity, int status)
    {
        activity?.SetTag("http.response.status_code", status);
        if (status >= 500)
            activity?.SetStatus(ActivityStatusCode.Error);
    }
}
