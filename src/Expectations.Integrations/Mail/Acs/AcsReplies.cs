using System.Net.Http.Headers;
using Azure;
using Expectations.Hosting.Delivery;

namespace Expectations.Integrations.Mail.Acs;

/// <summary>Says what a failed attempt means, in words a manager can act on.</summary>
static class AcsReplies
{
    internal static Attempt NoAnswer { get; } = new(AttemptResult.Ambiguous,
        "The connection ended before the communication service said whether it took the letter. The same one goes "
        + "again.");

    internal static Attempt Explain(RequestFailedException answer, string recipient)
    {
        var code = answer.ErrorCode ?? "";
        var said = $" ({answer.Status} {code}): {AddressMask.Hide(FirstLine(answer), recipient)}";
        return answer.Status switch
        {
            0 when answer.InnerException is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError,
            } =>
                new(AttemptResult.TryAgain, "The communication service cannot be reached. Check the network."),
            0 => NoAnswer,
            400 when code.Contains("Recipient", StringComparison.OrdinalIgnoreCase) =>
                new(AttemptResult.Refused, $"The communication service refused the address{said}"),
            400 when IsAboutTheSender(code) => new(AttemptResult.TryAgain,
                $"The communication service does not know the sender{said} Link its domain, and check Sender."),
            400 or 413 =>
                new(AttemptResult.LetterRefused, $"The communication service refused the letter itself{said}"),
            401 or 403 => new(AttemptResult.TryAgain, $"The communication service does not let this app in{said} Give "
                + "its identity the role Communication and Email Service Owner."),
            429 => new(AttemptResult.TryAgain, "The quota of the communication service is used up.",
                RetryAfter(answer)),
            408 or >= 500 => new(AttemptResult.Ambiguous,
                $"The communication service failed without saying whether it took the letter{said}",
                RetryAfter(answer)),
            _ => new(AttemptResult.TryAgain, $"The communication service did not take the letter this time{said}"),
        };
    }

    static bool IsAboutTheSender(string code) =>
        code.Contains("Domain", StringComparison.OrdinalIgnoreCase)
        || code.Contains("Sender", StringComparison.OrdinalIgnoreCase);

    static string FirstLine(RequestFailedException answer) => answer.Message.Split('\n', 2)[0];

    static Duration? RetryAfter(RequestFailedException answer) =>
        answer.GetRawResponse()?.Headers is { } headers && headers.TryGetValue("Retry-After", out var text)
            ? Plans.RetryAfter.Of(text, headers.TryGetValue("Date", out var date) ? date : null)
            : null;
}
