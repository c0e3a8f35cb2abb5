using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Tests.Pages;

public class When_a_milestone_comes_from_a_tool
{
    static readonly PlanTask Work = A.Task("jira:1", A.Launch, bucket: "jira:version/10001");

    static Task<Site> OpenAsync(ProjectSetup setup) => Site.OpenAsync(
        setup with { Plan = setup.Plan with { EveryBucketIsAMilestone = true } },
        A.Plan(Work) with { Buckets = [new PlanBucket("jira:version/10001", "Version 1.0")] });

    [Fact]
    public async Task The_ledger_is_read_again_by_others_after_a_letter_about_it_went()
    {
        await using var site = await OpenAsync(A.AskingProject with
        {
            Decisions = new DecisionRules { SignBaseline = false },
        });
        site.Plan = site.Plan with { Tasks = [Work with { Percent = 100, Done = new LocalDate(2026, 9, 4) }] };
        await site.ReachAsync(A.FirstReport);
        var letter = (await site.Store.OutboxAsync("webshop")).First(row => row.Key.Kind == "question");
        await site.Runner.ApplyAsync("webshop", new LetterSettled(site.Now, letter.Key, LetterOutcome.Sent, "hash"));

        var reader = new LedgerRunner(site.Store, site.Press, site);

        Assert.Equal("milestone-jira:version/10001-1", letter.Key.Period);
        Assert.Equal(letter.Key, (await reader.StateAsync("webshop")).Letters.LastSent);
        Assert.Contains(letter.Key, (await site.LedgerAsync()).OfType<LetterSent>().Select(e => e.Key));
    }

    [Fact]
    public async Task The_letter_that_will_tell_that_it_was_missed_can_be_looked_at()
    {
        await using var site = await OpenAsync(A.AskingProject with
        {
            Decisions = new DecisionRules { SignBaseline = false },
        });
        var outbox = await site.SeeAsync("/outbox?project=webshop");

        var link = outbox.QuerySelector("a[href*='milestone-missed'][href*='10001']")!.GetAttribute("href")!;
        var letter = await site.SeeAsync(link);

        Assert.Contains("version%2F10001", link, StringComparison.Ordinal);
        Assert.Contains("As it would go", letter.Words(), StringComparison.Ordinal);
        var frame = letter.QuerySelector("iframe")!.GetAttribute("src")!;
        Assert.Equal(200, (await site.AskAsync("GET", frame)).Status);
    }
}
