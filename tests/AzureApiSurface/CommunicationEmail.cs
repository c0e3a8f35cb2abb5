using Azure.Core;
using AzureApiSurface;

namespace Azure.Communication.Email;

public readonly struct EmailAddress(string address, string displayName = "")
{
    public string Address { get; } = address;

    public string DisplayName { get; } = displayName;
}

public class EmailAttachment(string name, string contentType, BinaryData content)
{
    public string Name { get; } = name;

    public string ContentType { get; } = contentType;

    public BinaryData Content { get; } = content;

    public string? ContentId { get; set; }
}

public class EmailContent(string subject)
{
    public string Subject { get; } = subject;

    public string? Html { get; set; }

    public string? PlainText { get; set; }
}

public class EmailRecipients(IEnumerable<EmailAddress> to)
{
    public IList<EmailAddress> To { get; } = [.. to];
}

public class EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
{
    public string SenderAddress { get; } = senderAddress;

    public EmailRecipients Recipients { get; } = recipients;

    public EmailContent Content { get; } = content;

    public IList<EmailAttachment> Attachments { get; } = [];

    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IList<EmailAddress> ReplyTo { get; } = [];

    public bool? UserEngagementTrackingDisabled { get; set; }
}

public class EmailClientOptions : ClientOptions;

public class EmailClient
{
    protected EmailClient()
    {
    }

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null) =>
        throw Surface.Only();

    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default) =>
        throw Surface.Only();
}

public class EmailSendResult
{
    public EmailSendStatus Status => throw Surface.Only();
}

public readonly struct EmailSendStatus(string value) : IEquatable<EmailSendStatus>
{
    readonly string value = value;

    public static EmailSendStatus Canceled { get; } = new("Canceled");

    public static EmailSendStatus Failed { get; } = new("Failed");

    public static EmailSendStatus NotStarted { get; } = new("NotStarted");

    public static EmailSendStatus Running { get; } = new("Running");

    public static EmailSendStatus Succeeded { get; } = new("Succeeded");

    public static bool operator ==(EmailSendStatus left, EmailSendStatus right) => left.Equals(right);

    public static bool operator !=(EmailSendStatus left, EmailSendStatus right) => !left.Equals(right);

    public bool Equals(EmailSendStatus other) =>
        string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is EmailSendStatus other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");

    public override string ToString() => value;
}

public class EmailSendOperation : Operation<EmailSendResult>
{
    protected EmailSendOperation()
    {
    }

    public EmailSendOperation(string id, EmailClient client) => throw Surface.Only();

    public override string Id => throw Surface.Only();

    public override EmailSendResult Value => throw Surface.Only();

    public override bool HasCompleted => throw Surface.Only();

    public override bool HasValue => throw Surface.Only();

    public override Response GetRawResponse() => throw Surface.Only();

    public override Response UpdateStatus(CancellationToken cancellationToken = default) => throw Surface.Only();

    public override ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default) =>
        throw Surface.Only();
}
