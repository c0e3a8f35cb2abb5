using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Delivery;

/// <summary>The letters of one decision, frozen; and those that lack something they must say.</summary>
sealed record PressedLetters(ImmutableArray<OutboxRow> Rows, ImmutableArray<(LetterKey Key, string Missing)> Blocked)
{
    internal static PressedLetters From(Decision decision, ILetterPress press)
    {
        var rows = ImmutableArray.CreateBuilder<OutboxRow>();
        var blocked = ImmutableArray.CreateBuilder<(LetterKey, string)>();
        foreach (var send in decision.Effects.OfType<SendLetter>())
        {
            try
            {
                rows.Add(Row(send.Letter, press.Press(send.Letter)));
            }
            catch (LetterBlockedException blocking)
            {
                blocked.Add((send.Letter.Key, blocking.Message));
            }
        }
        return new PressedLetters(rows.ToImmutable(), blocked.ToImmutable());
    }

    static OutboxRow Row(Letter letter, FrozenLetter frozen) => new()
    {
        ProjectId = letter.ProjectId,
        Key = letter.Key,
        Recipient = letter.To.Email,
        MessageId = frozen.MessageId,
        Mime = frozen.Mime,
        ContentHash = Sha256Hex.Of(frozen.Mime.Span),
        NotBefore = letter.NotBefore,
        Expires = letter.Expires,
        IsRoutine = letter.IsRoutine,
    };
}
