using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Hosting.Pages.Words;
using Expectations.Hosting.Pictures;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>How the date of one milestone has moved, on a page.</summary>
/// <param name="Track">What was announced, agreed and forecast.</param>
public sealed record OddsPicture(DateTrack Track)
{
    /// <summary>Whether there is a fan between even odds and 85 in 100.</summary>
    public bool HasFan => Track.Points.Count(p => p is { P50: not null, P85: not null }) > 1;

    // A date that has always been what was agreed needs no picture.
    bool IsNews => HasFan || Track.Agreed.Length > 1 || Track.Points.Any(p => p.Announced != Track.Agreed[0].Date);

    /// <summary>The drawing as SVG.</summary>
    /// <param name="message">What it says, for those who do not see it.</param>
    public string Drawing(string message) => Svg.Write(new DateTrackPicture(Track).Draw(), message);

    /// <summary>What a reader should conclude, in a few words.</summary>
    internal string Title(ClientSpeech speech, string milestone) => Track.DaysLate switch
    {
        1 => speech.Say(ClientWord.OddsLaterByOne, milestone),
        > 1 and var late => speech.Say(ClientWord.OddsLater, milestone, late),
        -1 => speech.Say(ClientWord.OddsEarlierByOne, milestone),
        < -1 and var early => speech.Say(ClientWord.OddsEarlier, milestone, -early),
        _ => speech.Say(ClientWord.OddsHolds, milestone),
    };

    /// <summary>What it says in words.</summary>
    internal string Message(ClientSpeech speech, string milestone) => speech.Say(
        ClientWord.OddsPictureMoved, milestone, speech.Day(Track.Agreed[^1].Date), speech.Day(Track.Points[0].On),
        speech.Day(Track.Points[0].Announced!.Value), speech.Day(Track.Now!.Value));

    internal static OddsPicture? Of(LedgerState state, string milestone)
    {
        if (state.Setup is not { } setup || state.Plan.AsOf is not { } asOf)
            return null;
        var today = setup.Day(asOf);
        return MilestoneLines.Of(state, today).FirstOrDefault(line => line.Id == milestone) is { } line
            && DateTrack.Of(state, line, today) is { } track && new OddsPicture(track) is { IsNews: true } picture
                ? picture
                : null;
    }
}
