using Expectations.Core.Tests.Stories;
using Expectations.Local.Demo;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Local.Tests.Loop;

public sealed class When_the_clock_leaps_ahead
{
    readonly VirtualClock clock = new(A.Registration);
    readonly Watch watch = new();

    ClockGuard Guard() => new(clock, watch, NullLogger.Instance);

    [Fact]
    public void Fault_6_it_is_not_believed_for_ten_minutes()
    {
        var guard = Guard();
        clock.AdvanceTo(A.Registration + Duration.FromDays(30));
        Assert.False(guard.IsBelievable());
        watch.Pass(TimeSpan.FromMinutes(9));
        Assert.False(guard.IsBelievable());
        watch.Pass(TimeSpan.FromMinutes(1));
        Assert.True(guard.IsBelievable());
    }

    [Fact]
    public void Time_that_really_passed_is_no_leap()
    {
        var guard = Guard();
        watch.Pass(TimeSpan.FromDays(30));
        clock.AdvanceTo(A.Registration + Duration.FromDays(30));
        Assert.True(guard.IsBelievable());
    }

    [Fact]
    public void Once_believed_it_is_not_doubted_again_for_the_same_leap()
    {
        var guard = Guard();
        clock.AdvanceTo(A.Registration + Duration.FromDays(30));
        guard.IsBelievable();
        watch.Pass(TimeSpan.FromMinutes(10));
        Assert.True(guard.IsBelievable());
        Assert.True(guard.IsBelievable());
    }

    sealed class Watch : TimeProvider
    {
        long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Pass(TimeSpan span) => ticks += span.Ticks;
    }
}
