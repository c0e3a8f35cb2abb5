using System.Runtime.InteropServices;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Delivery;

/// <summary>A way out for letters: a mail server, a mail service, a folder.</summary>
public interface IOutlet
{
    /// <summary>Name for people and logs, for example <c>smtp</c>.</summary>
    string Name { get; }

    /// <summary>How many letters it would take right now; the courier claims no more than these.</summary>
    Headroom Headroom => new(int.MaxValue);

    /// <summary>Makes one attempt with the frozen bytes. Throws only when cancelled before anything was sent.</summary>
    Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default);
}

/// <summary>How many letters an outlet would take right now.</summary>
/// <param name="Letters">How many.</param>
/// <param name="Wait">Where there are none: how long until it takes the next one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Headroom(int Letters, Duration Wait = default);

/// <summary>How one attempt ended.</summary>
/// <param name="Result">What is known about it.</param>
/// <param name="Detail">What the outlet said, without addresses.</param>
/// <param name="RetryAfter">How long the outlet asked to wait.</param>
public sealed record Attempt(AttemptResult Result, string? Detail = null, Duration? RetryAfter = null);

/// <summary>What is known about an attempt.</summary>
public enum AttemptResult
{
    /// <summary>The outlet took the letter over.</summary>
    Accepted,

    /// <summary>It did not, and may later.</summary>
    TryAgain,

    /// <summary>It never will take letters to this address.</summary>
    Refused,

    /// <summary>It never will take this letter; the address is not to blame.</summary>
    LetterRefused,

    /// <summary>It may or may not have taken it.</summary>
    Ambiguous,
}
