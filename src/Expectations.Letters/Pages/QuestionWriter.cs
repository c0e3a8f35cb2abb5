using Expectations.Core.Letters;
using Expectations.Core.Questions;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>Asks in one language for a decision: what, by when, where, and exactly what is decided.</summary>
static class QuestionWriter
{
    /// <param name="letter">The letter.</param>
    /// <param name="content">What it says.</param>
    /// <param name="button">Where it is decided.</param>
    /// <param name="whole">Whether lists are shown to their end, as where it is decided.</param>
    internal static LetterPage Write(Letter letter, QuestionContent content, Uri button, bool whole)
    {
        var voice = new Voice(letter, content.ProjectName, content.Zone, whole);
        var speech = voice.Speech;
        var title = Asked.TitleOf(content.Body);
        var client = Clean.Title(content.Client, Lack.ClientName);
        var what = speech.Say(Enum.Parse<Word>($"Ask{content.Kind}"), title);
        string?[] paragraphs =
        [
            content.Again is { } again ? Again(speech, again) : null,
            content.InPlaceOf is { } other
                ? speech.Say(Word.InPlaceOf, Clean.Title(other, Lack.RecipientName))
                : null,
            what,
        ];
        var ask = new AskBlock(
            Asked.Say(speech, content.Kind, title), [.. paragraphs.OfType<string>()],
            new PageLink(button, speech[Word.ButtonDecide]),
            [speech.Say(Word.LinkUntil, voice.Moment(content.ExpiresAt)), speech[Word.LinkInert]]);
        return voice.Page(
            speech.Say(Enum.Parse<Word>($"Subject{content.Kind}"), voice.Project, title),
            speech.Sentences([.. paragraphs]),
            string.Join(" · ", speech[Word.DecisionKicker], speech.Say(Word.ForClient, client)),
            [ask, .. new BodyWriter(voice).Of(content.Body)]);
    }

    // Of the ladder, only the sponsor's step writes no letter that asks.
    static string? Again(Speech speech, FollowUp again) =>
        Enum.TryParse<Word>($"Again{again}", out var word) ? speech[word] : null;
}
