using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Questions;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Draws the tokens and codes a decision mails: the letter gets the secret, the ledger only its digest.
/// </summary>
/// <param name="draw">
/// Gives so many bytes by chance; none takes the system's cryptographic source. A simulation repeats itself by its own.
/// </param>
public sealed class SecretDrawing(Func<int, byte[]>? draw = null)
{
    const int TokenBytes = 32;
    const ulong Codes = 1_000_000;

    readonly Func<int, byte[]> draw = draw ?? RandomNumberGenerator.GetBytes;

    /// <summary>What the ledger knows of a token: its SHA-256, lower-case hex.</summary>
    public static string DigestOf(string token) => Sha256Hex.Of(token);

    /// <summary>What the ledger knows of a code: SHA-256 over the digest of its link and the code.</summary>
    public static string DigestOfCode(string link, string code) => DigestOf($"{link}\n{code}");

    /// <summary>The decision with its secrets drawn; one that mails none is unchanged.</summary>
    internal Decision Complete(Decision decision)
    {
        if (!decision.Events.Any(e => e is LinkIssued or CodeIssued))
            return decision;
        var events = decision.Events.ToBuilder();
        var effects = decision.Effects.ToBuilder();
        for (var i = 0; i < events.Count; i++)
            events[i] = events[i] switch
            {
                LinkIssued { Digest: "" } link => Link(link, effects),
                CodeIssued code => Code(code, effects),
                var other => other,
            };
        return new Decision { Events = events.ToImmutable(), Effects = effects.ToImmutable() };
    }

    LinkIssued Link(LinkIssued issued, ImmutableArray<Effect>.Builder effects)
    {
        var token = Base64Url.EncodeToString(draw(TokenBytes));
        Seal(effects, token, letter => LeadsTo(letter.Content) == issued.Question && letter.To.Id == issued.PersonId);
        return issued with { Digest = DigestOf(token) };
    }

    static string? LeadsTo(LetterContent content) =>
        content is QuestionContent question ? question.Question : content.Answer?.Warning;

    CodeIssued Code(CodeIssued issued, ImmutableArray<Effect>.Builder effects)
    {
        var code = (BinaryPrimitives.ReadUInt64LittleEndian(draw(sizeof(ulong))) % Codes)
            .ToString("D6", CultureInfo.InvariantCulture);
        Seal(effects, code, letter => letter.Content is CodeContent);
        return issued with { Digest = DigestOfCode(issued.Link, code) };
    }

    static void Seal(ImmutableArray<Effect>.Builder effects, string secret, Predicate<Letter> isMeant)
    {
        for (var i = 0; i < effects.Count; i++)
            if (effects[i] is SendLetter { Letter: { Secret: null } letter } && isMeant(letter))
            {
                effects[i] = new SendLetter(letter with { Secret = new Secret(secret) });
                return;
            }
        throw new InvalidOperationException("A link or code was issued without a letter that carries it.");
    }
}
