using System.Text.Json;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests;

public sealed class When_the_next_weeks_are_previewed
{
    [Fact]
    public void It_is_what_is_then_sent_when_the_plan_stays_as_it_is()
    {
        var plan = new[] { A.Task("a", A.Launch, 40), A.Task("b", new LocalDate(2026, 9, 16)) };
        var story = Story.Of(A.Project, plan);
        var planned = Preview.Of(story.State, A.Registration, A.Report(10)).OfType<PlannedLetter>().Select(p => Text(p.Letter)).ToList();
        var sent = new List<string>();
        while (ProjectLedger.NextDueAt(story.State) is { } due && due <= A.Report(10))
            sent.AddRange(story.WhenTimeReaches(due, plan).Letters().Select(Text));
        Assert.NotEmpty(sent);
        Assert.Equal(sent, planned);
    }

    [Fact]
    public void It_tells_what_will_not_go_and_why()
    {
        var story = Story.Of(A.Project, A.Task("a", A.Launch));
        var entries = Preview.Of(story.State, A.Registration, A.Report(2)).ToList();
        Assert.Equal(SkipReason.NothingChanged, Assert.IsType<PlannedSkip>(entries[^1]).Reason);
    }

    [Fact]
    public void A_paused_project_plans_nothing()
    {
        var story = Story.Of(A.Project, A.Task("a")).Given(new PauseAsked(A.Registration, "ann", "x"));
        Assert.Empty(Preview.Of(story.State, A.Registration, A.Report(20)));
    }

    static string Text(Letter letter) => JsonSerializer.Serialize(letter.Content, letter.Content.GetType()) + letter.Key + letter.NotBefore;
}
