using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Questions;

public sealed class When_nobody_answers
{
    static Story Asked(ProjectSetup? setup = null)
    {
        var story = new Story().Given(new SetupReceived(A.Registration, setup ?? A.AskingProject));
        return story.Delivered(story.When(new PlanRead(A.Registration, A.Plan(A.Task("t1", A.Launch)))));
    }

    static Decision Next(Story story)
    {
        var due = ProjectLedger.NextDueAt(story.State)!.Value;
        var decision = story.WhenTimeReaches(due, A.Task("t1", A.Launch));
        story.Delivered(decision);
        return decision;
    }

    static Decision Until<T>(Story story, Predicate<T> found)
        where T : LedgerEvent
    {
        for (var steps = 0; steps < 60; steps++)
            if (Next(story) is var decision && decision.Events.OfType<T>().Any(e => found(e)))
                return decision;
        throw new InvalidOperationException("It never came.");
    }

    [Fact]
    public void The_clock_starts_when_the_letter_is_delivered()
    {
        var story = new Story().Given(
            new SetupReceived(A.Registration, A.AskingProject), new PlanRead(A.Registration, A.Plan(A.Task("t1", A.Launch))));
        Assert.Null(story.State.Questions.Open.Values.Single().DeliveredAt);
        Assert.Equal(A.FirstReport, ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void They_are_reminded_on_the_third_and_sixth_working_day()
    {
        var story = Asked();
        var first = Until<QuestionFollowedUp>(story, e => e.Step == FollowUp.Remind).Only<QuestionFollowedUp>();
        Assert.Equal(new LocalDate(2026, 9, 4), story.Setup.Day(first.At));
        var second = Until<QuestionFollowedUp>(story, e => e.Step == FollowUp.Remind).Only<QuestionFollowedUp>();
        Assert.Equal(new LocalDate(2026, 9, 9), story.Setup.Day(second.At));
        Assert.Equal(["hugh", "olga"], second.To.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Those_who_answered_are_left_alone()
    {
        var story = Asked(A.AskingProject with { Decisions = new DecisionRules { Quorum = Quorum.All } });
        story.When(story.Answer("hugh", Choices.Sign, A.Registration + Duration.FromHours(1)));
        Assert.Equal<string>(["olga"], Until<QuestionFollowedUp>(story, _ => true).Only<QuestionFollowedUp>().To);
    }

    [Fact]
    public void Then_the_stand_in_may_answer_and_the_manager_is_told()
    {
        var story = Asked();
        var decision = Until<QuestionFollowedUp>(story, e => e.Step == FollowUp.StandIn);
        Assert.Contains(decision.Letters(), l => l.To.Id == "sue" && l.Content is QuestionContent { InPlaceOf: "Hugh Harbour" });
        Assert.Contains(decision.Letters(), l => l.To.Id == "ann"
            && l.Content is NoticeContent { Notice: Notice.AnswerOverdue, Details: var told } && told["title"] == "1");
        story.When(story.Answer("sue", Choices.Sign, decision.Only<QuestionFollowedUp>().At)).Only<AnswerGiven>();
    }

    [Fact]
    public void Then_the_sponsor_is_told_and_in_the_end_the_question_lapses()
    {
        var story = Asked();
        var told = Until<QuestionFollowedUp>(story, e => e.Step == FollowUp.Sponsor);
        Assert.Equal("sue", Assert.Single(told.Letters(), l => l.Key.Kind == "answer-overdue-for-sponsor").To.Id);
        var ended = Until<QuestionSettled>(story, _ => true);
        Assert.Equal(QuestionOutcome.Lapsed, ended.Only<QuestionSettled>().Outcome);
        Assert.Equal(["ann"], ended.Letters().Where(l => l.Key.Kind == "receipt").Select(l => l.To.Id));
        Assert.Null(story.State.SignedVersion);
    }

    [Fact]
    public void After_three_weeks_down_the_steps_still_come_one_by_one()
    {
        var story = Asked();
        var late = A.Registration + Duration.FromDays(21);
        Assert.Equal(FollowUp.Remind, story.When(new TimeReached(late)).Only<QuestionFollowedUp>().Step);
        Assert.Empty(story.When(new TimeReached(late)).Events.OfType<QuestionFollowedUp>());
    }

    [Fact]
    public void Fault_54_a_bounce_passes_the_question_to_the_stand_in_and_tells_the_manager()
    {
        var story = Asked();
        var key = new LetterKey("question", "baseline-1-1", "hugh", 0);
        var bounced = story.When(new LetterSettled(A.Registration, key, LetterOutcome.Bounced, "hash", "no such mailbox"));
        Assert.Equal("sue", bounced.Only<QuestionPassedOn>().To.Id);
        Assert.Contains(bounced.Letters(), l => l.To.Id == "sue" && l.Key.Kind == "question");
        Assert.Contains(bounced.Letters(), l => l.To.Id == "ann" && l.Content is NoticeContent { Notice: Notice.LetterUndeliverable });
    }

    [Fact]
    public void Where_nobody_can_be_reached_the_manager_is_told()
    {
        var story = new Story().Given(new SetupReceived(A.Registration, A.AskingProject));
        foreach (var person in (string[])["hugh", "sue", "olga"])
            story.When(new LetterSettled(A.Registration, new LetterKey("report", "x", person, 0), LetterOutcome.Refused, "", "gone"));
        var decision = story.When(new PlanRead(A.Registration, A.Plan(A.Task("t1", A.Launch))));
        Assert.Equal("ask", decision.Only<RequestRefused>().Request);
        Assert.Contains(decision.Letters(), l => l.Content is NoticeContent { Notice: Notice.NobodyToAsk });
    }
}
