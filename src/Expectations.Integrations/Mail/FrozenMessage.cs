using System.Runtime.InteropServices;
using Expectations.Hosting.Ledgers;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Expectations.Integrations.Mail;

/// <summary>A letter's frozen bytes and envelope in MailKit's terms.</summary>
/// <param name="Message">Writes out exactly the frozen bytes.</param>
/// <param name="Sender">Address that bounces go to.</param>
/// <param name="Recipient">Address the letter goes to.</param>
/// <param name="HasEightBit">Whether there are bytes beyond ASCII.</param>
sealed record FrozenMessage(
    MimeMessage Message, MailboxAddress Sender, MailboxAddress Recipient, bool HasEightBit) : IDisposable
{
    /// <summary>How every message is written: nothing folded, encoded or hidden.</summary>
    public static FormatOptions Format { get; } = new()
    {
        NewLineFormat = NewLineFormat.Dos,
        EnsureNewLine = true,
    };

    /// <summary>Reads a letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="sender">Address that bounces go to; none uses the one the letter is from.</param>
    /// <exception cref="FormatException">It cannot be sent as it is; the message says why.</exception>
    public static FrozenMessage Read(OutboxRow letter, string? sender)
    {
        var message = Load(letter.Mime);
        var from = sender is null ? message.From.Mailboxes.FirstOrDefault() : MailboxAddress.Parse(sender);
        if (from is null)
            throw new FormatException("The letter says nobody it is from.");
        var recipient = MailboxAddress.Parse(letter.Recipient);
        return new(message, from, recipient, letter.Mime.Span.ContainsAnyExceptInRange((byte)0, (byte)127));
    }

    /// <summary>Whether it is one bare mail address, safe to be put into a command.</summary>
    public static bool IsAddress(string address) =>
        !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>')
        && MailboxAddress.TryParse(address, out var parsed) && parsed.Domain.Length > 0;

    public void Dispose() => Message.Dispose();

    static MimeMessage Load(ReadOnlyMemory<byte> mime)
    {
        var message = MimeMessage.Load(AsStream(mime), persistent: true);
        using var written = new MemoryStream(mime.Length);
        message.WriteTo(Format, written);
        if (written.GetBuffer().AsSpan(0, (int)written.Length).SequenceEqual(mime.Span))
            return message;
        message.Dispose();
        throw new FormatException("The frozen letter is not in the form mail servers take, so it cannot be "
            + "sent as it was frozen. Every line has to end in CR LF.");
    }

    static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new(bytes.ToArray(), writable: false);
}

/// <summary>
/// An SMTP client that leaves messages as they are; MailKit would re-encode them to suit the server.
/// </summary>
sealed class ExactSmtpClient : SmtpClient
{
    protected override void Prepare(
        FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
    }
}

/// <summary>How far the content of a letter has got.</summary>
sealed class ContentProgress : ITransferProgress
{
    /// <summary>Whether any of it was handed over.</summary>
    public bool Begun { get; private set; }

    /// <summary>Whether all of it was handed over, so that the server may have taken the letter.</summary>
    public bool Complete { get; private set; }

    public void Report(long bytesTransferred, long totalSize)
    {
        Begun = true;
        Complete = bytesTransferred >= totalSize;
    }

    public void Report(long bytesTransferred) => Begun = true;
}
