namespace Expectations.Hosting.Pages.Mail;

/// <summary>The clients' mailboxes, where this machine can see them.</summary>
public interface IMailbox
{
    /// <summary>The newest letters, newest first.</summary>
    ValueTask<IReadOnlyList<MailSummary>> ListAsync(CancellationToken cancellation = default);

    /// <summary>The raw message with an identity of the list; none where there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string id, CancellationToken cancellation = default);
}

/// <summary>A letter as a mail client lists it.</summary>
public sealed record MailSummary
{
    /// <summary>Identity within the mailbox.</summary>
    public required string Id { get; init; }

    /// <summary>Name, or else address, of the sender.</summary>
    public required string From { get; init; }

    /// <summary>Address of the receiver.</summary>
    public required string To { get; init; }

    /// <summary>Name, or else address, of the receiver.</summary>
    public required string ToName { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>First words of the letter.</summary>
    public required string Preheader { get; init; }

    /// <summary>When it was written.</summary>
    public required Instant At { get; init; }

    /// <summary>Value of the List-Id header, which tells projects apart; none where there is none.</summary>
    public string? ListId { get; init; }
}
