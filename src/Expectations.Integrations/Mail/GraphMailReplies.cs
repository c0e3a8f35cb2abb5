using System.Globalization;
using System.Net.Http.Headers;
using Azure.Identity;
using Expectations.Hosting.Delivery;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace Expectations.Integrations.Mail;

/// <summary>
/// Says what a failed attempt through Microsoft Graph means, in words a manager can act on.
/// </summary>
static class GraphMailReplies
{
    /// <summary>What the trouble means; none where it is not Graph's.</summary>
    /// <param name="trouble">What happened.</param>
    /// <param name="recipient">Address that must not be repeated.</param>
    public static Attempt? Explain(Exception trouble, string recipient) => trouble switch
    {
        ApiException answer => Answer(answer, recipient),
        AuthenticationFailedException => TryAgain(
            "Signing in to Microsoft Graph failed. Check tenant, application and secret."),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
        } => TryAgain(
            "Microsoft Graph cannot be reached. Check the network."),
        // Cancelling counts too: the request may have been on its way already.
        HttpRequestException or IOException or OperationCanceledException => new(AttemptResult.Ambiguous,
            "The connection ended before Microsoft Graph said whether it took the letter. The same "
            + "letter goes again."),
        _ => null,
    };

    static Attempt Answer(ApiException answer, string recipient)
    {
        var code = (answer as ODataError)?.Error?.Code;
        var said = Said(answer, code, recipient);
        return answer.ResponseStatusCode switch
        {
            400 when code is "ErrorInvalidRecipients" or "ErrorRecipientNotFound" =>
                new(AttemptResult.Refused, $"Exchange refused the address{said}"),
            400 or 413 => new(AttemptResult.LetterRefused, $"Exchange refused the letter itself{said}"),
            401 => TryAgain($"Microsoft Graph did not accept the sign-in{said} Check tenant, application and "
                + "secret."),
            403 => TryAgain($"The application may not send from this mailbox{said} Grant it Mail.Send with "
                + "admin consent, and allow this mailbox where an access policy limits it."),
            404 => TryAgain($"The mailbox that sends was not found{said} Check its name in the mail "
                + "settings."),
            429 or 503 => TryAgain($"Exchange is too busy to take the letter now{said}")
                with
            { RetryAfter = Plans.RetryAfter.Of(answer.ResponseHeaders) },
            408 or >= 500 => new(AttemptResult.Ambiguous,
                $"Exchange failed without saying whether it took the letter{said} The same one goes again."),
            _ => TryAgain($"Exchange did not take the letter this time{said}"),
        };
    }

    static string Said(ApiException answer, string? code, string recipient)
    {
        var status = $"{answer.ResponseStatusCode.ToString(CultureInfo.InvariantCulture)} {code}".TrimEnd();
        var words = AddressMask.Hide((answer as ODataError)?.Error?.Message, recipient).TrimEnd('.');
        return words.Length == 0 ? $" ({status})." : $" ({status}): {words}.";
    }

    static Attempt TryAgain(string detail) => new(AttemptResult.TryAgain, detail);
}
