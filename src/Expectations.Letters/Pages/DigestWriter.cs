using Expectations.Core.Letters;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>One letter a day in one language with what asks the manager for nothing urgent.</summary>
static class DigestWriter
{
    /// <summary>Notices a letter shows; more than these are not read anyway.</summary>
    const int Shown = 20;

    internal static LetterPage Write(Letter letter, DigestContent content, LetterLinks links)
    {
        var voice = new Voice(letter, content.ProjectName, letter.To.Zone ?? "UTC");
        var speech = voice.Speech;
        var intro = speech.Count(Word.DigestIntro, content.Notices.Length, content.Notices.Length);
        var more = content.Notices.Length - Shown;
        string[] glance = more > 0 ? [intro, speech.Say(Word.DigestMore, more)] : [intro];
        return voice.Page(
            speech.Say(Word.DigestSubject, voice.Project), intro, speech[Word.DigestKicker],
            [
                new TextBlock(speech[Word.DigestIntroHeading], [.. glance]),
                .. content.Notices.Take(Shown)
                    .Select(notice => NoticeWriter.Line(letter, content.ProjectName, notice, links)),
            ]);
    }
}
