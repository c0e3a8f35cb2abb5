using System.Security.Cryptography;
using System.Text;
using Expectations.Core.Letters;
using Expectations.Hosting.Ledgers;
using MimeKit;

namespace Expectations.Integrations.Tests.Mail;

/// <summary>Letters as they lie in the outbox.</summary>
static class SampleLetter
{
    public const string Recipient = "anna.client@client.example";

    public static readonly Instant Morning = Instant.FromUtc(2026, 3, 27, 8, 0);

    public static OutboxRow To(string recipient = Recipient, int number = 1, string text = "All is well.\r\n") =>
        Row(Freeze(recipient, number, text), recipient, number);

    public static OutboxRow Row(byte[] mime, string recipient = Recipient, int number = 1) => new()
    {
        ProjectId = "web-shop",
        Key = new("report", "2026-03-27", $"person-{number}", 0),
        Recipient = recipient,
        MessageId = $"report.2026-03-27.{number}@expectations.example",
        Mime = mime,
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(mime)),
        NotBefore = Morning,
        Attempts = 1,
    };

    static byte[] Freeze(string recipient, int number, string text)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Mo Manager", "mo@agency.example"));
        message.To.Add(new MailboxAddress("陳大文", recipient));
        message.Subject = "網店：進度報告 – this is where we are, and a subject long enough to be folded somewhere";
        message.Date = Morning.ToDateTimeOffset();
        message.MessageId = $"report.2026-03-27.{number}@expectations.example";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new Multipart("alternative")
        {
            new TextPart("plain") { Text = text },
            new TextPart("html") { Text = $"<p>{new string('x', 2_000)} naïve</p>" },
        };
        message.Body.ContentType.Boundary = "----=frozen";
        message.Prepare(EncodingConstraint.SevenBit);
        using var bytes = new MemoryStream();
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, bytes);
        return bytes.ToArray();
    }

    /// <summary>A letter of these lines, nothing encoded.</summary>
    public static byte[] Raw(params string[] body) => Encoding.UTF8.GetBytes(
        "From: mo@agency.example\r\nTo: anna.client@client.example\r\nSubject:  Odd   spacing \r\n kept\r\n"
        + "X-Empty:\r\n\r\n" + string.Concat(body.Select(line => line + "\r\n")));
}

/// <summary>A clock that stands still until it is set.</summary>
sealed class StandingClock : IClock
{
    public Instant Now { get; set; } = SampleLetter.Morning;

    public Instant GetCurrentInstant() => Now;
}
