using Expectations.Core;
using Expectations.Core.Reports;
using Expectations.Hosting.Pages.Words;
using Expectations.Hosting.Pictures;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>All that was promised, agreed and decided, as the client sees it.</summary>
public sealed record ClientView
{
    /// <summary>The person's language.</summary>
    public required ClientSpeech Speech { get; init; }

    /// <summary>Whom and what the page is about, in a sentence.</summary>
    public required string Intro { get; init; }

    /// <summary>
    /// Promises with their values: statement, original, agreed, expected now, and whether nothing backs it.
    /// </summary>
    public required ImmutableArray<BoardPromise> Promises { get; init; }

    /// <summary>Milestones: name, original, agreed, expected now, standing.</summary>
    public required ImmutableArray<ClientMilestone> Milestones { get; init; }

    /// <summary>How the work goes; none before the second report.</summary>
    public ClientProgress? Progress { get; init; }

    /// <summary>Dates that were moved, and by whom.</summary>
    public required ImmutableArray<string> Moves { get; init; }

    /// <summary>Changes and where they stand.</summary>
    public required ImmutableArray<BoardLine> Changes { get; init; }

    /// <summary>Decisions, the newest first.</summary>
    public required ImmutableArray<BoardLine> Decisions { get; init; }

    /// <summary>Where the record can be downloaded.</summary>
    public required string Record { get; init; }
}

/// <summary>How the work goes, as the last report told it.</summary>
/// <param name="Title">How much is done.</param>
/// <param name="Message">What the picture says.</param>
/// <param name="Picture">The picture.</param>
public sealed record ClientProgress(string Title, string Message, BurnUpPicture Picture)
{
    internal static ClientProgress? Of(LedgerState state, ImmutableArray<MilestoneLine> milestones, ClientSpeech speech)
    {
        if (state.Reports.BurnUp is not [_, .., var last] points || last.InAll == 0)
            return null;
        var picture = new BurnUpPicture(points, milestones, last.On);
        var message = picture.Ends is { } ends && last.Done < last.InAll
            ? speech.Say(
                ClientWord.ProgressPictureEnds, speech.Day(last.On), last.Done, last.InAll, speech.Day(ends.P50),
                speech.Day(ends.P85))
            : speech.Say(ClientWord.ProgressPicture, speech.Day(last.On), last.Done, last.InAll);
        return new ClientProgress(speech.Say(ClientWord.ProgressTitle, last.Done, last.InAll), message, picture);
    }
}

/// <summary>A milestone as the client sees it.</summary>
public sealed record ClientMilestone(string Name, string Original, string Agreed, string Forecast, string Standing)
{
    /// <summary>Its dates with odds; none where nothing is forecast.</summary>
    public string? Odds { get; init; }

    /// <summary>How its date has moved; none before the second week.</summary>
    public Forecasts.OddsPicture? Picture { get; init; }
}

/// <summary>The page on which a person says how the project feels.</summary>
public sealed record PulseView
{
    /// <summary>The person's language.</summary>
    public required ClientSpeech Speech { get; init; }

    /// <summary>What is asked; none once it is done.</summary>
    public string? Intro { get; init; }

    /// <summary>The face that was pressed in the letter, already chosen here.</summary>
    public int Chosen { get; init; }

    /// <summary>What was just done.</summary>
    public string? Message { get; init; }

    /// <summary>What is wrong with what was pressed.</summary>
    public string? Error { get; init; }
}
