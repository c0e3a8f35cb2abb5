using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages.Mail;

namespace Expectations.Hosting.Pages;

/// <summary>Letters as they would go, made by the very press that makes those that go.</summary>
sealed class LetterPreview(ILetterPress press)
{
    /// <summary>The letter, or why it would not go.</summary>
    /// <param name="letter">What would be sent.</param>
    /// <param name="frame">Where its HTML is served.</param>
    internal ShownLetter Press(Letter letter, string frame)
    {
        try
        {
            return new ShownLetter(MailView.From("", press.Press(letter).Mime), frame);
        }
        catch (LetterBlockedException blocked)
        {
            return new ShownLetter(null, frame, blocked.Message);
        }
    }
}

/// <summary>A letter on a page.</summary>
/// <param name="Mail">The letter; none where it cannot be shown.</param>
/// <param name="Frame">Where its HTML is served.</param>
/// <param name="Missing">What it lacks and would not go without; none where it lacks nothing.</param>
public sealed record ShownLetter(MailView? Mail, string Frame, string? Missing = null);

/// <summary>A planned letter with all about it.</summary>
public sealed record PlannedLetterModel
{
    /// <summary>Of which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Its line in the outbox.</summary>
    public required OutboxLine Line { get; init; }

    /// <summary>Its language, in words.</summary>
    public required string Language { get; init; }

    /// <summary>The letter.</summary>
    public required ShownLetter Letter { get; init; }
}
