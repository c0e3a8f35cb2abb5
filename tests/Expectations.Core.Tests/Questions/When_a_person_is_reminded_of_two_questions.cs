using System.Text.Json;
using Expectations.Core.Calendars;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Questions;

public sealed class When_a_person_is_reminded_of_two_questions
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_gets_both_on_one_morning(int daysApart)
    {
        var reminded = Reminders(Lived(Asked(daysApart)), FollowUp.Remind);
        Assert.Equal(4, reminded.Length);
        Assert.All(reminded.GroupBy(e => e.At), morning =>
            Assert.Equal(["change-change-1-1", "change-change-2-1"], morning.Select(e => e.Question)));
    }

    [Fact]
    public void One_that_is_due_later_waits_for_its_own_day()
    {
        var story = Lived(Asked(daysApart: 7, new DecisionRules
        {
            UndoMinutes = 0,
            RemindAfterDays = [1, 9],
            StandInAfterDays = 10,
            SponsorAfterDays = 15,
        }));
        var days = Reminders(story, FollowUp.Remind).ToLookup(e => e.Question, e => story.Setup.Day(e.At));
        Assert.Equal([new LocalDate(2026, 9, 2), new LocalDate(2026, 9, 14)], days["change-change-1-1"]);
        Assert.Equal([new LocalDate(2026, 9, 9), new LocalDate(2026, 9, 21)], days["change-change-2-1"]);
    }

    [Fact]
    public void What_waits_for_somebody_else_does_not_go_along()
    {
        var story = Asked(daysApart: null, new DecisionRules { UndoMinutes = 0, Quorum = Quorum.All });
        story.When(story.Answer("hugh", "extend", Now));
        Release(story, "change-2", Now + Duration.FromDays(1));
        story.When(story.Answer("olga", "extend", Now + Duration.FromDays(1)));
        var mornings = Reminders(Lived(story), FollowUp.Remind).Select(e => e.At).ToList();
        Assert.Equal(4, mornings.Count);
        Assert.Distinct(mornings);
    }

    [Fact]
    public void Nothing_is_reminded_of_within_a_working_day_of_its_letter()
    {
        var story = Asked(daysApart: 0, new DecisionRules { UndoMinutes = 0, RemindAfterDays = [1] });
        var next = story.Setup.Calendar.Add(story.Setup.Day(Now), 1);
        var morning = (next + new LocalTime(9, 0)).InZoneLeniently(story.Setup.TimeZone()).ToInstant();
        Release(story, "change-3", morning - Duration.FromMinutes(1));
        Assert.DoesNotContain(
            story.When(new TimeReached(morning)).Events.OfType<QuestionFollowedUp>(), e => e.Question == "change-change-3-1");
    }

    [Fact]
    public void The_stand_in_and_the_sponsor_come_on_the_days_they_would_have_come_on()
    {
        var (alone, together) = (Lived(Asked(daysApart: null)), Lived(Asked(daysApart: 2)));
        foreach (var step in (FollowUp[])[FollowUp.StandIn, FollowUp.Sponsor])
            Assert.Equal(
                Reminders(alone, step).Single().At,
                Reminders(together, step).First(e => e.Question == "change-change-1-1").At);
        Assert.All(together.Ledger.OfType<QuestionFollowedUp>().GroupBy(e => e.Question), steps => Assert.Equal(
            [FollowUp.Remind, FollowUp.Remind, FollowUp.StandIn, FollowUp.Sponsor], steps.Select(e => e.Step)));
    }

    [Fact]
    public void Who_has_answered_one_is_reminded_only_of_the_other()
    {
        var story = Asked(daysApart: 1, new DecisionRules { UndoMinutes = 0, Quorum = Quorum.All });
        story.When(story.Answer("hugh", "extend", Now + Duration.FromDays(1) + Duration.FromHours(1)));
        var reminded = Reminders(Lived(story), FollowUp.Remind);
        Assert.Equal(reminded[0].At, reminded[1].At);
        Assert.Equal<string>(["olga"], reminded.First(e => e.Question == "change-change-2-1").To);
    }

    [Fact]
    public void The_preview_shows_it_beforehand()
    {
        var story = Asked(daysApart: 2);
        var from = Now + Duration.FromDays(2);
        var until = Now + Duration.FromDays(40);
        var planned = Preview.Of(story.State, from, until).OfType<PlannedLetter>().Select(p => Text(p.Letter)).ToList();
        var sent = new List<string>();
        while (ProjectLedger.NextDueAt(story.State) is { } due && due <= until)
            sent.AddRange(story.WhenTimeReaches(due, A.Task("t1", A.Launch)).Letters().Select(Text));
        Assert.NotEmpty(sent);
        Assert.Equal(sent, planned);
    }

    /// <summary>Two changes are asked about, so many calendar days apart; only the first where it is none.</summary>
    static Story Asked(int? daysApart, DecisionRules? rules = null)
    {
        var story = Story.Of(
            A.AskingProject with { Decisions = rules ?? new DecisionRules { UndoMinutes = 0 } }, A.Task("t1", A.Launch));
        foreach (var decider in (string[])["hugh", "olga"])
            story.When(story.Answer(decider, Choices.Sign, Now));
        Release(story, "change-1", Now);
        if (daysApart is { } days)
            Release(story, "change-2", Now + Duration.FromDays(days));
        return story;
    }

    static void Release(Story story, string change, Instant at) =>
        story.Delivered(story.When(new ChangeReceived(at, A.Later(7) with { Id = change }, Release: true, "ann")));

    /// <summary>Time goes by until no question is open.</summary>
    static Story Lived(Story story)
    {
        for (var step = 0; step < 80 && !story.State.Questions.Open.IsEmpty; step++)
            story.Delivered(story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value, A.Task("t1", A.Launch)));
        Assert.Empty(story.State.Questions.Open);
        return story;
    }

    static QuestionFollowedUp[] Reminders(Story story, FollowUp step) =>
        [.. story.Ledger.OfType<QuestionFollowedUp>().Where(e => e.Step == step)];

    static string Text(Letter letter) =>
        JsonSerializer.Serialize(letter.Content, letter.Content.GetType()) + letter.Key + letter.NotBefore;
}
