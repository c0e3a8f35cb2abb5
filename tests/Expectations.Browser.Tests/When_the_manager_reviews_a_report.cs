using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

[Trait("Speed", "slow")]
public sealed class When_the_manager_reviews_a_report(DemoSite site) : IClassFixture<DemoSite>
{
    const string Words = "Line two runs since this morning.";

    /// <summary>Tuesday at ten in Shanghai, after the weekend that begins when the demo ends.</summary>
    static readonly Instant NextWorkingMorning = Instant.FromUtc(2026, 11, 24, 2, 0);

    [Fact]
    public async Task It_goes_with_the_managers_words_by_keyboard_alone_and_arrives()
    {
        var page = await site.OpenAsync("/");
        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "Review it" }).First);
        await page.GoToAsync(page.GetByLabel("Your words above everything else"));
        await page.Keyboard.TypeAsync(Words);
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save and look again" }));
        var letter = page.FrameLocator("iframe >> nth=0");
        await Assertions.Expect(letter.GetByText(Words).First).ToBeVisibleAsync();
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Release: send it" }));
        await Assertions.Expect(page.GetByText("released the report of Mon 16 Nov 2026").First).ToBeVisibleAsync();

        await site.LiveUntilAsync(NextWorkingMorning);
        await page.GotoAsync($"{site.Url}/inbox?project=factory-dashboard&person=jianguo@shenjiang.example");
        await page.PressOnAsync(page.Locator("a[href^='/inbox/']").First);
        await Assertions.Expect(page.FrameLocator("iframe").GetByText(Words).First).ToBeVisibleAsync();
        Assert.Empty(site.Complaints(page));
    }

    [Fact]
    public async Task The_next_report_can_be_held_from_the_outbox_without_scripts()
    {
        var page = await site.OpenAsync("/outbox", scripts: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Hold this report" }).First.ClickAsync();
        // Only this project's outbox is shown now, and its next report waits.
        Assert.Contains("project=", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Hold this report" }).CountAsync());
        await Assertions.Expect(page.GetByText("Waits for you").First).ToBeVisibleAsync();
    }
}
