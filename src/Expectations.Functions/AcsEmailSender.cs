using Azure;
using Azure.Communication.Email;
using Azure.Core;
using Azure.Identity;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Mail.Acs;
using MimeKit;

namespace Expectations.Functions;

/// <summary>Sends letters through Azure Communication Services.</summary>
/// <remarks>
/// The service takes parts, not bytes: subject, html, text, pictures and headers are those of the frozen message.
/// It takes an operation and a Message-ID once, so that the same letter sent again is recognised.
/// </remarks>
/// <param name="client">Sends; must not repeat attempts by itself.</param>
/// <param name="notes">Keep which letter an operation sends, for delivery reports.</param>
/// <param name="statusOf">Tells how an operation stands, where not the client itself is to be asked.</param>
public sealed class AcsEmailSender(
    EmailClient client, INotebook notes, Func<Guid, CancellationToken, Task<EmailSendStatus>>? statusOf = null)
    : IOutlet
{
    readonly SentLetters sent = new(notes);

    static readonly HeaderId[] Passed =
    [
        HeaderId.MessageId, HeaderId.InReplyTo, HeaderId.References, HeaderId.AutoSubmitted,
        HeaderId.ContentLanguage, HeaderId.ListId, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost,
    ];

    /// <inheritdoc/>
    public string Name => "acs";

    /// <summary>Sends by the communication service at this address.</summary>
    public static AcsEmailSender Open(Uri endpoint, TokenCredential credential, INotebook notes)
    {
        // Every attempt is the courier's to count: the SDK would wait out a 429 in silence.
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = 0;
        return new AcsEmailSender(new EmailClient(endpoint, credential, options), notes);
    }

    /// <inheritdoc/>
    public async Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var id = await sent.NoteAsync(letter, cancellation);
        try
        {
            await client.SendAsync(WaitUntil.Started, Compose(letter), id, cancellation);
            return new(AttemptResult.Accepted, $"Operation {id}.");
        }
        catch (FormatException trouble)
        {
            return new(AttemptResult.LetterRefused, trouble.Message);
        }
        catch (RequestFailedException answer)
        {
            return answer.Status == 400 && await IsTakenAsync(id, cancellation)
                ? new(AttemptResult.Accepted, $"Operation {id}, taken by an earlier attempt.")
                : AcsReplies.Explain(answer, letter.Recipient);
        }
        catch (AuthenticationFailedException)
        {
            return new(AttemptResult.TryAgain,
                "Signing in to the communication service failed. Give the app's identity the role "
                + "Communication and Email Service Owner on it.");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException or OperationCanceledException)
        {
            return AcsReplies.NoAnswer;
        }
    }

    internal static EmailMessage Compose(OutboxRow letter)
    {
        using var mime = MimeMessage.Load(new MemoryStream(letter.Mime.ToArray(), writable: false));
        var sender = mime.From.Mailboxes.FirstOrDefault()
            ?? throw new FormatException("The letter says nobody it is from.");
        var name = mime.To.Mailboxes.FirstOrDefault()?.Name ?? "";
        var content = new EmailContent(mime.Subject ?? "") { Html = mime.HtmlBody, PlainText = mime.TextBody };
        var message = new EmailMessage(
            sender.Address, new EmailRecipients([new EmailAddress(letter.Recipient, name)]), content)
        {
            UserEngagementTrackingDisabled = true,
        };
        foreach (var reply in mime.ReplyTo.Mailboxes)
            message.ReplyTo.Add(new EmailAddress(reply.Address, reply.Name ?? ""));
        foreach (var header in mime.Headers.Where(header => Passed.Contains(header.Id)))
            message.Headers[header.Field] = header.Value;
        message.Headers["x-ms-acsemail-validate-message-id"] = "true";
        foreach (var part in mime.BodyParts.OfType<MimePart>().Where(part => part is not TextPart))
            message.Attachments.Add(Attach(part));
        return message;
    }

    static EmailAttachment Attach(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return new EmailAttachment(
            part.FileName ?? "attachment", part.ContentType.MimeType, BinaryData.FromBytes(bytes.ToArray()))
        {
            ContentId = part.ContentId,
        };
    }

    // A Message-ID the service has seen before is refused like any other mistake; only the operation tells.
    async Task<bool> IsTakenAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            var status = await (statusOf ?? StatusAsync)(id, cancellation);
            return status == EmailSendStatus.NotStarted || status == EmailSendStatus.Running
                || status == EmailSendStatus.Succeeded;
        }
        catch (RequestFailedException)
        {
            return false;
        }
    }

    async Task<EmailSendStatus> StatusAsync(Guid id, CancellationToken cancellation)
    {
        var operation = new EmailSendOperation(id.ToString(), client);
        await operation.UpdateStatusAsync(cancellation);
        return !operation.HasCompleted ? EmailSendStatus.Running
            : operation.HasValue ? operation.Value.Status : EmailSendStatus.Failed;
    }
}
