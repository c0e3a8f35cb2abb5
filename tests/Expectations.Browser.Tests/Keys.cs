using Microsoft.Playwright;

namespace Expectations.Browser.Tests;

/// <summary>A person without a mouse.</summary>
static class Keys
{
    const int Patience = 100;

    /// <summary>Goes from field to field until it is there.</summary>
    public static async Task GoToAsync(this IPage page, ILocator target)
    {
        for (var steps = 0; steps < Patience; steps++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The Tab key does not lead to {target}.");
    }

    /// <summary>Goes there and presses Enter.</summary>
    public static async Task PressOnAsync(this IPage page, ILocator target)
    {
        await page.GoToAsync(target);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForLoadStateAsync();
    }
}
