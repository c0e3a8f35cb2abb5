using System.Globalization;
using System.Text.RegularExpressions;
using Expectations.Hosting.Delivery;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Expectations.Integrations.Mail;

/// <summary>Says what a failed attempt means, in words a manager can act on.</summary>
static partial class SmtpReplies
{
    /// <summary>The server could not be reached or did not let us in: no letter is to blame.</summary>
    public static Attempt NotConnected(Exception trouble, SmtpSettings server) => TryAgain(trouble switch
    {
        AuthenticationException =>
            $"The mail server {server} did not accept the user name and password. Check the mail settings.",
        SslHandshakeException =>
            $"No secure connection to the mail server {server}: its certificate is not trusted, or the port "
            + "speaks no TLS. Check the port, the security and the certificate in the mail settings.",
        NotSupportedException =>
            $"The mail server {server} offers no STARTTLS or no sign-in. Check the port and the security in "
            + "the mail settings.",
        OperationCanceledException => $"The mail server {server} did not answer in time. Check that it runs.",
        SmtpCommandException refused =>
            $"The mail server {server} turned us away ({Code(refused)}){Quote(refused, null)}.",
        _ => $"The mail server {server} cannot be reached. Check its name and port in the mail settings, and "
            + "that it runs.",
    });

    /// <summary>An attempt over an open connection failed.</summary>
    /// <param name="trouble">What happened.</param>
    /// <param name="progress">How far the letter had got.</param>
    /// <param name="recipient">Address that must not be repeated.</param>
    public static Attempt Explain(Exception trouble, ContentProgress progress, string recipient) =>
        trouble switch
        {
            SmtpCommandException reply => Explain(reply, recipient),
            ServiceNotAuthenticatedException => TryAgain("The mail server wants us to sign in first. Set "
                + "user name and password in the mail settings."),
            _ when progress.Complete => new(AttemptResult.Ambiguous, "The connection ended before the mail "
                + "server said whether it took the letter. The same letter goes again."),
            OperationCanceledException => TryAgain("The mail server did not answer in time."),
            _ => TryAgain("The connection to the mail server broke before the letter was sent."),
        };

    static Attempt Explain(SmtpCommandException reply, string recipient)
    {
        var status = (int)reply.StatusCode;
        var said = $" ({Code(reply)}){Quote(reply, recipient)}.";
        return (reply.ErrorCode, status) switch
        {
            (_, >= 200 and < 300) => new(AttemptResult.Accepted),
            (SmtpErrorCode.RecipientNotAccepted, >= 500) => Recipient(reply, said),
            (SmtpErrorCode.MessageNotAccepted, >= 500) =>
                new(AttemptResult.LetterRefused, $"The mail server refused the letter itself{said}"),
            (SmtpErrorCode.SenderNotAccepted, >= 500) => TryAgain(
                $"The mail server does not let us send under this sender{said} Check sender and account."),
            (SmtpErrorCode.RecipientNotAccepted, _) =>
                TryAgain($"The mail server cannot take letters for this mailbox right now{said}"),
            _ => TryAgain($"The mail server did not take the letter this time{said}"),
        };
    }

    static Attempt Recipient(SmtpCommandException reply, string said) =>
        (Enhanced(reply), (int)reply.StatusCode) switch
        {
            // RFC 3463 calls a full mailbox a persistent transient failure, whatever the first digit.
            ("5.2.2", _) or ("", 552) => TryAgain($"The mail server said the mailbox is full{said}"),
            // About us and our rights at this server: nobody's address is condemned for it.
            _ when IsPolicy(reply) => TryAgain(
                $"The mail server does not pass on letters from us{said} Check what the account may send."),
            ("5.1.2", _) => Refused($"The mail server said the address has no mail domain{said}"),
            ("5.1.3", _) or ("", 553) => Refused($"The mail server said the address is not well formed{said}"),
            ("5.1.6", _) or ("", 551) => Refused($"The mail server said the mailbox has moved{said}"),
            ("5.2.1", _) => Refused($"The mail server said the mailbox takes no letters{said}"),
            ("5.1.1" or "5.1.10" or "", 550) => Refused($"The mail server said the mailbox does not exist{said}"),
            _ => Refused($"The mail server refused the address{said}"),
        };

    static bool IsPolicy(SmtpCommandException reply) =>
        Enhanced(reply).StartsWith("5.7.", StringComparison.Ordinal)
        || (int)reply.StatusCode is < 550 or 555
        || AboutUs().IsMatch(reply.Message);

    static Attempt TryAgain(string detail) => new(AttemptResult.TryAgain, detail);

    static Attempt Refused(string detail) => new(AttemptResult.Refused, detail);

    static string Code(SmtpCommandException reply) =>
        $"{((int)reply.StatusCode).ToString(CultureInfo.InvariantCulture)} {Enhanced(reply)}".TrimEnd();

    static string Enhanced(SmtpCommandException reply) => EnhancedCode().Match(reply.Message).Value;

    static string Quote(SmtpCommandException reply, string? recipient)
    {
        var words = AddressMask.Hide(EnhancedCode().Replace(reply.Message, ""), recipient).TrimEnd('.');
        return words.Length == 0 ? "" : $": {words}";
    }

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}\b",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex EnhancedCode();

    [GeneratedRegex("relay|authenticat|blocked|block ?list|blacklist",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AboutUs();
}
