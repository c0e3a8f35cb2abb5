using Expectations.Core;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;

namespace Expectations.Hosting.Tests.Pages;

public class When_a_client_unsubscribes
{
    const string OneClick = "List-Unsubscribe=One-Click";

    static string Link(string person) => $"/unsubscribe/{PersonSeal.Unsubscribe.Write(Site.UnsubscribeKey, "webshop", person)}";

    // Clients have no key, and come from anywhere.
    static Task<Site> OpenAsync() => Site.OpenAsync(settings: new WebSettings { UnsubscribeKey = Site.UnsubscribeKey });

    [Fact]
    public async Task Looking_asks_first_in_the_persons_language()
    {
        await using var site = await OpenAsync();

        var english = await site.SeeAsync(Link("hugh"));
        var chinese = await site.SeeAsync(Link("mei"));

        Assert.Equal("Stop the reports", Assert.Single(english.QuerySelectorAll("button")).TextContent);
        Assert.Equal("zh-Hant", chinese.DocumentElement.GetAttribute("lang"));
        Assert.Equal("停止接收報告", Assert.Single(chinese.QuerySelectorAll("button")).TextContent);
        Assert.Empty((await site.LedgerAsync()).OfType<PersonUnsubscribed>());
    }

    [Fact]
    public async Task The_button_stops_the_reports()
    {
        await using var site = await OpenAsync();
        var page = await site.SeeAsync(Link("hugh"));
        var field = page.QuerySelector("form input")!;

        var answer = await site.PostFormAsync(Link("hugh"), $"{field.GetAttribute("name")}={field.GetAttribute("value")}");

        Assert.Contains("No more progress reports of “Web shop relaunch”", answer.Page().Words(), StringComparison.Ordinal);
        Assert.Equal("hugh", Assert.Single((await site.LedgerAsync()).OfType<PersonUnsubscribed>()).PersonId);
        Assert.Empty((await site.SeeAsync(Link("hugh"))).QuerySelectorAll("button"));
    }

    [Fact]
    public async Task One_click_of_a_mail_client_works_from_anywhere_and_twice()
    {
        await using var site = await OpenAsync();

        for (var click = 0; click < 2; click++)
            Assert.Equal(200, (await site.PostFormAsync(Link("hugh"), OneClick, r => r with
            {
                FetchSite = "cross-site",
                IsFromThisMachine = false,
            })).Status);

        Assert.Single((await site.LedgerAsync()).OfType<PersonUnsubscribed>());
    }

    [Fact]
    public async Task One_click_may_come_in_parts_as_RFC_8058_advises()
    {
        await using var site = await OpenAsync();
        const string Parts = "--cut\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--cut--\r\n";
        Task<PageResponse> PostAsync(string body, string type) => site.PostFormAsync(Link("hugh"), body, r => r with { ContentType = type });

        Assert.Equal(400, (await PostAsync(Parts[..60], "multipart/form-data; boundary=cut")).Status);
        Assert.Equal(400, (await PostAsync(Parts, "text/plain")).Status);
        Assert.Empty((await site.LedgerAsync()).OfType<PersonUnsubscribed>());
        Assert.Equal(200, (await PostAsync(Parts, "multipart/form-data; boundary=cut")).Status);
        Assert.Single((await site.LedgerAsync()).OfType<PersonUnsubscribed>());
    }

    [Fact]
    public async Task A_post_that_does_not_ask_for_it_changes_nothing()
    {
        await using var site = await OpenAsync();

        Assert.Equal(400, (await site.PostFormAsync(Link("hugh"), "anything=else")).Status);
        Assert.Empty((await site.LedgerAsync()).OfType<PersonUnsubscribed>());
    }

    [Fact]
    public async Task A_forged_or_cut_link_leads_nowhere_and_says_what_to_do()
    {
        await using var site = await OpenAsync();
        var forged = PersonSeal.Unsubscribe.Write(new byte[32], "webshop", "hugh");
        foreach (var link in new[] { $"/unsubscribe/{forged}", Link("hugh")[..^4], Link("nobody") })
        {
            var answer = await site.PostFormAsync(link, OneClick);
            Assert.Equal(404, answer.Status);
            Assert.Contains("Open it from the letter once more", answer.Page().Words(), StringComparison.Ordinal);
        }
        Assert.Empty((await site.LedgerAsync()).OfType<PersonUnsubscribed>());
    }
}
