using Expectations.Core.Priorities;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Priorities;

public sealed class When_the_client_rates_requirements
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    static Story Asked()
    {
        var story = Story.Of(
            A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false } }, A.Task("t1", A.Launch));
        story.When(new RatingsAsked(Now, "ann")).Only<QuestionAsked>();
        return story;
    }

    static AnswerReceived Rate(Story story, string person, int cards, int gifts, int search) =>
        story.Answer(person, Choices.Rate, Now) with
        {
            Ratings = ImmutableSortedDictionary<string, int>.Empty.Add("cards", cards).Add("gifts", gifts).Add("search", search),
        };

    [Fact]
    public void Everyone_is_heard_and_value_is_weighed_against_effort()
    {
        var story = Asked();
        story.When(Rate(story, "hugh", 5, 5, 4));
        Assert.Empty(story.State.Ratings);
        story.When(Rate(story, "olga", 4, 2, 4)).Only<QuestionSettled>();

        var ranked = PriorityRanking.Of(story.State);
        Assert.Equal(["cards", "search", "gifts"], ranked.Select(r => r.Requirement.Id));
        Assert.Equal([true, true, false], ranked.Select(r => r.IsIn));
        Assert.Equal([false, false, true], ranked.Select(r => r.IsDisputed));
    }

    [Fact]
    public void The_client_confirms_what_falls_below_the_line()
    {
        var story = Asked();
        story.When(Rate(story, "hugh", 5, 5, 4));
        story.When(Rate(story, "olga", 4, 2, 4));
        story.When(new CapacityLineAsked(Now, "ann")).Only<QuestionAsked>();
        var body = Assert.IsType<CapacityLineBody>(LinkStanding.Of(story.State, story.LinkOf("hugh"), Now).Body);
        Assert.Equal(["gifts"], body.Ranked.Where(r => !r.IsIn).Select(r => r.Requirement.Id));
        Assert.Equal(Choices.Confirm, story.When(story.Answer("hugh", Choices.Confirm, Now)).Only<QuestionSettled>().Choice);
    }

    [Fact]
    public void A_rating_that_leaves_something_out_or_is_out_of_range_is_refused()
    {
        var story = Asked();
        story.When(Rate(story, "hugh", 5, 6, 4)).Only<RequestRefused>();
        story.When(story.Answer("hugh", Choices.Rate, Now)).Only<RequestRefused>();
    }

    [Fact]
    public void Before_anyone_has_rated_no_line_is_drawn()
    {
        var story = Asked();
        story.When(new CapacityLineAsked(Now, "ann")).Only<RequestRefused>();
    }
}
