using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Questions;

public sealed class When_a_decision_is_passed_on
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    static Story Asked(params string[] domains) => Story.Of(
        A.AskingProject with { Decisions = new DecisionRules { PassOnDomains = [.. domains], UndoMinutes = 0 } }, A.Task("t1", A.Launch));

    [Fact]
    public void A_colleague_gets_a_link_of_their_own_and_both_are_recorded()
    {
        var story = Asked();
        var passed = story.When(new PassOnAsked(Now, story.LinkOf("hugh"), "Kim Keel", "kim@harbour.example"));
        var to = passed.Only<QuestionPassedOn>();
        Assert.Equal(("hugh", "Kim Keel", true), (to.From, to.To.Name, to.Forwarded));
        Assert.Equal("Hugh Harbour", Assert.IsType<QuestionContent>(Assert.Single(passed.Letters()).Content).InPlaceOf);

        var settled = story.When(story.Answer(to.To.Id, Choices.Sign, Now));
        Assert.Equal(to.To.Id, settled.Only<AnswerGiven>().Answer.PersonId);
        Assert.Equal(["ann", to.To.Id, "hugh", "olga"], settled.Letters().Select(l => l.To.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("kim@elsewhere.example")]
    [InlineData("kim@harbour.example.evil.example")]
    [InlineData("ann@agency.example")]
    [InlineData("not an address")]
    [InlineData("hugh@harbour.example")]
    public void Nobody_outside_the_allowed_domains_nor_the_manager_gets_it(string email)
    {
        var story = Asked();
        story.When(new PassOnAsked(Now, story.LinkOf("hugh"), "Kim", email)).Only<RequestRefused>();
    }

    [Fact]
    public void A_domain_the_project_names_is_allowed()
    {
        var story = Asked("harbour-group.example");
        story.When(new PassOnAsked(Now, story.LinkOf("hugh"), "Kim", "kim@harbour-group.example")).Only<QuestionPassedOn>();
    }

    [Fact]
    public void Fault_62_a_forwarded_link_needs_the_code_only_the_mailbox_gets_where_much_is_at_stake()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Now));
        story.When(new ChangeReceived(Now, A.Later(40), Release: true, "ann"));
        var link = story.LinkOf("hugh");
        story.When(story.Answer("hugh", "extend", Now)).Only<RequestRefused>();

        var mailed = story.When(new CodeAsked(Now, link));
        Assert.Equal("hugh", Assert.Single(mailed.Letters()).To.Id);
        var digest = mailed.Only<CodeIssued>().Digest;
        story.When(story.Answer("hugh", "extend", Now) with { Code = "wrong" }).Only<CodeRejected>();
        story.When(story.Answer("hugh", "extend", Now + Duration.FromMinutes(16)) with { Code = digest }).Only<RequestRefused>();
        story.When(story.Answer("hugh", "extend", Now) with { Code = digest }).Only<AnswerGiven>();
    }

    [Fact]
    public void A_code_is_worth_nothing_after_five_wrong_ones()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Now));
        story.When(new ChangeReceived(Now, A.Later(40), Release: true, "ann"));
        var digest = story.When(new CodeAsked(Now, story.LinkOf("hugh"))).Only<CodeIssued>().Digest;
        for (var wrong = 0; wrong < 5; wrong++)
            story.When(story.Answer("hugh", "extend", Now) with { Code = "wrong" });
        story.When(story.Answer("hugh", "extend", Now) with { Code = digest }).Only<RequestRefused>();
    }
}
