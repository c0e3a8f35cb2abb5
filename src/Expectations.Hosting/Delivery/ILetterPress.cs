using Expectations.Core.Letters;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Turns a decided letter into the frozen message that is sent. The same letter gives the same bytes.
/// </summary>
public interface ILetterPress
{
    /// <summary>Writes the letter in the recipient's language and freezes it.</summary>
    FrozenLetter Press(Letter letter);

    /// <summary>Writes the same in the same words, for showing on a page.</summary>
    /// <exception cref="LetterBlockedException">It lacks something it must say.</exception>
    ShownContent Show(Letter letter);
}

/// <summary>What a letter says, part by part, in the language of its receiver.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Parts">Its parts, in order.</param>
public sealed record ShownContent(string Title, ImmutableArray<ShownPart> Parts);

/// <summary>One part of what is shown.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Paragraphs">What it says.</param>
/// <param name="Items">What it lists.</param>
public sealed record ShownPart(string Heading, ImmutableArray<string> Paragraphs, ImmutableArray<ShownItem> Items)
{
    /// <summary>Whether it only helps to decide, and is no part of what is decided.</summary>
    public bool IsAside { get; init; }
}

/// <summary>One thing of a list.</summary>
/// <param name="Title">What it is.</param>
/// <param name="About">What is said about it, line by line.</param>
public sealed record ShownItem(string Title, string? About);

/// <summary>A letter as it is sent.</summary>
/// <param name="MessageId">Deterministic Message-ID without angle brackets.</param>
/// <param name="Subject">Subject, for showing in lists.</param>
/// <param name="Mime">The whole message.</param>
public sealed record FrozenLetter(string MessageId, string Subject, ReadOnlyMemory<byte> Mime);
