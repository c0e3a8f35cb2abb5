using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Pages;

namespace Expectations.Hosting.Tests.Pages;

public sealed class When_a_warning_is_answered_by_link
{
    static readonly Risk Cards = new()
    {
        Id = "cards",
        Title = "Card provider late",
        Effect = "No cards",
        Mitigation = "A second one",
        Alternative = "Invoices",
        Milestone = "launch",
        Probability = 4,
        Impact = 4,
        Cause = "They are few",
    };

    /// <summary>A late project whose decider has just been told. Clients have no key, and come from anywhere.</summary>
    static async Task<Site> ToldAsync(string language = "en")
    {
        var people = A.Project.People.Select(p => p.Id == "hugh" ? p with { Language = language } : p);
        var site = await Site.OpenAsync(
            A.Project with { Warnings = new WarningRules(), Risks = [Cards], People = [.. people] },
            A.Plan(A.Task("t1", A.Launch.PlusDays(14))), new WebSettings { UnsubscribeKey = Site.UnsubscribeKey });
        await site.ReachAsync(A.Registration + Duration.FromDays(3));
        return site;
    }

    static string LinkOf(Site site, string person) =>
        $"/decide/{A.Project.Id}/{site.Press.Pressed.Last(l => l.To.Id == person && l.Content.Answer is not null).Secret!.Reveal()}";

    static async Task<T[]> RecordedAsync<T>(Site site)
        where T : LedgerEvent => [.. (await site.LedgerAsync()).OfType<T>()];

    [Fact]
    public async Task A_name_and_a_button_take_it_on_and_the_link_says_so_from_then_on()
    {
        await using var site = await ToldAsync();
        var page = await site.SeeAsync(LinkOf(site, "hugh"));
        Assert.Contains("Hugh Harbour, this may break a promise", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("colleague", page.Words(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("They are few", page.Words(), StringComparison.Ordinal);

        var answer = await site.PressAsync(page.Type("choice", Choices.TakeOn).Type("name", "Hugh H."), "Decide");
        var after = await site.AskAsync("GET", answer.Headers["Location"]);
        Assert.Equal(410, after.Status);
        Assert.Contains("Hugh H.", after.Page().Words(), StringComparison.Ordinal);
        Assert.Contains("sees to it", after.Page().Words(), StringComparison.Ordinal);
        Assert.Equal("hugh", Assert.Single(await RecordedAsync<WarningAcknowledged>(site)).PersonId);

        await site.ReachAsync(site.Now + Duration.FromDays(10));
        Assert.DoesNotContain(await RecordedAsync<WarningEscalated>(site), e => e.Level == LadderLevel.Sponsor);
    }

    [Fact]
    public async Task The_manager_answers_by_a_link_as_well()
    {
        await using var site = await ToldAsync();
        var page = await site.SeeAsync(LinkOf(site, "ann"));
        var answer = await site.PressAsync(
            page.Type("choice", Choices.Rest).Type("name", "Ann").Type("words", "On Friday").Type("date", "2026-09-11"), "Decide");
        var after = (await site.AskAsync("GET", answer.Headers["Location"])).Page().Words();
        Assert.Contains("Rests until Fri 11 Sep 2026", after, StringComparison.Ordinal);
        var rests = Assert.Single(await RecordedAsync<WarningSnoozed>(site));
        Assert.Equal(("ann", "On Friday", new LocalDate(2026, 9, 11)), (rests.PersonId, rests.Reason, rests.Until));
    }

    [Theory]
    [InlineData(Choices.TakeOn, "", "", "", "Type your name")]
    [InlineData("", "Hugh", "", "", "Choose one")]
    [InlineData(Choices.Rest, "Hugh", "", "2026-09-11", "Say in a few words why")]
    [InlineData(Choices.Rest, "Hugh", "On Friday", "", "until which day")]
    [InlineData(Choices.Rest, "Hugh", "On Friday", "2026-09-04", "until which day")]
    [InlineData(Choices.Rest, "Hugh", "On Friday", "2027-09-04", "until which day")]
    [InlineData(Choices.Rest, "Hugh", "On Friday", "soon", "year-month-day")]
    public async Task What_is_missing_is_said(string choice, string name, string words, string date, string said)
    {
        await using var site = await ToldAsync();
        var page = await site.SeeAsync(LinkOf(site, "hugh"));
        var answer = await site.PressAsync(
            page.Type("choice", choice).Type("name", name).Type("words", words).Type("date", date), "Decide");
        Assert.Equal(400, answer.Status);
        Assert.Contains(said, answer.Page().Words(), StringComparison.Ordinal);
        Assert.Empty(await RecordedAsync<WarningSnoozed>(site));
    }

    [Fact]
    public async Task Fault_58_robots_that_look_at_it_or_press_its_buttons_answer_nothing()
    {
        await using var site = await ToldAsync();
        var link = LinkOf(site, "hugh");
        var before = (await site.LedgerAsync()).Count;
        foreach (var method in (string[])["GET", "HEAD", "OPTIONS"])
            await site.AskAsync(method, link + "?do=answer&choice=take-on&name=Robot", r => r with { FetchSite = "none" });
        var page = await site.SeeAsync(link);
        foreach (var button in page.QuerySelectorAll<IHtmlButtonElement>("button"))
            await site.PressAsync(page.Type("choice", Choices.TakeOn), button.TextContent.Trim());
        Assert.Equal(before, (await site.LedgerAsync()).Count);
    }

    [Fact]
    public async Task What_it_means_having_changed_meanwhile_is_said_and_nothing_is_recorded()
    {
        await using var site = await ToldAsync();
        var page = await site.SeeAsync(LinkOf(site, "hugh"));
        await site.Runner.ApplyAsync(A.Project.Id, new RiskReceived(site.Now, Cards with { Mitigation = "Nothing" }, null, "ann"));
        var answer = await site.PressAsync(page.Type("choice", Choices.TakeOn).Type("name", "Hugh"), "Decide");
        Assert.Equal(409, answer.Status);
        Assert.Contains("has changed since", answer.Page().Words(), StringComparison.Ordinal);
        Assert.Empty(await RecordedAsync<WarningAcknowledged>(site));
    }

    [Theory]
    [InlineData("zh-Hant", "由我處理")]
    [InlineData("zh-Hans", "由我处理")]
    public async Task It_speaks_the_language_of_the_one_who_got_it(string language, string said)
    {
        await using var site = await ToldAsync(language);
        Assert.Contains(said, (await site.SeeAsync(LinkOf(site, "hugh"))).Words(), StringComparison.Ordinal);
    }
}
