namespace Expectations.Hosting.Pages;

/// <summary>A report that waits for the manager.</summary>
public sealed record Review
{
    /// <summary>Of which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Date of the report.</summary>
    public required string Period { get; init; }

    /// <summary>Why it waits, in words.</summary>
    public required ImmutableArray<string> Reasons { get; init; }

    /// <summary>Since when it waits, in words.</summary>
    public required string Since { get; init; }

    /// <summary>What happens without a review, in words.</summary>
    public required string Otherwise { get; init; }

    /// <summary>The manager's words so far.</summary>
    public string? Note { get; init; }

    /// <summary>What can be left out, by part of the report.</summary>
    public required ImmutableArray<ReviewPart> Parts { get; init; }

    /// <summary>Who would get it: identity and name.</summary>
    public required ImmutableArray<Choice> Receivers { get; init; }

    /// <summary>Whose letter is shown; none where nobody gets one.</summary>
    public string? Shown { get; init; }

    /// <summary>That letter.</summary>
    public ShownLetter? Letter { get; init; }

    /// <summary>Hash of what is shown, so that nobody releases what has changed meanwhile.</summary>
    public required string Seen { get; init; }

    /// <summary>Proof for the form.</summary>
    public required string Nonce { get; init; }

    /// <summary>What was just done; none where nothing was.</summary>
    public string? Done { get; init; }
}

/// <summary>A part of a report with what can be left out of it.</summary>
/// <param name="Title">Title of the part.</param>
/// <param name="Items">Identity and words of each item.</param>
public sealed record ReviewPart(string Title, ImmutableArray<Choice> Items);
