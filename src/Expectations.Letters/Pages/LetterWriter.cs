using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Letters.Findings;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>Writes a letter in words, whatever it is about.</summary>
static class LetterWriter
{
    /// <param name="letter">The letter.</param>
    /// <param name="options">Where its links lead.</param>
    /// <param name="whole">Whether what is decided is shown to its end, as where it is decided.</param>
    internal static LetterPage Write(Letter letter, LetterOptions options, bool whole = false)
    {
        var links = new LetterLinks(letter, options);
        var page = letter.Content switch
        {
            ReportContent report => ReportWriter.Write(letter, report),
            NoticeContent notice => NoticeWriter.Write(letter, notice, links),
            QuestionContent question => QuestionWriter.Write(letter, question, links.Decide(), whole),
            ReceiptContent receipt => ReceiptWriter.Write(letter, receipt),
            CodeContent code => CodeWriter.Write(letter, code),
            WarningContent warning => WarningWriter.Write(letter, warning, links),
            DigestContent digest => DigestWriter.Write(letter, digest, links),
            _ => throw new NotSupportedException($"No words are known for {letter.Content.GetType().Name}."),
        };
        return Framed(page, letter, links);
    }

    static LetterPage Framed(LetterPage page, Letter letter, LetterLinks links)
    {
        var speech = Speech.Of(page.Language);
        var organisation = Clean.Line(letter.Branding.Organisation) is { Length: > 0 } name ? name : null;
        var isClient = letter.To.Role is Role.Decider or Role.Reader or Role.Sponsor;
        return page with
        {
            Organisation = organisation,
            Blocks =
            [
                .. page.Blocks,
                .. isClient && letter.Content is ReportContent ? [Pulse(speech, links)] : Array.Empty<Block>(),
                .. FindingLibrary.Block(letter.Content.Finding, speech) is { } finding
                    ? [finding]
                    : Array.Empty<Block>(),
            ],
            Logo = Https(letter.Branding.LogoUrl) is { } logo
                ? new PageLink(logo, speech.Say(Word.Logo, organisation ?? page.Title))
                : null,
            ClientPage = isClient && (letter.IsRoutine || letter.Content is ReceiptContent)
                ? new PageLink(links.Client(), speech[Word.ClientPage])
                : null,
            Unsubscribe = letter.IsRoutine
                ? new PageLink(links.Unsubscribe(), speech[Word.Unsubscribe])
                : null,
        };
    }

    static PulseBlock Pulse(Speech speech, LetterLinks links)
    {
        PulseFace Face(string face, int score, Word word) => new(face, new PageLink(links.Pulse(score), speech[word]));
        return new PulseBlock(
            speech[Word.PulseHeading],
            [
                Face("😞", 1, Word.PulseScore1), Face("😕", 2, Word.PulseScore2), Face("😐", 3, Word.PulseScore3),
                Face("😊", 4, Word.PulseScore4), Face("😀", 5, Word.PulseScore5),
            ]);
    }

    static Uri? Https(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            ? url
            : null;
}
