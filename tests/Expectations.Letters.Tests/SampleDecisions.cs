using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Letters.Tests;

/// <summary>Invented decisions, one of each kind, rich enough to show every part.</summary>
public static class SampleDecisions
{
    public const string Token = "kT4vW0x1Qm9sYb2Zc7Ld5Ne8Rf3Gh6Ja-Pu_Xi0Vo1E";

    public static Baseline Agreed { get; } = new()
    {
        Version = 1,
        Goals = ["Visitors buy tickets online.", "Texts can be changed without help."],
        Boundaries = ["No booking of groups.", "Photos are delivered by the museum."],
        Deliverables =
        [
            new Deliverable
            {
                Name = "Ticket shop",
                AcceptanceCriteria =
                    ["A ticket can be bought with a card.", "The receipt arrives within a minute."],
                Iterations = 2,
                Milestone = "shop",
            },
            new Deliverable { Name = "Style guide", Milestone = "design" },
        ],
        Milestones =
        [
            new Milestone { Id = "design", Name = "Design signed off", Date = Sample.Day(3, 3), Bucket = "Design" },
            new Milestone { Id = "shop", Name = "Ticket shop open", Date = Sample.Day(4, 24), Bucket = "Shop" },
            new Milestone { Id = "launch", Name = "Launch", Date = Sample.Day(5, 17), Bucket = "Launch" },
        ],
        Requirements =
        [
            new Requirement { Id = "cards", Name = "Pay by card", Effort = 5, Class = Moscow.Must },
            new Requirement { Id = "gifts", Name = "Gift vouchers", Effort = 3, Class = Moscow.Could },
            new Requirement { Id = "audio", Name = "Audio guide on the phone", Effort = 8 },
        ],
        Capacity = 10,
        DeemedAcceptedAfterDays = 10,
    };

    public static Baseline Proposed { get; } = Agreed with
    {
        Version = 2,
        Goals = [.. Agreed.Goals, "The site can be used by everyone."],
        Boundaries = [Agreed.Boundaries[0]],
        Deliverables = [Agreed.Deliverables[0] with { Iterations = 3 }, Agreed.Deliverables[1]],
        Milestones = [.. Agreed.Milestones.Take(2), Agreed.Milestones[2] with { Date = Sample.Day(5, 31) }],
    };

    public static BaselineBody Baseline { get; } = new(
        Proposed, Agreed,
        [
            new OutlinePart("Design", ["Draw the pages", "Choose colours"]),
            new OutlinePart("Shop", ["Connect ticket shop", "Test payments", "+7"]),
        ],
        [
            new StatedPromise
            {
                Id = "fast",
                Statement = "The site is faster than that of the city gallery.",
                Origin = PromiseOrigin.MarketComparison,
                Value = "under one second",
            },
        ]);

    public static MilestoneBody Milestone { get; } = new(
        Agreed.Milestones[1], Sample.Day(4, 10), Sample.Day(3, 26), [Agreed.Deliverables[0]],
        DeemedAcceptedAfterDays: 10);

    public static ChangeBody Change { get; } = new(
        new Change
        {
            Id = "change-4",
            Title = "New interface of the ticket supplier",
            Reason = "The supplier switches its interface off in May.\nThe work for the new one was not planned.",
            Options =
            [
                new ChangeOption
                {
                    Id = "extend",
                    Kind = OptionKind.Extend,
                    Words = "All is delivered, two weeks later.",
                    Dates = Dates(("shop", Sample.Day(5, 8)), ("launch", Sample.Day(5, 31))),
                    Cost = 1500m,
                    Currency = "EUR",
                    P50 = Sample.Day(5, 28),
                    P85 = Sample.Day(5, 31),
                    Odds = 85,
                },
                new ChangeOption
                {
                    Id = "cut",
                    Kind = OptionKind.CutScope,
                    Drops = ["audio", "Style guide"],
                    Adds = [new Deliverable { Name = "Notice page", AcceptanceCriteria = ["It can be switched on."] }],
                    Promises = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                        .Add("support", "until the end of June"),
                    Cost = 0m,
                    Saves = 2400m,
                    Currency = "EUR",
                },
                new ChangeOption { Id = "keep", Kind = OptionKind.Keep, Odds = 20, Cost = 0m, Currency = "EUR" },
            ],
        },
        Agreed);

