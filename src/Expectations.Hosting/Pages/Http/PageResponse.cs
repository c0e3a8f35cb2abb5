using System.Text;

namespace Expectations.Hosting.Pages.Http;

/// <summary>What is answered to a request; every host writes it out in its own way.</summary>
public sealed record PageResponse
{
    const string HtmlType = "text/html; charset=utf-8";

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Headers, security headers included.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Body; empty for HEAD.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    internal static PageResponse Html(string html, int status = 200) =>
        Text(HtmlType, html, status).With("Content-Security-Policy", SecurityHeaders.OfPages);

    /// <summary>A letter's own HTML, shut off from the pages around it.</summary>
    internal static PageResponse LetterHtml(string html) =>
        Text(HtmlType, html, 200).With("Content-Security-Policy", SecurityHeaders.OfLetters);

    internal static PageResponse Text(string contentType, string text, int status) =>
        Bytes(contentType, Encoding.UTF8.GetBytes(text), status);

    internal static PageResponse Bytes(string contentType, ReadOnlyMemory<byte> body, int status = 200) =>
        new PageResponse { Status = status, Body = body }.With("Content-Type", contentType);

    /// <summary>Sends the browser on after a form, so that reloading does not send the form again.</summary>
    internal static PageResponse SeeOther(string path) =>
        new PageResponse { Status = 303 }.With("Location", path);

    internal PageResponse With(string header, string value) =>
        this with { Headers = Headers.SetItem(header, value) };
}
