using Expectations.Core.Letters;
using Expectations.Core.Reports;
using Expectations.Hosting.Delivery;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>Writes a letter in words, whatever it is about.</summary>
static class LetterWriter
{
    internal static LetterPage Write(Letter letter, LetterOptions options)
    {
        var page = letter.Content switch
        {
            ReportContent report => ReportWriter.Write(letter, report),
            NoticeContent notice => NoticeWriter.Write(letter, notice, options.BaseUrl),
            _ => throw new NotSupportedException($"No words are known for {letter.Content.GetType().Name}."),
        };
        var speech = Speech.Of(page.Language);
        var organisation = Clean.Line(letter.Branding.Organisation) is { Length: > 0 } name ? name : null;
        return page with
        {
            Organisation = organisation,
            Logo = Https(letter.Branding.LogoUrl) is { } logo
                ? new PageLink(logo, speech.Say(Word.Logo, organisation ?? page.Title))
                : null,
            Unsubscribe = letter.IsRoutine
                ? new PageLink(UnsubscribeUrl(letter, options), speech[Word.Unsubscribe])
                : null,
        };
    }

    /// <summary>Where the recipient of a routine letter can stop them.</summary>
    static Uri UnsubscribeUrl(Letter letter, LetterOptions options)
    {
        var token = UnsubscribeToken.Write(options.UnsubscribeKey.Span, letter.ProjectId, letter.To.Id);
        return new Uri($"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/unsubscribe/{token}");
    }

    static Uri? Https(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            ? url
            : null;
}
