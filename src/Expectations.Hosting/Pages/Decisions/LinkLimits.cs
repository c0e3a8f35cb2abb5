using System.Threading.RateLimiting;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>
/// How often a link may be tried: nobody guesses codes, and nobody reads ledgers through by guessing links.
/// </summary>
sealed class LinkLimits : IDisposable
{
    const int TriesOfALink = 30;
    const int StrangersOfAProject = 10;

    readonly PartitionedRateLimiter<string> tries = Limiter(TriesOfALink);
    readonly PartitionedRateLimiter<string> strangers = Limiter(StrangersOfAProject);

    /// <summary>Whether one more press on a link's page is too many within a minute.</summary>
    internal bool IsTooOften(string digest) => !Take(tries, digest);

    /// <summary>Whether one more unknown link of a project is too many within a minute.</summary>
    internal bool IsTooStrange(string project) => !Take(strangers, project);

    public void Dispose()
    {
        tries.Dispose();
        strangers.Dispose();
    }

    static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    static PartitionedRateLimiter<string> Limiter(int most) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) }),
            StringComparer.Ordinal);
}
