using System.Security.Cryptography;
using System.Text;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Letters.Languages;
using Expectations.Letters.Pages;
using MimeKit;

namespace Expectations.Letters.Mail;

/// <summary>
/// Freezes a letter as the MIME message that is sent: the same letter gives the same bytes.
/// </summary>
/// <remarks>
/// Gmail puts letters together when they share a subject and a reference, other programs when they share a
/// reference. So the subject is the same for every letter of a kind, all refer to one root that was never
/// sent, and what is new stands in the preview text beside the subject.
/// </remarks>
sealed class Post(LetterOptions options)
{
    static readonly FormatOptions Format = WithCrLf();

    /// <summary>The address by which the html finds a picture.</summary>
    internal string PictureId(Letter letter, string name) => $"{name}.{Hash(letter)}@{options.MessageIdDomain}";

    internal FrozenLetter Freeze(
        Letter letter, LetterPage page, string html, string text,
        ImmutableArray<(string Name, byte[] Png)> pictures)
    {
        var hash = Hash(letter);
        var messageId = $"{hash}@{options.MessageIdDomain}";
        using var message = new MimeMessage
        {
            MessageId = messageId,
            Date = letter.NotBefore.ToDateTimeOffset(),
            Subject = page.Subject,
        };
        Address(message, letter, page);
        Head(message, letter, page);
        message.Body = Body(letter, hash, html, text, pictures);
        using var bytes = new MemoryStream(64 * 1024);
        message.WriteTo(Format, bytes);
        return new FrozenLetter(messageId, page.Subject, bytes.ToArray());
    }

    void Address(MimeMessage message, Letter letter, LetterPage page)
    {
        var (manager, toManager) = (letter.From, letter.To.Id == letter.From.Id);
        var name = Clean.Title(manager.Name, Lack.ManagerName);
        var from = page.Organisation is not { } organisation ? name
            : toManager ? organisation
            : Speech.Of(page.Language).Say(Word.SenderVia, name, organisation);
        message.From.Add(Mailbox(from, options.SenderAddress, Lack.SenderAddress));
        message.To.Add(Mailbox(
            Clean.Title(letter.To.Name, Lack.RecipientName), letter.To.Email, Lack.RecipientAddress));
        var reply = Mailbox(name, manager.Email, Lack.ManagerAddress);
        if (!toManager)
            message.ReplyTo.Add(reply);
    }

    void Head(MimeMessage message, Letter letter, LetterPage page)
    {
        var root = $"{Hash("project", letter.ProjectId)}@{options.MessageIdDomain}";
        message.InReplyTo = root;
        message.References.Add(root);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        // Exchange listens to this one: no absence answers a letter nobody typed.
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.Headers.Add(HeaderId.ContentLanguage, page.Language);
        message.Headers.Add(HeaderId.ListId, $"<{letter.ProjectId}.{options.MessageIdDomain}>");
        if (page.Unsubscribe?.Url is not { } url)
            return;
        var mailto = options.MailtoUnsubscribe is { } mailbox
            ? $", <mailto:{mailbox}?subject={Uri.EscapeDataString($"unsubscribe {url.Segments[^1]}")}>"
            : "";
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{url.AbsoluteUri}>{mailto}");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
    }

    MultipartAlternative Body(
        Letter letter, string hash, string html, string text, ImmutableArray<(string Name, byte[] Png)> pictures)
    {
        MimeEntity rich = Words("html", html);
        if (!pictures.IsEmpty)
        {
            var related = new Multipart("related") { rich };
            foreach (var (name, png) in pictures)
                related.Add(Picture(png, name, PictureId(letter, name)));
            related.Boundary = $"{hash}.related";
            related.ContentType.Parameters["type"] = "text/html";
            rich = related;
        }
        return new MultipartAlternative(Words("plain", text), rich) { Boundary = $"{hash}.alternative" };
    }

    static TextPart Words(string subtype, string words)
    {
        var part = new TextPart(subtype);
        part.SetText(Encoding.UTF8, words.ReplaceLineEndings("\r\n"));
        part.ContentTransferEncoding = part.GetBestEncoding(EncodingConstraint.SevenBit) switch
        {
            ContentEncoding.Base64 => ContentEncoding.Base64,
            _ => ContentEncoding.QuotedPrintable,
        };
        return part;
    }

    static MimePart Picture(byte[] png, string name, string id) => new("image", "png")
    {
        Content = new MimeContent(new MemoryStream(png, writable: false)),
        ContentId = id,
        ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = $"{name}.png" },
        ContentTransferEncoding = ContentEncoding.Base64,
    };

    // An international domain travels in its ASCII form, so that no server needs to understand more.
    static MailboxAddress Mailbox(string name, string? address, Lack lack)
    {
        if (address is null || address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            || address.Length > 254 || address.LastIndexOf('@') is var at
            && (at <= 0 || at == address.Length - 1))
            throw lack.Blocks();
        var encoded = MailboxAddress.EncodeAddrspec(address);
        if (!encoded.All(char.IsAscii) || !MailboxAddress.TryParse(encoded, out var parsed)
            || (parsed.Address != encoded && parsed.Address != address)
            || !parsed.Domain.Contains('.', StringComparison.Ordinal) && parsed.Domain != "localhost")
            throw lack.Blocks();
        return new MailboxAddress(Encoding.UTF8, name, encoded);
    }

    static string Hash(Letter letter) => Hash("letter", letter.ProjectId, letter.Key.ToString());

    static string Hash(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16));

    static FormatOptions WithCrLf()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
