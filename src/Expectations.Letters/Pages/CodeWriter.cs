using Expectations.Core.Letters;
using Expectations.Core.Questions;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>Hands over a code; it stands in the letter alone, never where a notification would show it.</summary>
static class CodeWriter
{
    const string NotDrawn = "······";

    internal static LetterPage Write(Letter letter, CodeContent content)
    {
        var voice = new Voice(letter, content.ProjectName, content.Zone);
        var speech = voice.Speech;
        return voice.Page(
            speech.Say(Word.CodeSubject, voice.Project), speech[Word.CodePreview], speech[Word.CodeKicker],
            [
                new CodeBlock(
                    speech[Word.CodeHeading], Clean.Line(letter.Secret?.Reveal() ?? NotDrawn),
                    [
                        speech.Say(Word.CodeUntil, voice.Moment(content.ExpiresAt)),
                        speech.Say(Word.CodeWarning, voice.Manager),
                    ]),
            ]);
    }
}
