using Expectations.Core.Letters;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Turns a decided letter into the frozen message that is sent. The same letter gives the same bytes.
/// </summary>
public interface ILetterPress
{
    /// <summary>Writes the letter in the recipient's language and freezes it.</summary>
    FrozenLetter Press(Letter letter);
}

/// <summary>A letter as it is sent.</summary>
/// <param name="MessageId">Deterministic Message-ID without angle brackets.</param>
/// <param name="Subject">Subject, for showing in lists.</param>
/// <param name="Mime">The whole message.</param>
public sealed record FrozenLetter(string MessageId, string Subject, ReadOnlyMemory<byte> Mime);
