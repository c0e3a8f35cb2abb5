using Expectations.Core.Reports;
using Expectations.Hosting.Pictures;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <content>The pictures of a report: how the work goes, and the one date that is news.</content>
sealed partial class ReportWriter
{
    PictureBlock? Progressing()
    {
        if (content.BurnUp is not [.., _, var now] || now.InAll <= 0)
            return null;
        var picture = BurnUpPicture.Of(content);
        var first = content.BurnUp[Math.Max(0, content.BurnUp.Length - 3)];
        var more = now.Done > first.Done
            ? speech.Say(Word.PictureAltMore, now.Done, now.InAll, now.Done - first.Done, Day(first.On))
            : null;
        var said = speech.Say(Word.Sentence, speech.Join(speech.Say(Word.PictureAlt, now.Done, now.InAll), more));
        var ends = now.Done < now.InAll ? picture.Ends : null;
        return new PictureBlock(
            speech.Say(Word.PictureHeading, now.Done, now.InAll),
            speech.Sentences(
                said, ends is { } end ? speech.Say(Word.PictureEnds, Day(end.P50), Day(end.P85)) : null),
            [
                (LegendMark.Main, speech[Word.LegendDone]), (LegendMark.Thin, speech[Word.LegendInAll]),
                (LegendMark.Today, speech[Word.LegendToday]),
                .. content.Milestones.IsEmpty ? [] : new[] { (LegendMark.Milestone, speech[Word.LegendAgreed]) },
                .. ends is null ? [] : new[] { (LegendMark.Fan, speech[Word.LegendRest]) },
            ],
            picture);
    }

    PictureBlock? Dated()
    {
        if (content.Track is not { } track
            || content.Milestones.FirstOrDefault(m => m.Id == track.Milestone) is not { } line)
            return null;
        var hasFan = track.Points.Count(p => p is { P50: not null, P85: not null }) > 1;
        return new PictureBlock(
            TrackHeading(track, line), TrackMessage(track, line),
            [
                (LegendMark.Main, speech[Word.LegendPlan]), (LegendMark.Agreed, speech[Word.LegendAgreedDate]),
                .. hasFan ? new[] { (LegendMark.Fan, speech[Word.LegendFan]) } : [],
                (LegendMark.Up, speech[Word.LegendLater]),
            ],
            new DateTrackPicture(track));
    }

    string TrackHeading(DateTrack track, MilestoneLine line) => track.DaysLate switch
    {
        > 0 and var late => speech.Count(Word.TrackLater, late, Name(line), late),
        _ when line.ChanceOfAgreed is { } chance => speech.Say(Word.TrackOdds, Name(line), Day(line.Agreed), chance),
        < 0 and var early => speech.Count(Word.TrackEarlier, -early, Name(line), -early),
        _ => speech.Say(Word.TrackHolds, Name(line), Day(line.Agreed)),
    };

    string TrackMessage(DateTrack track, MilestoneLine line)
    {
        var (first, now) = (track.Points[0], track.Now!.Value);
        var agreed = Day(track.Agreed[^1].Date);
        return speech.Sentences(
            first.Announced == now
                ? speech.Say(Word.TrackStill, Day(first.On), Day(now), agreed)
                : speech.Say(Word.TrackMoved, Day(first.On), Day(first.Announced!.Value), Day(now), agreed),
            line is { P50: { } even, P85: { } safe } ? speech.Say(Word.TrackFan, Day(even), Day(safe)) : null);
    }
}
