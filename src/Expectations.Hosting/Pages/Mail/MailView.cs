using System.Text;
using System.Text.Encodings.Web;
using MimeKit;
using MimeKit.Text;

namespace Expectations.Hosting.Pages.Mail;

/// <summary>A message taken apart for showing. What cannot be read is left out; nothing is fetched.</summary>
public sealed record MailView
{
    const int LongestPreheader = 140;
    static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>As a mail client would list it.</summary>
    public required MailSummary Summary { get; init; }

    /// <summary>Address answers go to.</summary>
    public required string ReplyTo { get; init; }

    /// <summary>The HTML with its own pictures inside; none where the letter has no HTML.</summary>
    public string? Html { get; init; }

    /// <summary>The plain text; none where the letter has none.</summary>
    public string? Text { get; init; }

    /// <summary>Web page the letter offers for unsubscribing; none where it offers none.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Takes a message apart.</summary>
    /// <param name="id">Identity within the mailbox.</param>
    /// <param name="mime">The raw message.</param>
    /// <returns>None where the bytes are no message.</returns>
    public static MailView? From(string id, ReadOnlyMemory<byte> mime)
    {
        try
        {
            using var stream = new MemoryStream(mime.ToArray());
            using var message = MimeMessage.Load(stream);
            return From(id, message);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A page that shows the HTML, or else the text.</summary>
    internal string ShownHtml => Html
        ?? "<!doctype html><meta charset=\"utf-8\"><title>Letter</title>"
        + $"<pre>{HtmlEncoder.Default.Encode(Text ?? "")}</pre>";

    static MailView From(string id, MimeMessage message)
    {
        var html = message.HtmlBody;
        var text = message.TextBody;
        var from = message.From.Mailboxes.FirstOrDefault();
        var to = message.To.Mailboxes.FirstOrDefault();
        return new MailView
        {
            Summary = new MailSummary
            {
                Id = id,
                From = Name(from),
                To = to?.Address ?? "",
                ToName = Name(to),
                Subject = message.Subject is { Length: > 0 } subject ? subject : "(no subject)",
                Preheader = FirstWords(html is null ? text ?? "" : VisibleText(html)),
                At = Instant.FromDateTimeOffset(message.Date),
                ListId = message.Headers[HeaderId.ListId],
            },
            ReplyTo = (message.ReplyTo.Mailboxes.FirstOrDefault() ?? from)?.Address ?? "(nobody)",
            Html = html is null ? null : WithPictures(html, message),
            Text = text,
            Unsubscribe = WebAddress(message.Headers[HeaderId.ListUnsubscribe]),
        };
    }

    static string Name(MailboxAddress? mailbox) =>
        string.IsNullOrWhiteSpace(mailbox?.Name) ? mailbox?.Address ?? "(nobody)" : mailbox.Name;

    static string WithPictures(string html, MimeMessage message)
    {
        foreach (var part in message.BodyParts.OfType<MimePart>())
        {
            var type = part.ContentType.MimeType;
            if (part.ContentId is not { Length: > 0 } cid || part.Content is null || !Pictures.Contains(type))
                continue;
            using var bytes = new MemoryStream();
            part.Content.DecodeTo(bytes);
            var data = $"data:{type};base64,{Convert.ToBase64String(bytes.ToArray())}";
            html = html.Replace($"cid:{cid}", data, StringComparison.Ordinal);
        }
        return html;
    }

    static string VisibleText(string html)
    {
        var text = new StringBuilder();
        var depth = 0;
        var tokens = new HtmlTokenizer(new StringReader(html));
        while (text.Length < LongestPreheader * 4 && tokens.ReadNextToken(out var token))
            if (token is HtmlTagToken { Id: HtmlTagId.Head or HtmlTagId.Style or HtmlTagId.Title } tag)
                depth = Math.Max(0, depth + (tag.IsEndTag ? -1 : 1));
            else if (depth == 0 && token is HtmlDataToken data and not HtmlCDataToken)
                text.Append(data.Data).Append(' ');
        return text.ToString();
    }

    static string FirstWords(string text)
    {
        // Letters pad their preheader with characters that take no room.
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.Trim('\u200c', '\u200b', '\u00ad', '\u034f', '\ufeff')).Where(w => w.Length > 0);
        var line = string.Join(' ', words);
        if (line.Length <= LongestPreheader)
            return line;
        var end = char.IsHighSurrogate(line[LongestPreheader - 1]) ? LongestPreheader - 1 : LongestPreheader;
        return $"{line[..end].TrimEnd()}…";
    }

    static Uri? WebAddress(string? listUnsubscribe) =>
        listUnsubscribe?.Split(',').Select(part => part.Trim(' ', '<', '>', '\r', '\n', '\t'))
            .Select(part => Uri.TryCreate(part, UriKind.Absolute, out var uri) ? uri : null)
            .FirstOrDefault(
                uri => uri?.Scheme == Uri.UriSchemeHttps || uri is { IsLoopback: true, Scheme: "http" });
}
