using Expectations.Core.Questions;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>What the page behind a decision link shows.</summary>
public sealed record DecisionView
{
    /// <summary>The language of the one it was mailed to.</summary>
    public required ClientSpeech Speech { get; init; }

    /// <summary>What the link leads to.</summary>
    public required LinkState State { get; init; }

    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>What is wrong with what was just pressed; none where nothing was.</summary>
    public string? Error { get; init; }

    /// <summary>What was just done; none where nothing was.</summary>
    public string? Done { get; init; }

    /// <summary>Sentences below the title.</summary>
    public ImmutableArray<string> Text { get; init; } = [];

    /// <summary>What is decided.</summary>
    public ShownContent? Shown { get; init; }

    /// <summary>What can be chosen.</summary>
    public ImmutableArray<DecisionChoice> Choices { get; init; } = [];

    /// <summary>What is to be rated.</summary>
    public ImmutableArray<DecisionRating> Ratings { get; init; } = [];

    /// <summary>What was typed before, to be kept.</summary>
    public DecisionForm Form { get; init; } = new();

    /// <summary>Proof for the form.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>Hash of what is shown.</summary>
    public string Seen { get; init; } = "";

    /// <summary>Whether the code is asked for.</summary>
    public bool AsksCode { get; init; }

    /// <summary>Whether words may be needed.</summary>
    public bool OffersWords { get; init; }

    /// <summary>Whether another date may be offered, or a warning may rest until one.</summary>
    public bool OffersDate { get; init; }

    /// <summary>Whether the words and the date are those of a warning that rests.</summary>
    public bool MayRest { get; init; }

    /// <summary>Whether the answer can be taken back.</summary>
    public bool OffersUndo { get; init; }

    /// <summary>Whether a fresh link can be mailed.</summary>
    public bool OffersFresh { get; init; }

    /// <summary>Lines below the form.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>One answer to choose.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is said.</param>
/// <param name="About">What it means; none where the label says it.</param>
public sealed record DecisionChoice(string Value, string Label, string? About = null);

/// <summary>One thing to rate.</summary>
/// <param name="Id">Identity of the requirement.</param>
/// <param name="Name">What it is.</param>
/// <param name="About">Its effort.</param>
public sealed record DecisionRating(string Id, string Name, string About);
