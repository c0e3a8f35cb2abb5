using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Promises;

public sealed class When_a_promise_is_made
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);
    static readonly LocalDate Today = new(2026, 9, 1);

    static Story Asked() => Story.Of(
        A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false } }, A.Task("t1", A.Launch.PlusDays(4)));

    [Fact]
    public void Those_nothing_stands_behind_come_first()
    {
        var lines = PromiseDecider.Lines(Asked().State, Today);
        Assert.Equal(["fast", "autumn"], lines.Select(l => l.Promise.Stated.Id));
        Assert.Equal([true, false], lines.Select(l => l.Promise.IsUnbacked));
    }

    [Fact]
    public void Original_agreed_and_forecast_values_stand_side_by_side()
    {
        var story = Asked();
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", Now));
        var line = PromiseDecider.Lines(story.State, Today).Single(l => l.Promise.Stated.Id == "autumn");
        Assert.Equal(("2026-10-30", "2026-11-06", "2026-11-03"), (line.Original, line.Agreed, line.Forecast));
    }

    [Fact]
    public void A_new_value_keeps_the_old_one_with_who_when_and_why()
    {
        var story = Asked();
        story.When(new PromiseReceived(Now, new StatedPromise { Id = "users", Statement = "Users at once", Origin = PromiseOrigin.SalesPromise, Value = "500" }, "ann"));
        story.When(new ChangeReceived(Now, new Change
        {
            Id = "change-2",
            Title = "Fewer users",
            Reason = "Measured",
            Options = [new ChangeOption { Id = "fewer", Kind = OptionKind.CutScope, Words = "200 at once", Promises = ImmutableSortedDictionary<string, string>.Empty.Add("users", "200") }],
        }, Release: true, "ann"));
        story.When(story.Answer("hugh", "fewer", Now));
        var line = PromiseDecider.Lines(story.State, Today).Single(l => l.Promise.Stated.Id == "users");
        Assert.Equal(("500", "200"), (line.Original, line.Agreed));
        Assert.Equal(new PromiseMove("200", "change-2", "Typed by hand", Now), Assert.Single(line.Promise.Moves));
    }

    [Fact]
    public void It_is_never_rewritten()
    {
        var story = Asked();
        story.When(new PromiseReceived(Now, new StatedPromise { Id = "fast", Statement = "Never said", Origin = PromiseOrigin.Contract }, "ann")).Only<RequestRefused>();
        story.When(new SetupReceived(Now, story.Setup with { Promises = [] }));
        Assert.Contains("fast", story.State.Promises.Keys);
    }
}
