using Expectations.Core.Letters;
using Expectations.Core.Pulses;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Pulses;

public sealed class When_the_client_says_how_it_feels
{
    static PulseReceived Say(int day, int score, string who = "hugh", string? words = null) =>
        new(A.Registration + Duration.FromDays(day), who, score, words);

    [Fact]
    public void A_trend_is_kept()
    {
        var story = Story.Of(A.Project).Given(Say(0, 5), Say(7, 4), Say(14, 4), Say(21, 3), Say(28, 3), Say(35, 4));
        Assert.Equal(((13d / 3), (10d / 3)), (PulseDecider.Before(story.State)!.Value, PulseDecider.Now(story.State)!.Value));
    }

    [Fact]
    public void Changing_ones_mind_the_same_day_counts_once()
    {
        var story = Story.Of(A.Project).Given(Say(0, 1), Say(0, 4));
        Assert.Equal(4, Assert.Single(story.State.Pulses).Score);
    }

    [Fact]
    public void A_falling_trend_tells_the_manager_once()
    {
        var story = Story.Of(A.Project).Given(Say(0, 5), Say(7, 5), Say(14, 5), Say(21, 4), Say(28, 4));
        var fell = story.When(Say(35, 4, words: "Slow answers"));
        Assert.Equal(Notice.PulseFalls, Assert.Single(fell.Letters()).Notice());
        Assert.True(fell.Only<PulseGiven>().Told);
        Assert.Empty(story.When(Say(42, 3)).Letters());
    }

    [Fact]
    public void The_worst_answer_tells_the_manager_at_once() =>
        Assert.Single(Story.Of(A.Project).When(Say(0, 1)).Letters());

    [Theory]
    [InlineData("hugh", 0)]
    [InlineData("hugh", 6)]
    [InlineData("stranger", 3)]
    public void Nonsense_is_refused(string who, int score) =>
        Story.Of(A.Project).When(Say(0, score, who)).Only<RequestRefused>();
}
