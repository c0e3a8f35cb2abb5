using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

[Trait("Speed", "slow")]
public sealed class When_other_terms_are_tried(DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task Keys_alone_lead_to_the_answer_without_a_script(int width)
    {
        var page = await site.OpenAsync("/verdict/shop-relaunch", width, scripts: false);
        var section = page.Locator("section.verdict").First;
        var asked = await section.Locator(".judged").InnerTextAsync();
        await section.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("900");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**tasks=900**");
        section = page.Locator("section.verdict").First;
        Assert.Contains("Is that too much?", asked, StringComparison.Ordinal);
        Assert.Contains("Yes, that is too much.", await section.Locator(".judged").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("900", await section.Locator("input[name=tasks]").InputValueAsync());
        await Pictures.TakeAsync(page, "verdict-tried", width);
    }

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task What_cannot_be_judged_is_said_beside_the_form(int width)
    {
        var id = await (await site.OpenAsync("/verdict/shop-relaunch")).Locator("section.verdict").First.GetAttributeAsync("id");
        var page = await site.OpenAsync($"/verdict/shop-relaunch?milestone={id}&people=none&date=soon", width);
        Assert.Equal(2, await page.Locator("[role=alert] li").CountAsync());
        await Pictures.AssertSoundAsync(page);
        await Pictures.TakeAsync(page, "verdict-mistyped", width);
    }
}
