using System.Collections.Concurrent;
using System.Text;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Plans;

namespace Expectations.Benchmarks.Work;

/// <summary>A clock set by hand.</summary>
sealed class HandClock(Instant start) : IClock
{
    public Instant Now { get; set; } = start;

    public Instant GetCurrentInstant() => Now;
}

/// <summary>Goes at the usual pace, but shows another time.</summary>
sealed class ShiftedClock(Duration shift) : IClock
{
    public Duration Shift => shift;

    public static ShiftedClock From(Instant now) => new(now - SystemClock.Instance.GetCurrentInstant());

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + shift;
}

/// <summary>Answers from memory with the plan of the week.</summary>
sealed class WeeklyPlans : IPlanSource
{
    readonly ConcurrentDictionary<int, PlanSnapshot> weeks = new();

    public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
    {
        var week = Math.Max(0, (int)(now - Portfolio.Start).TotalDays / 7);
        return Task.FromResult<Fact>(new PlanRead(now, weeks.GetOrAdd(week, Portfolio.Plan)));
    }
}

/// <summary>Freezes every letter as the same four hundred bytes, as the peers' jobs carry.</summary>
sealed class StubPress : ILetterPress
{
    public ShownContent Show(Letter letter) => new(letter.Key.ToString(), []);

    static readonly byte[] Content = Encoding.ASCII.GetBytes(new string('x', 400));

    public FrozenLetter Press(Letter letter) => new($"{letter.ProjectId}/{letter.Key}", "Report", Content);
}

/// <summary>Takes every letter over at once and keeps account.</summary>
sealed class CountingOutlet : IOutlet
{
    long taken;

    public string Name => "counting";

    public long Taken => Volatile.Read(ref taken);

    /// <summary>How often each project was written to, by its identity.</summary>
    public ConcurrentDictionary<string, int> ByProject { get; } = new(StringComparer.Ordinal);

    public Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref taken);
        ByProject.AddOrUpdate(letter.ProjectId, 1, (_, n) => n + 1);
        return Task.FromResult(new Attempt(AttemptResult.Accepted));
    }
}

/// <summary>Announces the first letter on standard output, with the memory used until then in megabytes.</summary>
sealed class AnnouncingOutlet : IOutlet
{
    public string Name => "announcing";

    public Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        var peak = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        Console.WriteLine(peak.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Console.Out.Flush();
        return Task.FromResult(new Attempt(AttemptResult.Accepted));
    }
}
