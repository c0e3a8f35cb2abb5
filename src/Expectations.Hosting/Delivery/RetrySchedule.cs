using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Delivery;

/// <summary>When a letter is tried again: twice as long after every attempt, up to an hour; or when asked to.</summary>
static class RetrySchedule
{
    /// <summary>Wait after the first attempt.</summary>
    public static readonly Duration First = Duration.FromSeconds(30);

    /// <summary>Longest wait where the outlet asks for none.</summary>
    public static readonly Duration Longest = Duration.FromHours(1);

    /// <summary>Longest wait an outlet may ask for.</summary>
    static readonly Duration LongestAsked = Duration.FromDays(1);

    /// <summary>How long to wait after an attempt.</summary>
    /// <param name="messageId">Spreads letters that failed together; the same letter always waits the
    /// same.</param>
    /// <param name="attempts">Attempts begun so far, this one included.</param>
    /// <param name="asked">What the outlet asked for; it is not tried sooner, nor more than a day later.</param>
    public static Duration WaitAfter(string messageId, int attempts, Duration? asked)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 10);
        var (wait, most) = asked is { } time && time > Duration.Zero
            ? (Duration.Min(time, LongestAsked), LongestAsked)
            : (First * (1L << doublings), Longest);
        // A fifth more at most, so that letters put back together do not come back together.
        return Duration.Min(wait * (1 + 0.2 * Spread(messageId, attempts)), most);
    }

    static double Spread(string messageId, int attempts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{messageId}/{attempts}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (uint.MaxValue + 1.0);
    }
}
