using Expectations.Hosting.Pages.Words;

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

    /// <summary>Dates that were moved, and by whom.</summary>
    public required ImmutableArray<string> Moves { get; init; }

    /// <summary>Changes and where they stand.</summary>
    public required ImmutableArray<BoardLine> Changes { get; init; }

    /// <summary>Decisions, the newest first.</summary>
    public required ImmutableArray<BoardLine> Decisions { get; init; }

    /// <summary>Where the record can be downloaded.</summary>
    public required string Record { get; init; }
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
