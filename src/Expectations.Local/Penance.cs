using System.Collections.Concurrent;

namespace Expectations.Local;

/// <summary>Projects that cannot be advanced right now: each is left alone for longer every time it fails.</summary>
sealed class Penance
{
    static readonly Duration First = Duration.FromSeconds(10);

    static readonly Duration Longest = Duration.FromHours(1);

    readonly ConcurrentDictionary<string, Failing> failing = new(StringComparer.Ordinal);

    /// <summary>Those it holds.</summary>
    public IReadOnlyCollection<string> Projects => [.. failing.Keys];

    /// <summary>Whether a project is left alone now.</summary>
    public bool Holds(string project, Instant now) =>
        failing.TryGetValue(project, out var earlier) && now < earlier.RetryAt;

    /// <summary>Notes that a project failed.</summary>
    /// <returns>When it is tried again.</returns>
    public Instant Add(string project, Instant now) =>
        failing.AddOrUpdate(project, _ => Failing.Again(0, now), (_, earlier) => Failing.Again(earlier.Times, now))
            .RetryAt;

    /// <summary>Notes that a project goes on.</summary>
    public void End(string project) => failing.TryRemove(project, out _);

    sealed record Failing(int Times, Instant RetryAt)
    {
        internal static Failing Again(int times, Instant now) =>
            new(times + 1, now + Duration.Min(Longest, First * Math.Pow(2, Math.Min(times, 10))));
    }
}
