using System.Text;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;
using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

/// <summary>The whole way: real mail server, real browser, real ledger.</summary>
[Trait("Speed", "slow")]
public sealed class When_a_client_decides_from_the_mail
{
    static ProjectSetup AtOnce(ProjectSetup setup) => setup with { Decisions = setup.Decisions! with { UndoMinutes = 10 } };

    [Fact]
    public async Task The_ledger_holds_it_once_the_receipt_arrives_and_one_flipped_byte_is_found()
    {
        await using var project = await MailedProject.StartAsync(AtOnce);
        await project.LiveAsync(Duration.FromDays(4));
        var page = await project.BrowseAsync(await project.LinkOfAsync("eleanor"), width: 375, scripts: false);

        await page.GetByLabel("I agree to this as shown").CheckAsync();
        await page.GetByLabel("Type your name").First.FillAsync("Eleanor Finch");
        await page.GetByRole(AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You have decided" })).ToBeVisibleAsync();
        await project.LiveAsync(Duration.FromMinutes(11));

        var export = await project.ExportAsync();
        Assert.Equal(1, Count(export, "\"event\":\"answer-given\""));
        Assert.Equal(1, Count(export, "\"event\":\"question-settled\""));
        Assert.Contains(
            project.LettersTo("eleanor@harbour-finch.example"),
            letter => (letter.TextBody ?? "").Contains("Eleanor Finch", StringComparison.Ordinal)
                && !letter.TextBody!.Contains("/decide/", StringComparison.Ordinal));
        Assert.True((await LedgerVerifier.VerifyAsync(new MemoryStream(export))).IsIntact);
        export[export.Length / 2] ^= 1;
        Assert.False((await LedgerVerifier.VerifyAsync(new MemoryStream(export))).IsIntact);
    }

    [Fact]
    public async Task The_page_quotes_the_finding_its_letter_quoted_with_what_it_does_not_say_and_its_source()
    {
        await using var project = await MailedProject.StartAsync(AtOnce);
        await project.LiveAsync(Duration.FromDays(4));
        var link = await project.LinkOfAsync("eleanor");
        var quoted = project.LettersTo("eleanor@harbour-finch.example").Select(m => m.TextBody ?? "")
            .First(text => text.Contains(link, StringComparison.Ordinal)).ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(line => line != "== Known from elsewhere ==").Skip(1).TakeWhile(line => line.Length > 0).ToArray();
        Assert.InRange(quoted.Length, 3, 5);
        Assert.StartsWith("What it does not say", quoted[^2], StringComparison.Ordinal);
        Assert.StartsWith("Source", quoted[^1], StringComparison.Ordinal);

        var page = await project.BrowseAsync(link, width: 375, scripts: false);
        foreach (var line in quoted)
            await Assertions.Expect(page.GetByRole(AriaRole.Complementary).GetByText(line)).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, "decide-finding-375.png"), FullPage = true });
    }

    [Fact]
    public async Task A_thousand_visits_of_robots_decide_nothing_and_the_person_afterwards_does()
    {
        await using var project = await MailedProject.StartAsync(AtOnce);
        await project.LiveAsync(Duration.FromDays(4));
        var link = await project.LinkOfAsync("eleanor");

        await VisitAsync(link, visits: 990);
        for (var visit = 0; visit < 10; visit++)
            await PressEverythingAsync(await project.BrowseAsync(link));
        Assert.Equal(0, Count(await project.ExportAsync(), "\"event\":\"answer-given\""));

        var page = await project.BrowseAsync(await project.LinkOfAsync("eleanor"));
        await page.GetByLabel("I agree to this as shown").CheckAsync();
        await page.GetByLabel("Type your name").First.FillAsync("Eleanor Finch");
        await page.GetByRole(AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You have decided" })).ToBeVisibleAsync();
        Assert.Equal(1, Count(await project.ExportAsync(), "\"event\":\"answer-given\""));
    }

    // Link scanners of mail servers, prefetching browsers, and those that ask what an address can do.
    static async Task VisitAsync(string link, int visits)
    {
        using var robot = new HttpClient();
        HttpMethod[] methods = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options];
        (string Name, string Value)[] headers = [("Purpose", "prefetch"), ("Sec-Purpose", "prefetch;prerender"), ("User-Agent", "ScanBot")];
        for (var visit = 0; visit < visits; visit++)
        {
            using var request = new HttpRequestMessage(methods[visit % methods.Length], link);
            var (name, value) = headers[visit / methods.Length % headers.Length];
            request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await robot.SendAsync(request);
            Assert.True((int)answer.StatusCode is 200 or 204, $"{request.Method}: {answer.StatusCode}");
        }
    }

    static async Task PressEverythingAsync(IPage page)
    {
        var link = page.Url;
        var buttons = await page.Locator("button").CountAsync();
        for (var button = 0; button < buttons; button++)
        {
            // Some robots choose and submit past what the browser would check.
            await page.EvaluateAsync("""
                () => {
                    document.querySelectorAll('input[type=radio]').forEach(r => r.checked = true);
                    document.querySelectorAll('details').forEach(d => d.open = true);
                    document.querySelectorAll('form').forEach(f => f.noValidate = true);
                }
                """);
            await page.Locator("button").Nth(button).ClickAsync();
            await page.WaitForLoadStateAsync();
            await page.GotoAsync(link);
        }
        await page.Context.CloseAsync();
    }

    static int Count(byte[] export, string said) => Encoding.UTF8.GetString(export).Split(said).Length - 1;
}
