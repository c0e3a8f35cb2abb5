using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Hosting.Ledgers;
using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

/// <summary>A warning on its way up the ladder, a real mail server, a real browser, a real ledger.</summary>
[Trait("Speed", "slow")]
public sealed class When_a_warning_is_answered_from_the_mail
{
    [Theory]
    [InlineData("en", "I see to it", "Type your name", "Decide", "sees to it")]
    [InlineData("zh-Hant", "由我處理", "請輸入您的姓名", "送出決定", "已接手處理")]
    [InlineData("zh-Hans", "由我处理", "请输入您的姓名", "提交决定", "已接手处理")]
    public async Task A_decider_sees_to_it_on_a_phone_without_scripts_and_by_keyboard(
        string language, string takeOn, string name, string decide, string said)
    {
        await using var project = await ToldAsync(language);
        var link = await project.LinkOfAsync("eleanor");

        var looked = await project.BrowseAsync(link, width: 375);
        await Pictures.AssertSoundAsync(looked);
        await Pictures.TakeAsync(looked, $"warning-{language}", 375);
        Assert.Empty(await RecordedAsync<WarningAcknowledged>(project));

        var page = await project.BrowseAsync(link, width: 375, scripts: false);
        await page.GetByLabel(takeOn).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByLabel(name).FillAsync("Eleanor Finch");
        await page.GetByRole(AriaRole.Button, new() { Name = decide }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText(said)).ToBeVisibleAsync();

        Assert.Equal("eleanor", Assert.Single(await RecordedAsync<WarningAcknowledged>(project)).PersonId);
        var after = await project.BrowseAsync(link);
        await Pictures.AssertSoundAsync(after);
        await Pictures.TakeAsync(after, $"warning-answered-{language}", 1280);
        var seenTo = (await RecordedAsync<WarningAcknowledged>(project))[0].Warning;
        await project.LiveAsync(Duration.FromDays(7));
        Assert.DoesNotContain(
            await RecordedAsync<WarningEscalated>(project), e => e.Level == LadderLevel.Sponsor && e.Warning == seenTo);
    }

    [Fact]
    public async Task What_rests_needs_a_day_and_a_reason_and_keeps_what_was_typed()
    {
        await using var project = await ToldAsync("en");
        var page = await project.BrowseAsync(await project.LinkOfAsync("eleanor"), width: 1280);
        await page.GetByLabel("It can rest until a day").CheckAsync();
        await page.GetByLabel("Type your name").FillAsync("Eleanor Finch");
        await page.GetByLabel("In your own words").FillAsync("We meet on Friday.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("until which day");
        await Assertions.Expect(page.GetByLabel("In your own words")).ToHaveValueAsync("We meet on Friday.");
        await Pictures.AssertSoundAsync(page);
        await Pictures.TakeAsync(page, "warning-error", 1280);
        var day = project.Engine.Clock.GetCurrentInstant().InUtc().Date.PlusDays(7).ToString("uuuu-MM-dd", null);
        await page.GetByLabel("Rests until").FillAsync(day);
        await page.GetByRole(AriaRole.Button, new() { Name = "Decide" }).ClickAsync();
        await Assertions.Expect(page.GetByText("lets it rest")).ToBeVisibleAsync();
        Assert.Equal("We meet on Friday.", Assert.Single(await RecordedAsync<WarningSnoozed>(project)).Reason);
    }

    /// <summary>The sample until a weighty warning has just gone to the decider.</summary>
    static async Task<MailedProject> ToldAsync(string language)
    {
        var project = await MailedProject.StartAsync(setup => setup with
        {
            People = [.. setup.People.Select(p => p.Role == Role.Decider ? p with { Language = language } : p)],
            Decisions = null,
        });
        for (var day = 0; day < 70 && (await OpenAsync(project)).IsEmpty; day++)
            await project.LiveAsync(Duration.FromDays(1));
        var warning = Assert.Single((await OpenAsync(project)).Values.Take(1));
        var risk = new Risk
        {
            Id = "in-danger",
            Title = "Card provider late",
            Effect = "The shop opens without cards.",
            Mitigation = "A second bank is asked.",
            Alternative = "Invoices for the first month.",
            Milestone = warning.Milestone,
            Probability = 5,
            Impact = 5,
        };
        await project.Engine.Runner.ApplyAsync(
            project.Project, new RiskReceived(project.Engine.Clock.GetCurrentInstant(), risk, warning.Id, "tester"));
        for (var day = 0; day < 8 && !(await RecordedAsync<LinkIssued>(project)).Any(l => l.PersonId == "eleanor"); day++)
            await project.LiveAsync(Duration.FromDays(1));
        return project;
    }

    static async Task<ImmutableSortedDictionary<string, Warning>> OpenAsync(MailedProject project) =>
        (await project.Engine.Runner.StateAsync(project.Project)).Risks.Open;

    static async Task<T[]> RecordedAsync<T>(MailedProject project)
        where T : LedgerEvent
    {
        var events = new List<T>();
        await foreach (var chained in project.Engine.Store.ReadAsync(project.Project))
            if (LedgerJson.ReadEvent(chained.Bytes.Span) is T recorded)
                events.Add(recorded);
        return [.. events];
    }
}
