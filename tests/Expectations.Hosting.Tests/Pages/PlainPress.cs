using Expectations.Core.Letters;
using Expectations.Core.Reports;
using Expectations.Hosting.Delivery;
using MimeKit;
using MimeKit.Utils;

namespace Expectations.Hosting.Tests.Pages;

/// <summary>Writes letters with little in them, but as real messages with text, html and a picture.</summary>
sealed class PlainPress : ILetterPress
{
    /// <summary>All letters written so far.</summary>
    public List<Letter> Pressed { get; } = [];

    public ShownContent Show(Letter letter) => new(letter.Key.ToString(), [new ShownPart("What", [letter.Content.ToString()], [])]);

    static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public FrozenLetter Press(Letter letter)
    {
        Pressed.Add(letter);
        var note = (letter.Content as ReportContent)?.Note;
        var titles = letter.Content is ReportContent report ? report.Next.Shown.Select(t => t.Title) : [];
        var subject = $"{letter.Key.Kind} {letter.Key.Period}";
        var body = new BodyBuilder
        {
            TextBody = $"Plain words. {note}",
            HtmlBody = $"<html><head><style>p{{}}</style></head><body><p>Hello {letter.To.Name}. {note}</p>"
                + string.Concat(titles.Select(t => $"<li>{System.Net.WebUtility.HtmlEncode(t)}</li>"))
                + "<img src=\"cid:dot@example\" alt=\"\"></body></html>",
        };
        var dot = body.LinkedResources.Add("dot.png", Dot, new ContentType("image", "png"));
        dot.ContentId = "dot@example";
        using var message = new MimeMessage(
            [new MailboxAddress(letter.From.Name, "letters@example.com")],
            [new MailboxAddress(letter.To.Name, letter.To.Email)], subject, body.ToMessageBody());
        message.Date = letter.WrittenAt.ToDateTimeOffset();
        message.MessageId = MimeUtils.GenerateMessageId("example.com");
        message.Headers.Add(HeaderId.ListId, $"<{letter.ProjectId}.example.com>");
        message.Headers.Add(HeaderId.ListUnsubscribe, "<https://letters.example.com/unsubscribe/x>");
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return new FrozenLetter(message.MessageId, subject, stream.ToArray());
    }
}
