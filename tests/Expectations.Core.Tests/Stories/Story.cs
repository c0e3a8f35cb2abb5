using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Core.Tests.Stories;

/// <summary>Plays facts against a ledger: given facts, when a fact, then events and effects.</summary>
sealed class Story
{
    int drawn;

    public LedgerState State { get; private set; } = LedgerState.Empty;

    public List<LedgerEvent> Ledger { get; } = [];

    public ProjectSetup Setup => State.Setup!;

    /// <summary>A registered project whose plan has been read once.</summary>
    public static Story Of(ProjectSetup setup, params PlanTask[] tasks) =>
        new Story().Given(new SetupReceived(A.Registration, setup), new PlanRead(A.Registration, A.Plan(tasks)));

    public Story Given(params Fact[] facts)
    {
        foreach (var fact in facts)
            When(fact);
        return this;
    }

    public Decision When(Fact fact)
    {
        var decision = Seal(ProjectLedger.Decide(State, fact));
        State = ProjectLedger.Evolve(State, decision.Events);
        Ledger.AddRange(decision.Events);
        return decision;
    }

    /// <summary>The newest link a person got; the hosts draw its token, a story counts.</summary>
    public string LinkOf(string person) => Ledger.OfType<LinkIssued>().Last(l => l.PersonId == person).Digest;

    /// <summary>A person answers what the newest link leads to, having seen what it shows.</summary>
    public AnswerReceived Answer(string person, string choice, Instant at, string? words = null)
    {
        var link = LinkOf(person);
        return new AnswerReceived(at, link, choice, "Typed by hand", LinkStanding.Of(State, link, at).Question?.Hash ?? "") { Words = words };
    }

    /// <summary>A letter was taken over by an outlet, at once.</summary>
    public Story Delivered(Decision decision)
    {
        foreach (var letter in decision.Letters())
            When(new LetterSettled(letter.NotBefore, letter.Key, LetterOutcome.Sent, "hash"));
        return this;
    }

    Decision Seal(Decision decision) =>
        !decision.Events.Any(e => e is LinkIssued or CodeIssued) ? decision : decision with
        {
            Events =
        [
            .. decision.Events.Select(e => e switch
            {
                LinkIssued link => link with { Digest = $"link-{++drawn}".PadRight(64, '0') },
                CodeIssued code => code with { Digest = $"code-{++drawn}" },
                _ => e,
            }),
        ],
        };

    /// <summary>Time reaches a moment, and whoever asks for the plan gets this one.</summary>
    public Decision WhenTimeReaches(Instant at, params PlanTask[] tasks) => WhenTimeReaches(at, A.Plan(tasks));

    public Decision WhenTimeReaches(Instant at, PlanSnapshot plan)
    {
        var decision = When(new TimeReached(at));
        return decision.Effects.OfType<ReadPlan>().Any() ? decision.And(When(new PlanRead(at, plan))) : decision;
    }
}

static class Reading
{
    public static ImmutableArray<Letter> Letters(this Decision decision) =>
        [.. decision.Effects.OfType<SendLetter>().Select(e => e.Letter)];

    public static T Only<T>(this Decision decision)
        where T : LedgerEvent => Assert.Single(decision.Events.OfType<T>());

    public static ReportContent Report(this Decision decision) =>
        Assert.IsType<ReportContent>(decision.Letters().First(l => l.Key.Kind == "report").Content);

    public static Notice Notice(this Letter letter) => Assert.IsType<NoticeContent>(letter.Content).Notice;
}