    public static PrioritiesBody Priorities { get; } = new(Agreed.Requirements, Agreed.Capacity);

    public static CapacityLineBody CapacityLine { get; } = new(
        [
            new RankedRequirement(Agreed.Requirements[0], 4.5, 4, 5, IsIn: true),
            new RankedRequirement(Agreed.Requirements[1], 3, 1, 5, IsIn: true),
            new RankedRequirement(Agreed.Requirements[2], null, null, null, IsIn: false),
        ],
        Capacity: 10);

    public static QuestionBody Body(QuestionKind kind) => kind switch
    {
        QuestionKind.Baseline => Baseline,
        QuestionKind.Milestone => Milestone,
        QuestionKind.Change => Change,
        QuestionKind.Priorities => Priorities,
        _ => CapacityLine,
    };

    public static QuestionContent Question(
        QuestionKind kind, FollowUp? again = null, string? inPlaceOf = null) => new()
        {
            ProjectName = Sample.Rich.ProjectName,
            Client = Sample.Rich.Client,
            Zone = Sample.Rich.Zone,
            Question = "question-1",
            Kind = kind,
            Body = Body(kind),
            ExpiresAt = Sample.Now + Duration.FromDays(14),
            Again = again,
            InPlaceOf = inPlaceOf,
        };

    public static ReceiptContent Receipt(QuestionKind kind) => kind switch
    {
        QuestionKind.Baseline => Receipt(
            kind, QuestionOutcome.Answered, Choices.Sign, Answer(Choices.Sign)),
        QuestionKind.Milestone => Receipt(kind, QuestionOutcome.Deemed, Choices.Confirm),
        QuestionKind.Change => Receipt(
            kind, QuestionOutcome.Answered, "extend",
            Answer("extend") with { Words = "Agreed, if the opening day stays free of work." }),
        QuestionKind.Priorities => Receipt(
            kind, QuestionOutcome.Answered, Choices.Rate, Answer(Choices.Rate) with
            {
                Ratings = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal)
                    .Add("cards", 5).Add("gifts", 1),
            }),
        _ => Receipt(
            kind, QuestionOutcome.Answered, Choices.Objection,
            Answer(Choices.Objection) with { Words = "The audio guide must be in." }),
    };

    public static ReceiptContent Receipt(
        QuestionKind kind, QuestionOutcome outcome, string? choice, params Answer[] answers) => new()
        {
            ProjectName = Sample.Rich.ProjectName,
            Zone = Sample.Rich.Zone,
            Kind = kind,
            Body = Body(kind),
            Closed = new ClosedQuestion
            {
                Id = "question-1",
                Kind = kind,
                Subject = "subject",
                Hash = Body(kind).Hash(),
                Outcome = outcome,
                Choice = choice,
                At = Sample.Now,
                Answers = [.. answers],
            },
        };

    public static Answer Answer(string choice) => new()
    {
        PersonId = "wei",
        Choice = choice,
        Name = "Li Wei",
        At = Sample.Now - Duration.FromMinutes(10),
    };

    public static CodeContent Code { get; } =
        new(Sample.Rich.ProjectName, Sample.Rich.Zone, Sample.Now + Duration.FromMinutes(15));

    public static Letter To(string language, LetterContent content, string secret = Token) =>
        Sample.To(language, content) with
        {
            Key = new LetterKey("question", "question-1", "wei", 0),
            Secret = new Secret(secret),
        };

    static ImmutableSortedDictionary<string, LocalDate> Dates(params (string Id, LocalDate Date)[] dates) =>
        dates.ToImmutableSortedDictionary(d => d.Id, d => d.Date, StringComparer.Ordinal);
}
