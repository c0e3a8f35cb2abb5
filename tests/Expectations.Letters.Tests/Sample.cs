using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Risks;

namespace Expectations.Letters.Tests;

/// <summary>Invented letters, rich enough to show every part.</summary>
public static class Sample
{
    public static readonly LocalDate Today = new(2026, 3, 27);
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 27, 8, 0);

    public static LetterOptions Options { get; } = new()
    {
        SenderAddress = "reports@letters.example.com",
        MessageIdDomain = "letters.example.com",
        BaseUrl = new Uri("https://expectations.example.com"),
        UnsubscribeKey = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(),
        MailtoUnsubscribe = "stop@letters.example.com",
    };

    public static LetterPress Press { get; } = new(Options);

    public static Branding Branding { get; } = new()
    {
        Organisation = "Studio North",
        Colour = "#1f5f8b",
        Footer = "Studio North GmbH · Torstraße 1 · 10119 Berlin",
    };

    public static Letter To(string language, LetterContent content) => new()
    {
        ProjectId = "harbour-museum",
        Key = new LetterKey("report", "2026-03-27", "wei", 0),
        To = new Person
        {
            Id = "wei",
            Name = "Li Wei",
            Email = "li.wei@museum.example.org",
            Role = Role.Decider,
            Language = language,
            Zone = language == "en" ? "Europe/Berlin" : "Asia/Taipei",
        },
        From = Mei,
        WrittenAt = Now,
        NotBefore = Now,
        IsRoutine = content is ReportContent,
        Branding = Branding,
        Content = content,
    };

    public static Person Mei { get; } = new()
    {
        Id = "mei",
        Name = "Mei Chen",
        Email = "mei@studio-north.example.com",
        Role = Role.Manager,
    };

    public static ReportContent Rich { get; } = new()
    {
        ProjectName = "Harbour Museum website",
        Client = "Harbour Museum",
        From = new LocalDate(2026, 3, 20),
        Until = Today,
        Zone = "Europe/Berlin",
        Health = Health.Red,
        Note = "The ticket supplier changed its interface this week, which moves the shop.\n"
            + "Everything else holds.",
        Done = Tasks(
            Task("d1", "Approve colour palette", "Design", done: Day(3, 26), percent: 100),
            Task("d2", "Write exhibition texts, first round", "Content", done: Day(3, 25), percent: 100),
            Task("d3", "Move hosting to the new account", "Launch", done: Day(3, 24), percent: 100)),
        Next = Tasks(
            Task("n1", "Connect ticket shop", "Shop", due: Day(4, 2), percent: 50),
            Task("n2", "Accessibility check of the templates", "Design", due: Day(4, 3)),
            Task("n3", "Translate visitor information", "Content")) with
        { InAll = 9 },
        Overdue = Tasks(
            Task("o1", "Agree test payments with the bank", "Shop", due: Day(3, 20), percent: 50)),
        WaitingOnYou = Tasks(
            Task("w1", "Choose the photo for the opening page", "Design", due: Day(3, 25)),
            Task("w2", "Name the contact for ticket refunds", "Shop", due: Day(4, 1))),
        Milestones =
        [
            Milestone("m1", "Design signed off", Day(3, 3), Day(3, 3), Day(3, 3), 12, 12, Health.Green) with
            {
                Reached = Day(3, 3),
            },
            Milestone("m2", "Texts final", Day(4, 17), Day(4, 17), Day(4, 17), 7, 14, Health.Green),
            Milestone("m3", "Ticket shop open", Day(4, 10), Day(4, 24), Day(5, 4), 3, 9, Health.Red) with
            {
                LastReported = Day(4, 24),
            },
            Milestone("m4", "Launch", Day(5, 3), Day(5, 17), Day(5, 18), 12, 15, Health.Amber),
        ],
        Moves =
        [
            new Move(MoveKind.Later, "n1", "Connect ticket shop", Day(3, 27), Day(4, 2)),
            new Move(MoveKind.Added, "n9", "Adapt to the supplier's new interface", To: Day(4, 8)),
            new Move(MoveKind.Reopened, "n8", "Newsletter sign-up"),
        ],
        MovesInAll = 5,
        Risks =
        [
            new Risk
            {
                Id = "r1", Title = "The bank answers late", Effect = "The shop opens without card payments.",
                Mitigation = "We call every Tuesday and prepare the test account ourselves.",
                Alternative = "Open with invoices only and add cards two weeks later.",
            },
        ],
        Absences = [new Absence("Jonas Weber", Day(4, 1), Day(4, 3))],
        Meetings =
        [
            new Meeting(
                "Walk through the shop", Instant.FromUtc(2026, 3, 31, 13, 0), Instant.FromUtc(2026, 3, 31, 14, 0)),
        ],
        BurnUp =
        [
            new BurnUpPoint(Day(1, 23), 38, 2), new BurnUpPoint(Day(1, 30), 38, 5),
            new BurnUpPoint(Day(2, 6), 40, 9),
            new BurnUpPoint(Day(2, 13), 42, 14), new BurnUpPoint(Day(2, 20), 42, 17),
            new BurnUpPoint(Day(2, 27), 44, 21),
            new BurnUpPoint(Day(3, 6), 47, 25), new BurnUpPoint(Day(3, 13), 47, 28),
            new BurnUpPoint(Day(3, 20), 49, 31),
            new BurnUpPoint(Day(3, 27), 50, 34),
        ],
    };

    public static ReportContent Unchanged { get; } = Rich with
    {
        Health = Health.Green,
        Note = null,
        NothingChanged = true,
        Done = Tasks(),
        Overdue = Tasks(),
        WaitingOnYou = Tasks(),
        Absences = [],
        Moves = [],
        MovesInAll = 0,
        Milestones = [.. Rich.Milestones.Select(m => m with { Now = m.Agreed, Health = Health.Green })],
    };

    public static ReportContent CatchUp { get; } = Rich with
    {
        Health = Health.Amber,
        Note = null,
        From = Day(3, 6),
        MissedReports = 2,
        StaleSince = Instant.FromUtc(2026, 3, 24, 7, 30),
        Milestones = [Rich.Milestones[3]],
        WaitingOnYou = Tasks(),
        Moves = [],
        Risks = [],
        Meetings = [],
    };

    /// <summary>A report that speaks of decisions: asked for, made, and not made.</summary>
    public static ReportContent Decided { get; } = Rich with
    {
        DecisionsWaiting =
        [
            new DecisionWaiting(QuestionKind.Change, "New interface of the ticket supplier", Day(3, 24)),
            new DecisionWaiting(QuestionKind.Milestone, "Texts final", Day(3, 26)),
        ],
        Milestones =
        [
            Rich.Milestones[0] with { Standing = MilestoneState.Confirmed },
            Rich.Milestones[1] with { Reached = Day(3, 26), Standing = MilestoneState.AwaitingClient },
            Rich.Milestones[2] with { Standing = MilestoneState.Missed },
            Rich.Milestones[3] with
            {
                AgreedBy = new AgreedMove("m4", Day(5, 3), Day(5, 17), "change-4", "Hugh Harbour",
                    Instant.FromUtc(2026, 4, 2, 8, 0)),
            },
        ],
        Done = Tasks(),
        Next = Tasks(),
        Moves = [],
        Risks = [],
    };

    /// <summary>The launch, whose date has moved twice and was agreed anew once.</summary>
    public static DateTrack Track { get; } = new(
        "m4",
        [
            new TrackPoint(Day(1, 23), Day(5, 3), 15), new TrackPoint(Day(2, 13), Day(5, 10), 15),
            new TrackPoint(Day(3, 6), Day(5, 24), 13), new TrackPoint(Today, Day(5, 31), 12),
        ],
        [new AgreedDate(Day(1, 23), Day(5, 3)), new AgreedDate(Day(2, 20), Day(5, 17))]);

    public static DateTrack TrackWithOdds { get; } = Track with
    {
        Points =
        [
            .. Track.Points.Select((p, i) => i == 0 ? p : p with
            {
                P50 = Day(5, 12).PlusDays(3 * i),
                P85 = Day(6, 8).PlusDays(-2 * i),
            }),
        ],
    };

    /// <summary>A report that tells when the rest will be done, and how the launch moved.</summary>
    public static ReportContent WithOdds { get; } = Rich with
    {
        Milestones =
        [
            .. Rich.Milestones.Select(m => m.Id == "m4" ? m with
            {
                Now = Day(5, 31),
                P50 = Day(5, 21),
                P85 = Day(6, 2),
                ChanceOfAgreed = 12,
                Basis = new ForecastBasis(15, 9, 12),
            } : m),
        ],
        Track = TrackWithOdds,
    };

    public static ImmutableArray<RiskMark> Risks { get; } =
    [
        new RiskMark("The bank is late with card payments", 4, 4, IsMeant: true),
        new RiskMark("Key designer leaves", 2, 5, IsMeant: false),
        new RiskMark("Photos arrive late", 3, 2, IsMeant: false),
    ];

    public static NoticeContent Notice(Notice notice) => new("Harbour Museum website", notice, notice switch
    {
        Core.Letters.Notice.ReportWaits => Details(
            ("period", "2026-03-27"), ("reasons", "TurnedRed PromiseMoved")),
        Core.Letters.Notice.ReportStillWaits => Details(("period", "2026-03-27")),
        Core.Letters.Notice.PlanUnreadable => Details(
            ("trouble", nameof(PlanTrouble.ConsentLost)), ("since", "2026-03-27T06:00:00Z"),
            ("detail", "403 Forbidden")),
        Core.Letters.Notice.PlanShrank => Details(("before", "50"), ("now", "3")),
        Core.Letters.Notice.LetterUndeliverable => Details(
            ("person", "Li Wei"), ("kind", "report"), ("reason", "550 no such mailbox")),
        Core.Letters.Notice.ExpectationRaised => Details(
            ("kind", nameof(RaisedKind.Risk)), ("words", "The printer may be late"), ("by", "Li Wei"), ("tool", "GitHub")),
        Core.Letters.Notice.NobodyToAsk => Details(
            ("kind", "Milestone"), ("subject", "launch"), ("title", "Launch")),
        Core.Letters.Notice.AnswerOverdue or Core.Letters.Notice.AnswerOverdueForSponsor => Details(
            ("kind", "Change"), ("subject", "change-4"), ("title", "New interface of the ticket supplier"),
            ("waiting", "Li Wei, Hugh Harbour")),
        Core.Letters.Notice.ScopeGrew => Details(
            ("count", "6"), ("change", "scope-1"), ("title", "Work outside what was signed (6)")),
        Core.Letters.Notice.ChangeDrafted => Details(
            ("change", "change-4"), ("title", "New interface of the ticket supplier")),
        Core.Letters.Notice.MilestoneMissed => Details(("milestone", "Launch"), ("agreed", "2026-05-17")),
        Core.Letters.Notice.WarningRaised => Details(
            ("warning", "late-forecast-launch-1"), ("signal", "LateForecast"), ("milestone", "Launch"),
            ("days", "10"), ("agreed", "2026-05-17"), ("now", "2026-05-31"), ("effect", "The opening has no shop."),
            ("mitigation", "A colleague joins for two weeks."), ("alternative", "Tickets are sold at the door.")),
        Core.Letters.Notice.WarningWithheld => Details(
            ("warning", "overdue-tasks-launch-1"), ("signal", "OverdueTasks"), ("milestone", "Launch"),
            ("overdue", "3"), ("tasks", "12"), ("missing", "Material Mitigation")),
        Core.Letters.Notice.WarningEscalated => Details(
            ("warning", "waiting-on-client-project-1"), ("signal", "WaitingOnClient"), ("milestone", ""),
            ("days", "8"), ("tasks", "2"), ("effect", "The shop opens without cards."),
            ("mitigation", "A second bank is asked."), ("alternative", "Invoices for the first month.")),
        Core.Letters.Notice.WarningCleared => Details(
            ("warning", "late-forecast-launch-1"), ("signal", "LateForecast"), ("milestone", "Launch")),
        Core.Letters.Notice.WarningAnswered => Details(
            ("warning", "late-forecast-launch-1"), ("signal", "LateForecast"), ("milestone", "Launch"), ("by", "Hugh Harbour"),
            ("until", "2026-04-10"), ("reason", "We meet on Friday.")),
        Core.Letters.Notice.PulseFalls => Details(
            ("score", "2.3"), ("before", "4.0"), ("words", "We hear too little.")),
        _ => Details(("missing", "milestone-name (m2)")),
    });

    public static Letter ToManager(string language, Notice notice)
    {
        var letter = To(language, Notice(notice));
        return letter with
        {
            To = Mei with { Language = language, Zone = "Europe/Berlin" },
            Key = new LetterKey(notice.ToString().ToLowerInvariant(), "2026-03-27", "mei", 0),
        };
    }

    public static TaskList Tasks(params TaskLine[] tasks) => new([.. tasks], tasks.Length);

    public static TaskLine Task(
        string id, string title, string? bucket = null, LocalDate? due = null, LocalDate? done = null,
        int percent = 0) =>
        new(id, title, bucket, due, done, percent);

    public static MilestoneLine Milestone(
        string id, string name, LocalDate original, LocalDate agreed, LocalDate? now, int done, int inAll,
        Health health) => new()
        {
            Id = id,
            Name = name,
            Original = original,
            Agreed = agreed,
            Now = now,
            LastReported = now,
            Done = done,
            InAll = inAll,
            Health = health,
        };

    public static LocalDate Day(int month, int day) => new(2026, month, day);

    static ImmutableSortedDictionary<string, string> Details(params (string Name, string Value)[] details) =>
        details.ToImmutableSortedDictionary(d => d.Name, d => d.Value, StringComparer.Ordinal);
}
