using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Letters;

public sealed class When_a_letter_cannot_be_delivered
{
    static readonly PlanTask Open = A.Task("a", A.Launch);
    static readonly LetterKey ToHugh = new("report", "2026-09-04", "hugh", 0);

    static Story AfterTheFirstReport()
    {
        var story = Story.Of(A.Project, Open);
        story.WhenTimeReaches(A.FirstReport, Open);
        return story;
    }

    static LetterSettled Settled(LetterOutcome outcome, LetterKey? key = null) =>
        new(A.FirstReport + Duration.FromMinutes(2), key ?? ToHugh, outcome, "abc", "The mailbox does not exist (550).");

    [Fact]
    public void Fault_50_a_refused_address_is_not_used_again_and_the_stand_in_gets_the_report()
    {
        var story = AfterTheFirstReport();
        var decision = story.When(Settled(LetterOutcome.Refused));
        Assert.Equal("hugh", decision.Only<PersonUnreachable>().PersonId);
        Assert.Equal([("sue", "report"), ("ann", "letter-undeliverable")], decision.Letters().Select(l => (l.To.Id, l.Key.Kind)));
        Assert.Equal(["sue", "mei"], story.WhenTimeReaches(A.Report(2), A.Task("a", A.Launch, 20)).Letters().Select(l => l.To.Id));
    }

    [Fact]
    public void Fault_54_a_bounce_is_treated_alike() =>
        Assert.Equal(["sue", "ann"], AfterTheFirstReport().When(Settled(LetterOutcome.Bounced)).Letters().Select(l => l.To.Id));

    [Fact]
    public void Fault_49_a_letter_that_ran_out_of_time_condemns_nobody()
    {
        var decision = AfterTheFirstReport().When(Settled(LetterOutcome.Expired));
        Assert.Empty(decision.Events.OfType<PersonUnreachable>());
        Assert.Equal(Notice.LetterUndeliverable, Assert.Single(decision.Letters()).Notice());
    }

    [Fact]
    public void The_managers_own_broken_address_writes_no_further_letters() =>
        Assert.Empty(AfterTheFirstReport().When(Settled(LetterOutcome.Refused, new LetterKey("report-waits", "x", "ann", 0))).Letters());

    [Fact]
    public void A_new_address_is_tried_again()
    {
        var story = AfterTheFirstReport();
        story.When(Settled(LetterOutcome.Refused));
        var people = A.Project.People.Select(p => p.Id == "hugh" ? p with { Email = "hugh.harbour@harbour.example" } : p);
        story.When(new SetupReceived(A.FirstReport, A.Project with { People = [.. people] }));
        Assert.Empty(story.State.Letters.Unreachable);
    }

    [Fact]
    public void A_letter_that_could_not_be_written_is_told_to_the_manager() =>
        Assert.Equal(Notice.LetterBlocked, Assert.Single(AfterTheFirstReport().When(Settled(LetterOutcome.Blocked)).Letters()).Notice());

    [Fact]
    public void A_sent_letter_is_recorded_with_the_hash_of_its_bytes() =>
        Assert.Equal("abc", AfterTheFirstReport().When(Settled(LetterOutcome.Sent)).Only<LetterSent>().ContentHash);
}
