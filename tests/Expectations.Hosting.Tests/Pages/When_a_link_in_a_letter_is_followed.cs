using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Pages;

namespace Expectations.Hosting.Tests.Pages;

public sealed class When_a_link_in_a_letter_is_followed
{
    // Clients have no key, and come from anywhere.
    static Task<Site> OpenAsync(Func<DecisionRules, DecisionRules>? change = null) => Site.OpenAsync(
        A.AskingProject with { Decisions = (change ?? (r => r))(new DecisionRules()) },
        settings: new WebSettings { UnsubscribeKey = Site.UnsubscribeKey });

    static async Task<T[]> RecordedAsync<T>(Site site)
        where T : LedgerEvent => [.. (await site.LedgerAsync()).OfType<T>()];

    [Fact]
    public async Task The_page_shows_what_is_decided_and_a_name_and_a_button_decide_it()
    {
        await using var site = await OpenAsync();
        var page = await site.SeeAsync(site.LinkOf("hugh"));
        Assert.Contains("Hugh Harbour", page.Words(), StringComparison.Ordinal);

        var answer = await site.PressAsync(page.Type("choice", Choices.Sign).Type("name", "Hugh H."), "Decide");
        var after = await site.FollowAsync(answer);
        Assert.Contains("You have decided", after.Words(), StringComparison.Ordinal);
        var given = Assert.Single(await RecordedAsync<AnswerGiven>(site));
        Assert.Equal(("Hugh H.", Choices.Sign), (given.Answer.Name, given.Answer.Choice));

        await site.ReachAsync(site.Now + Duration.FromMinutes(10));
        var closed = await site.AskAsync("GET", site.LinkOf("hugh"));
        Assert.Equal(410, closed.Status);
        Assert.Contains("Hugh H.", closed.Page().Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_58_looking_by_whatever_means_changes_nothing()
    {
        await using var site = await OpenAsync();
        var before = await RecordedAsync<LedgerEvent>(site);
        foreach (var method in (string[])["GET", "HEAD", "OPTIONS", "GET"])
            foreach (var suffix in (string[])["", "?done=answer", "?do=answer&choice=sign&name=Robot"])
                await site.AskAsync(method, site.LinkOf("hugh") + suffix, r => r with { FetchSite = "none" });
        Assert.Equal(before.Length, (await RecordedAsync<LedgerEvent>(site)).Length);
    }

    [Fact]
    public async Task A_robot_that_presses_every_button_without_typing_decides_nothing_and_the_person_still_can()
    {
        await using var site = await OpenAsync();
        for (var visit = 0; visit < 5; visit++)
        {
            var page = await site.SeeAsync(site.LinkOf("hugh"));
            foreach (var button in page.QuerySelectorAll<IHtmlButtonElement>("button"))
                await site.PressAsync(page.Type("choice", Choices.Sign), button.TextContent.Trim());
        }
        Assert.Empty(await RecordedAsync<AnswerGiven>(site));
        site.Now += Duration.FromMinutes(2);

        var shown = await site.SeeAsync(site.LinkOf("olga"));
        await site.FollowAsync(await site.PressAsync(shown.Type("choice", Choices.Sign).Type("name", "Olga"), "Decide"));
        Assert.Single(await RecordedAsync<AnswerGiven>(site));
    }

    [Theory]
    [InlineData("", Choices.Sign, "", "Type your name")]
    [InlineData("Hugh", "", "", "Choose one")]
    [InlineData("Hugh", Choices.Objection, "", "Say in a few words why")]
    public async Task What_is_missing_is_said_and_what_was_typed_is_kept(string name, string choice, string words, string said)
    {
        await using var site = await OpenAsync();
        var page = await site.SeeAsync(site.LinkOf("hugh"));
        var answer = await site.PressAsync(page.Type("choice", choice).Type("name", name).Type("words", words), "Decide");
        Assert.Equal(400, answer.Status);
        Assert.Contains(said, answer.Page().Words(), StringComparison.Ordinal);
        Assert.Equal(name, answer.Page().QuerySelector<IHtmlInputElement>("#name")!.Value);
        Assert.Empty(await RecordedAsync<AnswerGiven>(site));
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("none", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, null)]
    public async Task A_form_from_elsewhere_decides_nothing(string? fetchSite, string? origin)
    {
        await using var site = await OpenAsync();
        var page = (await site.SeeAsync(site.LinkOf("hugh"))).Type("choice", Choices.Sign).Type("name", "Hugh");
        var answer = await site.PressAsync(page, "Decide", r => r with { FetchSite = fetchSite, Origin = origin });
        Assert.Equal(403, answer.Status);
        Assert.Empty(await RecordedAsync<AnswerGiven>(site));
    }

    [Fact]
    public async Task Fault_63_what_was_edited_meanwhile_is_shown_again_and_not_decided()
    {
        await using var site = await OpenAsync();
        var link = site.LinkOf("hugh");
        var page = (await site.SeeAsync(link)).Type("choice", Choices.Sign).Type("name", "Hugh");
        var setup = (await site.Runner.StateAsync(A.Project.Id)).Setup!;
        await site.Runner.ApplyAsync(A.Project.Id, new SetupReceived(site.Now, setup with
        {
            Baseline = setup.Baseline with { Goals = ["Another goal"] },
        }));
        var answer = await site.PressAsync(page, "Decide");
        Assert.Equal(409, answer.Status);
        Assert.Empty(await RecordedAsync<AnswerGiven>(site));
        Assert.NotEqual(link, site.LinkOf("hugh"));
    }

    [Fact]
    public async Task Fault_61_of_an_approval_and_an_objection_at_once_one_wins()
    {
        await using var site = await OpenAsync();
        var hugh = (await site.SeeAsync(site.LinkOf("hugh"))).Type("choice", Choices.Sign).Type("name", "Hugh");
        var olga = (await site.SeeAsync(site.LinkOf("olga")))
            .Type("choice", Choices.Objection).Type("name", "Olga").Type("words", "No");
        var answers = await Task.WhenAll(site.PressAsync(hugh, "Decide"), site.PressAsync(olga, "Decide"));
        Assert.Equal([303, 409], answers.Select(a => a.Status).Order());
        Assert.Single(await RecordedAsync<AnswerGiven>(site));
        var loser = answers.Single(a => a.Status == 409).Page().Words();
        Assert.Contains("It is decided already", loser, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_59_an_old_link_mails_a_fresh_one_on_request()
    {
        await using var site = await OpenAsync();
        var old = site.LinkOf("hugh");
        site.Now += Duration.FromDays(30);
        var gone = await site.AskAsync("GET", old);
        Assert.Equal(410, gone.Status);
        Assert.Contains("fresh one", gone.Page(old).Words(), StringComparison.Ordinal);
        var done = await site.FollowAsync(await site.PressAsync(gone.Page(old), "Mail me a fresh link"));
        Assert.Contains("on its way", done.Words(), StringComparison.Ordinal);
        Assert.NotEqual(old, site.LinkOf("hugh"));
        Assert.Equal(200, (await site.AskAsync("GET", site.LinkOf("hugh"))).Status);
    }

    [Fact]
    public async Task Fault_59_so_does_one_that_hundreds_of_newer_links_have_pushed_out_of_memory()
    {
        await using var site = await OpenAsync();
        var old = site.LinkOf("hugh");
        var newer = (await RecordedAsync<LinkIssued>(site)).Single(link => link.PersonId == "hugh");
        for (var i = 0; i < 200; i++)
            await site.Runner.ApplyAsync("webshop", new LinkRecalled(site.Now + Duration.FromMinutes(i + 1), newer with { Digest = $"digest-{i}", PersonId = "mei" }));
        Assert.DoesNotContain(newer.Digest, (await site.Runner.StateAsync("webshop")).Questions.Links.Keys);
        site.Now += Duration.FromDays(30);

        var gone = await site.AskAsync("GET", old);
        var done = await site.FollowAsync(await site.PressAsync(gone.Page(old), "Mail me a fresh link"));

        Assert.Contains("on its way", done.Words(), StringComparison.Ordinal);
        Assert.Equal(200, (await site.AskAsync("GET", site.LinkOf("hugh"))).Status);
    }

    [Fact]
    public async Task Where_a_fresh_one_helps_nobody_it_says_so_and_not_that_there_were_too_many()
    {
        await using var site = await OpenAsync();
        var old = site.LinkOf("hugh");
        site.Now += Duration.FromDays(30);
        var gone = await site.AskAsync("GET", old);
        await site.Runner.ApplyAsync("webshop", new PauseAsked(site.Now, "ann", "Summer"));

        var answer = await site.PressAsync(gone.Page(old), "Mail me a fresh link");

        Assert.Equal(409, answer.Status);
        Assert.Contains("paused", answer.Page().Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_taken_back_with_a_name_for_ten_minutes()
    {
        await using var site = await OpenAsync();
        var page = (await site.SeeAsync(site.LinkOf("hugh"))).Type("choice", Choices.Sign).Type("name", "Hugh");
        var after = await site.FollowAsync(await site.PressAsync(page, "Decide"));
        Assert.Equal(400, (await site.PressAsync(after, "Take it back")).Status);
        await site.FollowAsync(await site.PressAsync(after.Type("name", "Hugh"), "Take it back"));
        Assert.Single(await RecordedAsync<AnswerTakenBack>(site));
    }

    [Fact]
    public async Task What_weighs_much_needs_the_code_that_was_just_mailed()
    {
        await using var site = await OpenAsync(r => r with { SignBaseline = false, UndoMinutes = 0 });
        await site.Runner.ApplyAsync(A.Project.Id, new ChangeReceived(site.Now, A.Later(40), Release: true, "ann"));
        var page = (await site.SeeAsync(site.LinkOf("hugh"))).Type("choice", "extend").Type("name", "Hugh");
        var asked = await site.PressAsync(page, "Decide");
        Assert.Contains("One more step", asked.Page().Words(), StringComparison.Ordinal);
        Assert.Empty(await RecordedAsync<AnswerGiven>(site));

        var code = site.Press.Pressed.Last(l => l.Key.Kind == "code").Secret!.Reveal();
        Assert.Equal(6, code.Length);
        var wrong = await site.PressAsync(asked.Page(site.LinkOf("hugh")).Type("code", code == "000000" ? "000001" : "000000"), "Decide");
        Assert.Equal(403, wrong.Status);
        Assert.Contains("The code is wrong", wrong.Page().Words(), StringComparison.Ordinal);
        await site.FollowAsync(await site.PressAsync(wrong.Page(site.LinkOf("hugh")).Type("code", code), "Decide") is { Status: 303 } right ? right : throw new InvalidOperationException("The code did not open."));
        Assert.Single(await RecordedAsync<AnswerGiven>(site));
    }

    [Fact]
    public async Task It_is_passed_on_to_a_colleague()
    {
        await using var site = await OpenAsync();
        var page = (await site.SeeAsync(site.LinkOf("hugh"))).Type("email", "kim@harbour.example");
        page.QuerySelector<IHtmlInputElement>("#colleague")!.Value = "Kim Keel";
        var done = await site.FollowAsync(await site.PressAsync(page, "Pass it on"));
        Assert.Contains("gets a letter now", done.Words(), StringComparison.Ordinal);
        Assert.Equal("guest-1", Assert.Single(await RecordedAsync<QuestionPassedOn>(site)).To.Id);
        Assert.Equal(200, (await site.AskAsync("GET", site.LinkOf("guest-1"))).Status);
    }

    [Fact]
    public async Task A_link_that_is_cut_or_guessed_leads_nowhere_and_guessing_is_slow()
    {
        await using var site = await OpenAsync();
        var link = site.LinkOf("hugh");
        foreach (var wrong in new[] { link[..^1], link + "A", link.Replace("/webshop/", "/nothing/", StringComparison.Ordinal) })
            Assert.Equal(404, (await site.AskAsync("GET", wrong)).Status);
        for (var guess = 0; guess < 40; guess++)
            Assert.Equal(404, (await site.AskAsync("GET", $"/decide/webshop/{guess}")).Status);
        Assert.Equal(200, (await site.AskAsync("GET", link)).Status);
    }

    [Fact]
    public async Task Pressing_without_end_is_stopped_for_a_minute()
    {
        await using var site = await OpenAsync();
        var page = await site.SeeAsync(site.LinkOf("hugh"));
        var statuses = new List<int>();
        for (var press = 0; press < 40; press++)
            statuses.Add((await site.PressAsync(page, "Decide")).Status);
        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task Fault_65_while_the_project_is_paused_it_says_so()
    {
        await using var site = await OpenAsync();
        await site.Runner.ApplyAsync(A.Project.Id, new PauseAsked(site.Now, "ann", "Rest"));
        var answer = await site.AskAsync("GET", site.LinkOf("hugh"));
        Assert.Equal(410, answer.Status);
        Assert.Contains("paused", answer.Page().Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_may_not_be_kept_framed_or_referred_from()
    {
        await using var site = await OpenAsync();
        var headers = (await site.AskAsync("GET", site.LinkOf("hugh"))).Headers;
        Assert.Equal(("no-store", "no-referrer", "noindex"), (headers["Cache-Control"], headers["Referrer-Policy"], headers["X-Robots-Tag"]));
        Assert.Contains("form-action 'self'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
    }
}
