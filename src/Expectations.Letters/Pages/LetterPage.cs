using Expectations.Hosting.Pictures;

namespace Expectations.Letters.Pages;

/// <summary>
/// A whole letter in words, before it becomes html and text: what both say is said here once.
/// </summary>
public sealed record LetterPage
{
    /// <summary>Tag of the language it is in.</summary>
    public required string Language { get; init; }

    /// <summary>Subject, the same for all letters of a kind.</summary>
    public required string Subject { get; init; }

    /// <summary>What mail programs show beside the subject.</summary>
    public required string Preview { get; init; }

    /// <summary>Name of the project.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of letter, when and for whom.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Its parts, in order.</summary>
    public required ImmutableArray<Block> Blocks { get; init; }

    /// <summary>Why one gets it and whom an answer reaches.</summary>
    public required ImmutableArray<string> Footer { get; init; }

    /// <summary>Name of the sender's organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>Logo, with what it says to those who do not see it.</summary>
    public PageLink? Logo { get; init; }

    /// <summary>Where routine letters are stopped.</summary>
    public PageLink? Unsubscribe { get; init; }

    /// <summary>Where the client's own page is.</summary>
    public PageLink? ClientPage { get; init; }
}

/// <summary>An address and the words for it.</summary>
public sealed record PageLink(Uri Url, string Words);

/// <summary>How something is meant; words always say it too.</summary>
public enum Tone
{
    /// <summary>Nothing to add.</summary>
    Plain,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Something to watch.</summary>
    Caution,

    /// <summary>Something is wrong.</summary>
    Bad,

    /// <summary>The recipient is asked for something.</summary>
    Brand,
}

/// <summary>One part of a letter.</summary>
public abstract record Block;

/// <summary>A heading with paragraphs.</summary>
public sealed record TextBlock(string Heading, ImmutableArray<string> Paragraphs) : Block
{
    /// <summary>How it is meant.</summary>
    public Tone Tone { get; init; }

    /// <summary>Where to go for it.</summary>
    public PageLink? Link { get; init; }

    /// <summary>Whether it only helps to decide, and is no part of what is decided.</summary>
    public bool IsAside { get; init; }
}

/// <summary>What is asked for, with the one button that leads there.</summary>
public sealed record AskBlock(
    string Heading, ImmutableArray<string> Paragraphs, PageLink Button, ImmutableArray<string> Notes) : Block;

/// <summary>A code to be typed elsewhere.</summary>
public sealed record CodeBlock(string Heading, string Code, ImmutableArray<string> Notes) : Block;

/// <summary>How the project feels, from worst to best, each a link.</summary>
public sealed record PulseBlock(string Heading, ImmutableArray<PulseFace> Faces) : Block;

/// <summary>One answer: its face, for the eye alone, and its words.</summary>
public sealed record PulseFace(string Face, PageLink Link);

/// <summary>The one thing to know, in a word, a sentence and what belongs to it.</summary>
public sealed record SummaryBlock(
    Tone Tone, string Label, string Sentence, ImmutableArray<string> Details) : Block;

/// <summary>A list of things from outside, each with what is said about it.</summary>
public sealed record ListBlock(string Heading, ImmutableArray<ListItem> Items, string? More) : Block
{
    /// <summary>How it is meant.</summary>
    public Tone Tone { get; init; }

    /// <summary>A line above the list.</summary>
    public string? Intro { get; init; }
}

/// <summary>One thing of a list.</summary>
public sealed record ListItem(string Title, string? About = null);

/// <summary>Milestones with their dates side by side.</summary>
public sealed record MilestonesBlock(
    string Heading, ImmutableArray<string> Columns, ImmutableArray<MilestoneRow> Rows, string? More) : Block
{
    /// <summary>What the odds rest on; none where there are none.</summary>
    public string? Basis { get; init; }
}

/// <summary>One milestone; its number is also that of its mark in the picture.</summary>
public sealed record MilestoneRow(
    int Number, string Name, string Status, Tone Tone, string About,
    string Original, string Agreed, string Now)
{
    /// <summary>Its dates with odds; none where nothing is forecast.</summary>
    public string? Odds { get; init; }
}

/// <summary>Things of which each has labelled sentences, such as risks.</summary>
public sealed record DetailsBlock(string Heading, ImmutableArray<DetailItem> Items, string? More) : Block;

/// <summary>One of them.</summary>
public sealed record DetailItem(string Title, ImmutableArray<(string Label, string Text)> Sentences);

/// <summary>A picture, of which no letter has two of a kind.</summary>
/// <param name="Heading">What a reader should conclude, in a few words.</param>
/// <param name="Message">All it says, for those who do not see it.</param>
/// <param name="Legend">What its marks mean.</param>
/// <param name="Picture">What is drawn.</param>
public sealed record PictureBlock(
    string Heading, string Message, ImmutableArray<(LegendMark Mark, string Label)> Legend, Picture Picture) : Block
{
    /// <summary>What the numbers in it stand for, in order from 1; empty where they are told elsewhere.</summary>
    public ImmutableArray<ListItem> Numbered { get; init; } = [];
}

/// <summary>What a mark in a picture looks like.</summary>
public enum LegendMark
{
    /// <summary>A thick line in the brand's colour: what the picture is about.</summary>
    Main,

    /// <summary>A thin line.</summary>
    Thin,

    /// <summary>An upright line of dashes.</summary>
    Today,

    /// <summary>A diamond.</summary>
    Milestone,

    /// <summary>A level line of dashes.</summary>
    Agreed,

    /// <summary>A light area.</summary>
    Fan,

    /// <summary>Upwards.</summary>
    Up,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>A dark area.</summary>
    Dark,

    /// <summary>A disc.</summary>
    Disc,
}
