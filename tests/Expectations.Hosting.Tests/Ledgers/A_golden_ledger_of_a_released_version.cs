using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Expectations.Core;
using Expectations.Core.Calendars;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Tests.Ledgers;

/// <summary>
/// Event shapes are for ever. The files under <c>GoldenLedgers/v*</c> were written by released versions and are never
/// changed; a new version adds a folder. Every build must fold each of them into the state kept beside it.
/// </summary>
public sealed class A_golden_ledger_of_a_released_version
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "GoldenLedgers");

    public static TheoryData<string> Ledgers() =>
        [.. Directory.GetFiles(Folder, "*.ndjson", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Folds_into_what_it_meant_then(string file)
    {
        var path = Path.Combine(Folder, file);
        var state = ProjectLedger.Evolve(
            LedgerState.Empty, File.ReadLines(path).Select(line => LedgerJson.ReadEvent(Encoding.UTF8.GetBytes(line))));
        var expected = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(path, ".state.json")))!;
        var actual = JsonNode.Parse(LedgerJson.Write(state))!;
        Assert.Empty(Lost(expected, actual, "$"));
    }

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Is_written_again_byte_for_byte(string file) =>
        Assert.All(
            File.ReadLines(Path.Combine(Folder, file)),
            line => Assert.Equal(line, Encoding.UTF8.GetString(LedgerJson.Write(LedgerJson.ReadEvent(Encoding.UTF8.GetBytes(line))))));

    [Fact]
    public void Covers_every_kind_of_event_there_is()
    {
        var written = Directory.GetFiles(Folder, "*.ndjson", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Select(line => LedgerJson.ReadEvent(Encoding.UTF8.GetBytes(line)).GetType()).ToHashSet();
        var kinds = typeof(LedgerEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LedgerEvent)));
        Assert.Empty(kinds.Except(written).Select(t => t.Name));
    }

    [Fact]
    public void Loaded_from_a_snapshot_is_the_same_state()
    {
        foreach (var state in (LedgerState[])[Eventful().State, Deciding().State, Told().State, Warning().State, Odds().State])
            Assert.Equal(
                Encoding.UTF8.GetString(LedgerJson.Write(state)),
                Encoding.UTF8.GetString(LedgerJson.Write(LedgerJson.ReadState(LedgerJson.Write(state)))));
    }

    [Fact]
    public void Read_back_from_its_events_is_the_state_that_was_decided()
    {
        foreach (var story in (Story[])[Eventful(), Deciding(), Told(), Warning(), Odds()])
            Assert.Equal(
                Encoding.UTF8.GetString(LedgerJson.Write(story.State)),
                Encoding.UTF8.GetString(LedgerJson.Write(ProjectLedger.Evolve(
                    LedgerState.Empty, story.Ledger.Select(e => LedgerJson.ReadEvent(LedgerJson.Write(e)))))));
    }

    /// <summary>Writes the current version's ledger where the folder is missing: run with EXPECTATIONS_GOLDEN set to it.</summary>
    [Fact]
    public void Of_the_next_version_is_written_on_request()
    {
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_GOLDEN") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var (name, story) in new[] { ("eventful", Eventful()), ("deciding", Deciding()), ("told", Told()), ("warning", Warning()), ("odds", Odds()) })
        {
            File.WriteAllLines(Path.Combine(folder, $"{name}.ndjson"), story.Ledger.Select(e => Encoding.UTF8.GetString(LedgerJson.Write(e))));
            File.WriteAllText(
                Path.Combine(folder, $"{name}.state.json"),
                JsonNode.Parse(LedgerJson.Write(story.State))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        }
    }

    // Members may be added; none that was there may be lost or mean something else.
    static IEnumerable<string> Lost(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        // What a letter says may become better words; what was promised with it may not change.
        _ when path is "$.reports.last.content" or "$.held.content" => [],
        (JsonObject e, JsonObject a) => e.SelectMany(m => Lost(m.Value, a[m.Key], $"{path}.{m.Key}")),
        (JsonArray e, JsonArray a) when e.Count == a.Count => e.Zip(a).SelectMany((pair, i) => Lost(pair.First, pair.Second, $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(expected, actual) ? [] : [$"{path}: was {expected?.ToJsonString()}, is {actual?.ToJsonString()}"],
    };

    /// <summary>A story in which every kind of event happens.</summary>
    static Story Eventful()
    {
        PlanTask[] plan = [.. Enumerable.Range(0, 6).Select(i => A.Task($"t{i}", A.Launch))];
        var story = Story.Of(A.Project with { Plan = A.Project.Plan with { EveryBucketIsAMilestone = true } }, [.. plan, A.Task("b", A.Launch, 0, "b1")]);
        story.WhenTimeReaches(A.FirstReport, plan);
        story.Given(
            new HoldAsked(A.FirstReport, "2026-09-11", "ann"),
            new LetterSettled(A.FirstReport, new LetterKey("report", "2026-09-04", "mei", 0), LetterOutcome.Sent, "5d41"),
            new LetterSettled(A.FirstReport, new LetterKey("report", "2026-09-04", "hugh", 0), LetterOutcome.Refused, "5d42", "No such mailbox (550)."));
        story.WhenTimeReaches(A.Report(2), [A.Task("t0", A.Launch, 100), A.Task("t1", A.Launch.PlusDays(30)), .. plan[2..]]);
        story.When(new TimeReached(A.Report(2) + Duration.FromHours(48)));
        var later = A.Report(2) + Duration.FromHours(50);
        story.Given(
            new EditAsked(later, "2026-09-11", "We found a way.", ["t5"], "ann"), new ReleaseAsked(later, "2026-09-11", "ann"),
            new ReleaseAsked(later, "2026-09-11", "ann"), new HoldAsked(later, "2026-09-18", "ann"));
        story.WhenTimeReaches(A.Report(3), [A.Task("t0", A.Launch, 100), A.Task("t1", A.Launch), .. plan[2..]]);
        story.When(new DiscardAsked(A.Report(3), "2026-09-18", "We spoke on the phone.", "ann"));
        story.When(new PlanReadFailed(A.Report(4), PlanTrouble.ConsentLost, "403", Duration.FromMinutes(10)));
        story.WhenTimeReaches(A.Report(4) + Duration.FromHours(1));
        story.When(new ShrunkPlanAccepted(A.Report(4) + Duration.FromHours(2), "ann"));
        story.WhenTimeReaches(A.Report(4) + Duration.FromHours(2), plan[..2]);
        story.WhenTimeReaches(A.Report(5), plan[..2]);
        story.WhenTimeReaches(A.Report(6), plan[..2]);
        story.Given(
            new UnsubscribeAsked(A.Report(6), "mei"), new PauseAsked(A.Report(6), "ann", "Budget freeze"),
            new ResumeAsked(A.Report(7), "ann"),
            new SetupReceived(A.Report(7), A.Project with { Noise = new NoiseBudget { LettersPerWeek = 1 }, Calendar = new WorkingCalendar { QuietFrom = new LocalTime(18, 30), Holidays = [new LocalDate(2026, 12, 25)] } }));
        return story;
    }

    /// <summary>A story in which everything a client can decide is decided.</summary>
    static Story Deciding()
    {
        var now = A.Registration + Duration.FromHours(1);
        var story = new Story().Given(new SetupReceived(A.Registration, A.AskingProject with
        {
            Decisions = new DecisionRules { UndoMinutes = 0, Quorum = Quorum.All, ScopeThreshold = 2 },
        }));
        story.Delivered(story.When(new PlanRead(A.Registration, A.Plan(A.Task("t1", A.Launch)))));
        story.When(new PassOnAsked(now, story.LinkOf("hugh"), "Kim Keel", "kim@harbour.example"));
        story.When(story.Answer("olga", Choices.Sign, now));
        story.WhenTimeReaches(A.FirstReport + Duration.FromHours(1), A.Task("t1", A.Launch));
        story.When(new FreshLinkAsked(now, story.LinkOf("olga")));
        story.When(story.Answer("guest-1", Choices.Sign, A.FirstReport + Duration.FromHours(2)));
        var later = A.FirstReport + Duration.FromHours(3);
        story.When(new ChangeReceived(later, A.Later(40), Release: true, "ann"));
        story.When(new CodeAsked(later, story.LinkOf("hugh")));
        story.When(story.Answer("hugh", "extend", later) with { Code = "wrong" });
        var code = story.Ledger.OfType<CodeIssued>().Last().Digest;
        story.When(story.Answer("hugh", "extend", later) with { Code = code });
        story.When(new UndoAsked(later, story.LinkOf("hugh")));
        story.When(story.Answer("hugh", "extend", later) with { Code = code });
        story.When(new CodeAsked(later, story.LinkOf("olga")));
        story.When(story.Answer("olga", "extend", later) with { Code = story.Ledger.OfType<CodeIssued>().Last().Digest });
        story.Given(
            new PromiseReceived(later, new StatedPromise { Id = "users", Statement = "Users at once", Origin = PromiseOrigin.MarketComparison, Value = "500" }, "ann"),
            new PulseReceived(later, "hugh", 1, "Slow answers"),
            new PlanRead(later, A.Plan(A.Task("t1", A.Launch), A.Task("x1"), A.Task("x2"))),
            new RatingsAsked(later, "ann"),
            new ChangeWithdrawalAsked(later, "scope-2", "They are trifles.", "ann"),
            new SetupReceived(later, story.Setup with { Baseline = story.Setup.Baseline with { Boundaries = ["No app", "No shop abroad"] } }));
        var evening = (A.Launch.PlusDays(40) + new LocalTime(18, 0)).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();
        for (var step = 0; step < 80 && ProjectLedger.NextDueAt(story.State) is { } due && due <= evening + Duration.FromDays(3); step++)
            story.Delivered(story.WhenTimeReaches(due, A.Task("t1", A.Launch), A.Task("x1"), A.Task("x2")));
        return story;
    }

    /// <summary>A story in which promises are in danger, and everyone on the ladder hears of it.</summary>
    static Story Warning()
    {
        var story = Story.Of(A.Project with { Warnings = new WarningRules(), Education = new EducationRules { LeaveOut = ["sprints"] } }, A.Task("t1", A.Launch));
        var now = A.FirstReport;
        PlanRead Read(int hours, int daysLate, params PlanTask[] more) => new(now + Duration.FromHours(hours), A.Plan([A.Task("t1", A.Launch.PlusDays(daysLate)), .. more]));
        var waiting = A.Task("t2", A.Launch, labels: "category5");
        var risk = new Risk { Id = "cards", Title = "Card provider late", Effect = "No payment by card", Mitigation = "A second provider", Alternative = "Invoices", Milestone = "launch", Probability = 4, Impact = 4, Cause = "Few people there", Trigger = "No test account", Owner = "Ann" };
        story.Given(Read(1, 14, waiting), Read(2, 16, waiting), Read(200, 16, waiting));
        story.When(new TimeReached(now + Duration.FromDays(12)));
        story.Given(
            new WarningSnoozeAsked(now + Duration.FromDays(12), "waiting-on-client-project-1", new LocalDate(2026, 9, 20), "They answer next week", "ann"),
            new RiskReceived(now + Duration.FromDays(12), risk, "late-forecast-launch-1", "ann"));
        story.When(new TimeReached(now + Duration.FromDays(12)));
        story.When(new TimeReached(now + Duration.FromDays(20)));
        story.When(new WarningAcknowledgementAsked(now + Duration.FromDays(20), "waiting-on-client-project-1", "ann"));
        story.Given(Read(600, 16), Read(624, 16), Read(1400, 16));
        story.When(new PlanRead(now + Duration.FromDays(75), A.Plan(A.Task("t1", A.Launch, 100))));
        return story;
    }

    /// <summary>A story in which dates are forecast, and a change is drafted because one has become unlikely.</summary>
    static Story Odds()
    {
        PlanTask[] tasks = [A.Task("t1", A.Launch) with { Start = new LocalDate(2026, 8, 24) }, A.Task("t2", A.Launch)];
        var story = Story.Of(A.AskingProject with { Forecasts = new ForecastRules { DraftChangeBelow = 40 } }, tasks);
        MilestoneForecast Launch(int first) => new("launch")
        {
            Days = [.. Enumerable.Range(0, 19).Select(i => first + 2 * i)],
            Tasks = 2,
            Weeks = 1,
            Cases = 6,
            Opinions = [new ForecastOpinion(ForecastVoice.TaskDates, 60), new ForecastOpinion(ForecastVoice.Cases, 40)],
        };
        PlanRead Read(Instant at, MilestoneForecast said, params PlanTask[] plan) =>
            new(at, A.Plan(plan)) { Forecasts = new ForecastReading([said]) };
        story.Given(
            new TimeReached(A.FirstReport), Read(A.FirstReport, Launch(50), [A.Task("t1", A.Launch, 100), A.Task("t2", A.Launch), A.Task("t3")]),
            new TimeReached(A.Report(2)));
        var unlikely = Read(A.Report(2), Launch(60), [A.Task("t1", A.Launch, 100), A.Task("t2", A.Launch.PlusDays(9)), A.Task("t3")]);
        var change = new WorkedOutChange("launch", "Launch will be later", "The odds are low.", A.Later(30).Options);
        story.Given(
            unlikely, unlikely with { At = A.Report(3), Forecasts = unlikely.Forecasts! with { Changes = [change] } },
            Read(A.Report(4), new MilestoneForecast("launch") { Lack = ForecastLack.ScopeOutrunsWork }, [.. unlikely.Plan.Tasks]));
        return story;
    }

    /// <summary>A story of a project whose plan PM tools keep.</summary>
    static Story Told()
    {
        var webhooks = new WebhookPlan
        {
            From = [new ToolProject { Tool = Tool.Trello, Project = "board" }],
            Buckets = [new BucketRule { Bucket = "Launch", Group = "v1" }],
        };
        var story = new Story().Given(
            new SetupReceived(A.Registration, A.Project with { Plan = new PlanReference { Webhooks = webhooks, EveryBucketIsAMilestone = true } }),
            new TimeReached(A.Registration));
        ItemChange Card(string id, int hour) => new()
        {
            Id = $"trello:{id}",
            News = ItemNews.Changed,
            Project = "board",
            Version = A.Registration + Duration.FromHours(hour),
        };
        story.Given(
            new ItemsReported(A.FirstReport - Duration.FromHours(9), Tool.Trello,
            [
                Card("1", 1) with { Title = "Logo", IsWhole = true, Due = new(A.Launch), Group = new(new ItemGroup("list/1", "v1")), Labels = ["blue"] },
                Card("2", 1) with { Title = "Shop", Group = new(new ItemGroup("list/2", "Later")) },
            ]),
            new ItemsReported(A.FirstReport - Duration.FromHours(8), Tool.Trello, [Card("2", 3) with { State = "Done" }, Card("2", 2) with { Due = new(A.Launch) }]),
            new TimeReached(A.FirstReport),
            new ItemsReported(A.FirstReport + Duration.FromHours(1), Tool.Trello, [Card("1", 90) with { News = ItemNews.Deleted }])
            {
                Comments = [new ItemComment("/expect change A second shop", "Mei") { Item = "trello:2", Project = "board", Link = "https://trello.com/c/2" }],
            });
        return story;
    }
}
