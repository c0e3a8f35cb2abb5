using Expectations.Core;
using Expectations.Core.Tests.Stories;

namespace Expectations.Hosting.Tests.Pages;

public class When_letters_have_arrived
{
    static async Task<Site> DeliveredAsync()
    {
        var site = await Site.OpenAsync();
        await site.ReachAsync(A.FirstReport);
        foreach (var letter in await site.Store.ClaimAsync(null, site.Now + Duration.FromDays(2), Duration.FromMinutes(1), 10))
            await File.WriteAllBytesAsync(Path.Combine(site.Mail, $"{letter.Key.PersonId}.eml"), letter.Mime.ToArray());
        return site;
    }

    [Fact]
    public async Task The_inbox_lists_them_in_the_receivers_time()
    {
        await using var site = await DeliveredAsync();

        var inbox = (await site.SeeAsync("/inbox")).Words();

        Assert.Contains("Ann Lee to Hugh Harbour Fri 4 Sep 2026, 09:00 Europe/London", inbox, StringComparison.Ordinal);
        Assert.Contains("Ann Lee to Mei Lin Fri 4 Sep 2026, 16:00 Asia/Taipei", inbox, StringComparison.Ordinal);
        Assert.Contains("report 2026-09-04 Hello Hugh Harbour.", inbox, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_can_be_chosen_by_person_and_by_project()
    {
        await using var site = await DeliveredAsync();

        var mei = await site.SeeAsync("/inbox?person=mei%40harbour.example&project=webshop");
        var other = await site.SeeAsync("/inbox?project=other");

        Assert.Contains("Mei Lin", Assert.Single(mei.QuerySelectorAll(".mails li")).TextContent, StringComparison.Ordinal);
        Assert.Contains("No letter fits", other.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_opens_with_its_html_shut_off_and_its_text_beside_it()
    {
        await using var site = await DeliveredAsync();
        var link = (await site.SeeAsync("/inbox?person=hugh%40harbour.example")).QuerySelector(".mails a")!.GetAttribute("href")!;

        var letter = await site.SeeAsync(link);
        var html = await site.AskAsync("GET", letter.QuerySelector("iframe")!.GetAttribute("src")!);

        Assert.Contains("Plain words.", letter.QuerySelector("details pre")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("sandbox;", html.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,", html.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_harms_no_other_letter()
    {
        await using var site = await DeliveredAsync();
        await File.WriteAllBytesAsync(Path.Combine(site.Mail, "damaged.eml"), [0, 255, 1, 13, 10, 200]);
        await File.WriteAllTextAsync(Path.Combine(site.Mail, "empty.eml"), "");

        var inbox = await site.AskAsync("GET", "/inbox");

        Assert.Equal(200, inbox.Status);
        Assert.Contains("Hugh Harbour", inbox.Page().Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_one_the_inbox_says_what_happens_next()
    {
        await using var site = await Site.OpenAsync();

        Assert.Contains("The next ones are planned in the outbox", (await site.SeeAsync("/inbox")).Words(), StringComparison.Ordinal);
    }
}
