using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using MimeKit;

namespace Expectations.Letters.Tests;

/// <summary>A letter as its recipient's mail program takes it apart.</summary>
sealed class Opened
{
    Opened(FrozenLetter frozen)
    {
        Bytes = frozen.Mime.ToArray();
        Message = MimeMessage.Load(new MemoryStream(Bytes));
    }

    internal byte[] Bytes { get; }

    internal MimeMessage Message { get; }

    internal string Html => Message.HtmlBody!;

    internal string Text => Message.TextBody!;

    internal string[] Lines => Text.ReplaceLineEndings("\n").Split('\n');

    internal byte[]? Picture => Pictures.SingleOrDefault();

    /// <summary>Its pictures, in order.</summary>
    internal byte[][] Pictures =>
        [.. Message.BodyParts.OfType<MimePart>().Where(p => p.ContentType.IsMimeType("image", "png")).Select(Decoded)];

    static byte[] Decoded(MimePart part)
    {
        using var png = new MemoryStream();
        part.Content!.DecodeTo(png);
        return png.ToArray();
    }

    /// <summary>Where EXPECTATIONS_SCREENSHOTS names a folder, the letter as one file to be looked at in a browser.</summary>
    internal void Keep(string name)
    {
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        var html = Message.BodyParts.OfType<MimePart>().Where(p => p.ContentId is not null).Aggregate(
            Html, (html, p) => html.Replace($"cid:{p.ContentId}", $"data:image/png;base64,{Convert.ToBase64String(Decoded(p))}", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, $"letter-{name}.html"), html);
    }

    internal IDocument Document => new HtmlParser().ParseDocument(Html);

    internal static Opened Press(Letter letter) => new(Sample.Press.Press(letter));

    internal static Opened Press(string language, LetterContent content) =>
        Press(Sample.To(language, content));

    /// <summary>Everything a reader of the html is told stands in the plain text as well.</summary>
    internal void AssertTextSaysAllOfHtml()
    {
        var text = Packed(Text);
        Assert.All(Said(), said => Assert.Contains(Packed(said), text, StringComparison.Ordinal));
    }

    // Its smallest pieces of text, what its pictures say, and where its links lead.
    IEnumerable<string> Said()
    {
        var body = Document.Body!;
        const string Unread = "[aria-hidden], body > div, .mute > span[style*='white-space']";
        foreach (var unread in body.QuerySelectorAll(Unread).ToArray())
            unread.Remove();
        return body.QuerySelectorAll("bdi, h1, h2, th, p, li, span, div, a").Where(e => e.ChildElementCount == 0)
            .Select(e => e.TextContent)
            .Concat(body.QuerySelectorAll("img").Select(i => i.GetAttribute("alt")!))
            .Concat(body.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!));
    }

    static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
