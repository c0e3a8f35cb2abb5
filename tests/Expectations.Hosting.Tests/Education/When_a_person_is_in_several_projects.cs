using Expectations.Core;
using Expectations.Core.Education;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Plans;
using Expectations.Hosting.Tests.Pages;
using Expectations.Storage;

namespace Expectations.Hosting.Tests.Education;

public sealed class When_a_person_is_in_several_projects : IPlanSource, IAsyncLifetime
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);
    static readonly ProjectSetup Setup = A.AskingProject with
    {
        Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false },
        Education = new EducationRules(),
    };

    readonly string folder = Directory.CreateTempSubdirectory("findings-").FullName;
    readonly PlainPress press = new();
    SqliteLedgerStore store = null!;
    SqliteNotebook notes = null!;
    LedgerRunner runner = null!;

    [Fact]
    public async Task They_read_a_finding_once_a_quarter_whatever_project_asks()
    {
        await AskAsync("first", Now);
        await AskAsync("second", Now + Duration.FromDays(30));
        await AskAsync("third", Now + Duration.FromDays(93));
        Assert.Equal(("landmark", "one-in-six", "landmark"), (Quoted("first"), Quoted("second"), Quoted("third")));
        var shown = await store.LoadAsync("second");
        Assert.All(
            CachedLedger.From(shown!).State.Findings, finding => Assert.Equal(("one-in-six", FindingTopic.Overruns), (finding.Finding, finding.Topic!.Value)));
    }

    [Fact]
    public async Task Whoever_has_another_mailbox_reads_it_all_the_same()
    {
        await AskAsync("first", Now);
        await AskAsync("second", Now, setup => setup with
        {
            People = [.. setup.People.Select(p => p.Id == "hugh" ? p with { Email = "hugh@elsewhere.example" } : p)],
        });
        Assert.Equal("landmark", Quoted("second"));
        Assert.Equal("one-in-six", Quoted("second", "olga"));
    }

    [Fact]
    public async Task Letters_that_differ_in_capitals_reach_the_same_mailbox()
    {
        await AskAsync("first", Now);
        await AskAsync("second", Now, setup => setup with
        {
            People = [.. setup.People.Select(p => p.Id == "hugh" ? p with { Email = "Hugh@Harbour.Example" } : p)],
        });
        Assert.Equal("one-in-six", Quoted("second"));
    }

    [Fact]
    public async Task When_all_have_been_read_the_letter_goes_without()
    {
        ProjectSetup OnlyOne(ProjectSetup setup) => setup with
        {
            Education = new EducationRules { LeaveOut = [.. FindingCatalogue.All.Where(f => f.Id != "landmark").Select(f => f.Id)] },
        };
        await AskAsync("first", Now, OnlyOne);
        await AskAsync("second", Now, OnlyOne);
        Assert.Equal("landmark", Quoted("first"));
        Assert.Null(Quoted("second"));
    }

    [Fact]
    public async Task Decided_again_after_a_crash_the_letter_quotes_the_same()
    {
        // What was noted before the crash is there; what was decided is not.
        await AskAsync("first", Now);
        var quoted = press.Pressed.Single(l => l.To.Id == "hugh").Content.Finding;
        await OpenLedgersAsync("after-the-crash");
        await AskAsync("first", Now);
        Assert.Equal(quoted, press.Pressed.Last(l => l.To.Id == "hugh").Content.Finding);
    }

    [Fact]
    public async Task Nobody_finds_an_address_among_the_notes()
    {
        await AskAsync("first", Now);
        var noted = 0;
        await foreach (var (key, note) in notes.ListAsync("findings"))
        {
            noted++;
            Assert.DoesNotContain("harbour", key + System.Text.Encoding.UTF8.GetString(note), StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(2, noted);
    }

    [Fact]
    public async Task From_five_cases_on_the_organisations_own_come_first()
    {
        for (var i = 0; i < 5; i++)
            await FinishAsync($"old-{i}", daysLate: 7 * i);
        await AskAsync("first", Now + Duration.FromDays(100));
        var finding = press.Pressed.Last(l => l.ProjectId == "first" && l.To.Id == "hugh").Content.Finding!;
        Assert.Equal(Findings.OwnCasesId, finding.Id);
        Assert.Equal((5, 4), (finding.Cases!.Count, finding.Cases.Late));

        var state = await runner.StateAsync("first");
        Assert.Equal(finding, Findings.ShownWith(state, state.Questions.Open.Values.Single(), "hugh"));
    }

    [Fact]
    public async Task Fewer_cases_are_not_quoted()
    {
        for (var i = 0; i < 4; i++)
            await FinishAsync($"old-{i}", daysLate: 7 * i);
        await AskAsync("first", Now + Duration.FromDays(100));
        Assert.Equal("landmark", Quoted("first"));
    }

    [Fact]
    public async Task The_page_behind_the_link_quotes_what_its_letter_quoted_and_changes_nothing()
    {
        await using var site = await Site.OpenAsync(
            Setup with { Id = A.Project.Id }, settings: new WebSettings { UnsubscribeKey = Site.UnsubscribeKey });
        await site.Runner.ApplyAsync(A.Project.Id, new ChangeReceived(site.Now, A.Later(40), Release: true, "ann"));
        var before = (await site.LedgerAsync()).Count;
        var page = await site.SeeAsync(site.LinkOf("hugh"));
        Assert.Contains("QuotedFinding { Id = landmark", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, (await site.LedgerAsync()).Count);
    }

    public async Task InitializeAsync()
    {
        notes = SqliteNotebook.Open(Path.Combine(folder, "notes.db"));
        await OpenLedgersAsync("ledgers");
    }

    public async Task DisposeAsync()
    {
        notes.Dispose();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default) =>
        Task.FromResult<Fact>(new PlanRead(now, A.Plan(A.Task("t1", A.Launch))));

    async Task OpenLedgersAsync(string name)
    {
        if (store is not null)
            await store.DisposeAsync();
        store = await SqliteLedgerStore.OpenAsync(Path.Combine(folder, $"{name}.db"), new() { ReserveBytes = 0 });
        runner = new LedgerRunner(store, press, this, notes: notes);
    }

    async Task AskAsync(string project, Instant at, Func<ProjectSetup, ProjectSetup>? change = null)
    {
        var setup = (change ?? (s => s))(Setup with { Id = project });
        await runner.ApplyAsync(project, new SetupReceived(at - Duration.FromMinutes(1), setup));
        await runner.ApplyAsync(project, new ChangeReceived(at, A.Later(40), Release: true, "ann"));
    }

    async Task FinishAsync(string project, int daysLate)
    {
        await runner.ApplyAsync(project, new SetupReceived(Now, Setup with { Id = project }));
        var done = A.Task("t1", A.Launch, 100) with { Done = A.Launch.PlusDays(daysLate) };
        await runner.ApplyAsync(project, new PlanRead(Now + Duration.FromDays(90), A.Plan(done)));
    }

    string? Quoted(string project, string person = "hugh") =>
        press.Pressed.Single(l => l.ProjectId == project && l.To.Id == person && l.Content is QuestionContent).Content.Finding?.Id;
}
