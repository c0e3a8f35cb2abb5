using Expectations.Core.Letters;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>
/// Tells the client in one language what may break a promise, or that it is over; never without a way out.
/// </summary>
static class WarningWriter
{
    internal static LetterPage Write(Letter letter, WarningContent content, LetterLinks links)
    {
        var voice = new Voice(letter, content.ProjectName, content.Zone);
        var speech = voice.Speech;
        var title = Clean.Title(content.Title, Lack.RiskText);
        var client = Clean.Title(content.Client, Lack.ClientName);
        var sentence = speech.Say(content.IsOver ? Word.WarningOverSentence : Word.WarningSentence, title);
        return voice.Page(
            speech.Say(content.IsOver ? Word.WarningOverSubject : Word.WarningSubject, voice.Project, title),
            sentence,
            string.Join(" · ", speech[Word.WarningKicker], speech.Say(Word.ForClient, client)),
            [
                new SummaryBlock(
                    content.IsOver ? Tone.Good : Tone.Caution,
                    speech[content.IsOver ? Word.WarningOverLabel : Word.WarningLabel], sentence,
                    content.Milestone is { } milestone ? [Dates(voice, milestone)] : []),
                new DetailsBlock(speech[Word.WarningMeans], [Means(voice, content, title)], More: null),
                RiskPictures.Of(speech, content.Risks),
                content.Answer is { } link ? Ask(voice, link, links) : null,
            ]);
    }

    /// <summary>Asks whoever reads it to take the warning on, or to let it rest.</summary>
    internal static AskBlock Ask(Voice voice, WarningLink link, LetterLinks links) => new(
        voice[Word.WarningAskHeading], [voice[Word.WarningAskText]],
        new PageLink(links.Decide(), voice[Word.ButtonWarning]),
        [voice.Speech.Say(Word.LinkUntil, voice.Moment(link.ExpiresAt)), voice[Word.LinkInert]]);

    static DetailItem Means(Voice voice, WarningContent content, string title) => new(
        title,
        [
            (voice.Label(Word.RiskEffect), Clean.Text(content.Effect, Lack.RiskText)),
            (voice.Label(Word.RiskMitigation), Clean.Text(content.Mitigation, Lack.RiskText)),
            (voice.Label(Word.RiskAlternative), Clean.Text(content.Alternative, Lack.RiskText)),
        ]);

    static string Dates(Voice voice, MilestoneLine line) => voice.Speech.Say(
        Word.WarningDates, Clean.Title(line.Name, Lack.MilestoneName, line.Id), voice.Day(line.Original),
        voice.Day(line.Agreed),
        (line.Reached ?? line.Now) is { } now ? voice.Day(now) : voice[Word.None]);
}
