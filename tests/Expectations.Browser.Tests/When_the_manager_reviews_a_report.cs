using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

[Trait("Speed", "slow")]
public sealed class When_the_manager_reviews_a_report(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact]
    public async Task It_goes_with_the_managers_words_by_keyboard_alone_and_arrives()
    {
        var page = await site.OpenAsync("/");
        await PressOnAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Review it" }).First);
        await page.GetByLabel("Your words above everything else").FocusAsync();
        await page.Keyboard.TypeAsync("Line two runs since this morning.");
        await PressOnAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save and look again" }));
        var letter = page.FrameLocator("iframe >> nth=0");
        await Assertions.Expect(letter.GetByText("Line two runs since this morning.").First).ToBeVisibleAsync();
        await PressOnAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Release: send it" }));
        await Assertions.Expect(page.GetByText("released the report of Mon 16 Nov 2026").First).ToBeVisibleAsync();
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

    static async Task PressOnAsync(IPage page, ILocator target)
    {
        await target.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForLoadStateAsync();
    }
}
