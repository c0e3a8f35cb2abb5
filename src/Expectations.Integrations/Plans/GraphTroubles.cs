using System.Net;
using System.Text.RegularExpressions;
using Azure.Identity;
using Expectations.Core.Plans;
using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace Expectations.Integrations.Plans;

/// <summary>What went wrong with a request, in the words of a plan reading.</summary>
/// <param name="Kind">What kind of trouble.</param>
/// <param name="Detail">What the service said and what to do, without addresses.</param>
/// <param name="Wait">How long the service asked to wait.</param>
sealed record GraphTrouble(PlanTrouble Kind, string Detail, Duration? Wait = null);

/// <summary>Tells the kinds of trouble with Graph apart.</summary>
static partial class GraphTroubles
{
    /// <summary>What an exception of the SDK, the sign-in or the network means.</summary>
    internal static GraphTrouble Of(Exception e) => Cause(e) switch
    {
        ThrottledException x => new(PlanTrouble.Throttled, x.Message, x.Wait),
        IncompleteReadException x => Incomplete(x),
        // Looking for a sign-in on this machine fails in ways that look like the network, and are not.
        CredentialUnavailableException x => new(PlanTrouble.SignInFailed, Say(x.Message)),
        AuthenticationFailedException x when !IsNetwork(x) => new(PlanTrouble.SignInFailed, Say(x.Message)),
        ApiException x => OfAnswer(x),
        HttpRequestException or IOException or OperationCanceledException or AuthenticationFailedException =>
            new(PlanTrouble.Unavailable, "Microsoft Graph did not answer."),
        // What the SDK throws for text that is no JSON or a value of another type than documented.
        var x => new(PlanTrouble.Incomplete, Say($"The answer made no sense: {x.Message}")),
    };

    /// <summary>Status of the answer behind an exception; none where there was no answer.</summary>
    internal static int? Status(Exception e) => Cause(e) switch
    {
        ApiException x => x.ResponseStatusCode,
        IncompleteReadException { InnerException: { } inner } => Status(inner),
        _ => null,
    };

    // The SDK wraps the answers it got while it tried again; the last one counts.
    static Exception Cause(Exception e) =>
        e is AggregateException { InnerExceptions: [.., var last] } ? Cause(last) : e;

    static bool IsNetwork(Exception? e) => e switch
    {
        null => false,
        HttpRequestException or IOException or OperationCanceledException => true,
        AggregateException all => all.InnerExceptions.Any(IsNetwork),
        _ => IsNetwork(e.InnerException),
    };

    static GraphTrouble Incomplete(IncompleteReadException e)
    {
        var cause = e.InnerException is null ? null : Of(e.InnerException);
        return cause?.Kind is PlanTrouble.Throttled or PlanTrouble.SignInFailed or PlanTrouble.ConsentLost
            ? cause
            : new GraphTrouble(
                PlanTrouble.Incomplete,
                Say($"{e.Message} {cause?.Detail} Nothing is concluded from part of a plan."));
    }

    static GraphTrouble OfAnswer(ApiException e)
    {
        var error = (e as ODataError)?.Error;
        var (code, message) = (error?.Code, error?.Message ?? e.Message);
        var said = Say($"Microsoft Graph answered {e.ResponseStatusCode} {code}: {message}");
        return (HttpStatusCode)e.ResponseStatusCode switch
        {
            HttpStatusCode.TooManyRequests => new(PlanTrouble.Throttled, said, Wait(e)),
            HttpStatusCode.Unauthorized => new(PlanTrouble.SignInFailed, said),
            // Planner says 403 for limits too, with codes such as MaximumTasksInProject.
            HttpStatusCode.Forbidden when IsLimit(code) => new(PlanTrouble.LimitReached, said),
            HttpStatusCode.Forbidden => new(PlanTrouble.ConsentLost, said),
            HttpStatusCode.NotFound => new(PlanTrouble.NotFound, said),
            HttpStatusCode.Gone => new(PlanTrouble.Incomplete, said),
            _ => new(PlanTrouble.Unavailable, said, Wait(e)),
        };
    }

    // What a whole batch fails with keeps its headers in a place of its own.
    static Duration? Wait(ApiException e) => e is ServiceException { ResponseHeaders: { } headers }
        ? RetryAfter.Of(headers.RetryAfter, headers.Date)
        : RetryAfter.Of(e.ResponseHeaders);

    static bool IsLimit(string? code) =>
        code is not null && (code.StartsWith("Maximum", StringComparison.OrdinalIgnoreCase)
            || code.Contains("Limit", StringComparison.OrdinalIgnoreCase));

    static string Say(string text) => CleanText.Line(Address().Replace(text, "(address)"), 400);

    [GeneratedRegex(@"[^\s@'""<>]+@[^\s@'""<>]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}

/// <summary>The service asked for more patience than a reading has.</summary>
sealed class ThrottledException(Duration wait) : Exception("Microsoft Graph asked for patience.")
{
    public Duration Wait { get; } = wait;
}
