using Expectations.Core.Risks;
using Expectations.Hosting.Pictures;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>Shows a risk among the others, so that its reader sees how grave it is.</summary>
static class RiskPictures
{
    internal static PictureBlock? Of(Speech speech, ImmutableArray<RiskMark> risks)
    {
        if (risks.IsDefaultOrEmpty)
            return null;
        ImmutableArray<ListItem> items = [.. risks.Select(risk => new ListItem(
            Clean.Title(risk.Title, Lack.RiskText), speech.Say(Word.RiskPlace, risk.Probability, risk.Impact)))];
        var grave = risks.Count(risk => risk.Probability * risk.Impact >= RiskMatrix.Grave);
        var meant = risks.Select((risk, i) => (risk, i)).FirstOrDefault(r => r.risk.IsMeant);
        return new PictureBlock(
            speech.Say(Word.RiskPictureHeading, risks.Length, grave),
            speech.Sentences(
                speech.Count(Word.RiskPicture, grave, risks.Length, grave),
                meant.risk is { } risk
                    ? speech.Say(
                        Word.RiskPictureMeant, meant.i + 1, items[meant.i].Title, risk.Probability, risk.Impact)
                    : null),
            [
                (LegendMark.Up, speech[Word.LegendProbable]), (LegendMark.Right, speech[Word.LegendImpact]),
                (LegendMark.Dark, speech[Word.LegendGrave]),
                .. meant.risk is null ? [] : new[] { (LegendMark.Disc, speech[Word.LegendMeant]) },
            ],
            new RiskMatrix([.. risks.Select((r, i) => new PlacedRisk(i + 1, r.Probability, r.Impact, r.IsMeant))]))
        {
            Numbered = items,
        };
    }
}
