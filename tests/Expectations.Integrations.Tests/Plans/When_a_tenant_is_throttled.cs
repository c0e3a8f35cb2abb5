using Expectations.Integrations.Plans;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_a_tenant_is_throttled
{
    static readonly Instant Start = PlanWorld.Morning;

    readonly TenantBreaker breaker = new();

    [Fact]
    public void Fault_34_everything_passes_in_calm_weather()
    {
        Assert.Null(breaker.WaitAt(Start));
        Assert.Null(breaker.WaitAt(Start));
    }

    [Fact]
    public void Fault_34_after_the_wait_one_reading_tries_and_the_others_wait_for_it()
    {
        breaker.Throttled(Start, Seconds(60));
        Assert.Equal(Seconds(60), breaker.WaitAt(Start));
        Assert.Null(breaker.WaitAt(Start + Seconds(60)));
        Assert.Equal(Seconds(30), breaker.WaitAt(Start + Seconds(60)));
        breaker.Answered();
        Assert.Null(breaker.WaitAt(Start + Seconds(60)));
    }

    [Fact]
    public void Fault_34_a_trial_that_never_ends_is_followed_by_another()
    {
        breaker.Throttled(Start, Seconds(60));
        Assert.Null(breaker.WaitAt(Start + Seconds(60)));
        Assert.Null(breaker.WaitAt(Start + Seconds(90)));
    }

    [Fact]
    public void Fault_34_where_no_wait_is_asked_for_it_doubles_from_storm_to_storm()
    {
        Assert.Equal(Seconds(30), breaker.Throttled(Start, null));
        Assert.Equal(Seconds(60), breaker.Throttled(Start + Seconds(30), null));
        Assert.Equal(Seconds(120), breaker.Throttled(Start + Seconds(90), null));
    }

    [Fact]
    public void Fault_34_readings_under_way_together_are_one_storm()
    {
        breaker.Throttled(Start, Seconds(60));
        breaker.Throttled(Start, null);
        Assert.Equal(Seconds(60), breaker.Throttled(Start, null));
    }

    [Fact]
    public void Fault_34_an_answer_meanwhile_ends_the_storm()
    {
        breaker.Throttled(Start, Seconds(60));
        breaker.Answered();
        Assert.Null(breaker.WaitAt(Start));
    }

    static Duration Seconds(int seconds) => Duration.FromSeconds(seconds);
}
