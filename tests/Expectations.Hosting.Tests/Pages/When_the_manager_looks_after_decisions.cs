using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Hosting.Tests.Pages;

public sealed class When_the_manager_looks_after_decisions
{
    static Task<Site> OpenAsync() => Site.OpenAsync(
        A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false } });

    [Fact]
    public async Task A_change_is_drafted_edited_and_asked()
    {
        await using var site = await OpenAsync();
        var page = await site.SeeAsync("/changes/webshop/new");
        page.Type("title", "Launch later").Type("why", "The card provider is late.").Type("extend-date-launch", "2026-11-06");
        ((IHtmlInputElement)page.QuerySelector("[name=extend]")!).IsChecked = true;
        await site.FollowAsync(await site.PressAsync(page, "Save as a draft"));
        var draft = (await site.Runner.StateAsync("webshop")).Changes.Values.Single();
        Assert.Equal((ChangeState.Draft, new LocalDate(2026, 11, 6)), (draft.State, draft.Change.Options.Single().Dates["launch"]));

        var again = await site.SeeAsync($"/changes/webshop/{draft.Change.Id}");
        again.Type("extend-odds", "85");
        var board = await site.FollowAsync(await site.PressAsync(again, "Ask the client"));
        Assert.Contains("the client is asked", board.Words(), StringComparison.Ordinal);
        Assert.Equal(85, (await site.Runner.StateAsync("webshop")).Changes.Values.Single().Change.Options.Single().Odds);
        Assert.Single((await site.LedgerAsync()).OfType<QuestionAsked>());
    }

    [Fact]
    public async Task A_field_that_cannot_be_read_is_said_and_nothing_is_changed()
    {
        await using var site = await OpenAsync();
        var page = await site.SeeAsync("/changes/webshop/new");
        page.Type("title", "Later").Type("why", "Late.").Type("extend-date-launch", "next week");
        ((IHtmlInputElement)page.QuerySelector("[name=extend]")!).IsChecked = true;
        var answer = await site.PressAsync(page, "Ask the client");
        Assert.Equal(400, answer.Status);
        Assert.Contains("next week", answer.Page().Words(), StringComparison.Ordinal);
        Assert.Empty((await site.LedgerAsync()).OfType<ChangeProposed>());
    }

    [Fact]
    public async Task Only_milestones_still_ahead_can_be_given_another_date()
    {
        await using var site = await Site.OpenAsync(
            A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false } },
            A.Plan(A.Task("t1", A.Launch) with { Percent = 100, Done = A.Launch.PlusDays(-60) }));
        Assert.Null((await site.SeeAsync("/changes/webshop/new")).QuerySelector("[name=extend-date-launch]"));
    }

    [Fact]
    public async Task Milestones_are_asked_about_and_promises_recorded()
    {
        await using var site = await OpenAsync();
        await site.FollowAsync(await site.PressAsync(await site.SeeAsync("/decisions/webshop"), "Ask to confirm"));
        Assert.Single((await site.LedgerAsync()).OfType<QuestionAsked>());

        var page = await site.SeeAsync("/decisions/webshop");
        page.Type("promise", "users").Type("statement", "500 users at once").Type("value", "500");
        var board = await site.FollowAsync(await site.PressAsync(page, "Record it"));
        Assert.Contains("500 users at once", board.Words(), StringComparison.Ordinal);
        Assert.Contains("Nothing stands behind it", board.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_in_the_small_hours_stands_under_the_projects_own_day()
    {
        await using var site = await Site.OpenAsync(A.AskingProject with { Zone = "Asia/Taipei" });
        var early = Instant.FromUtc(2026, 9, 2, 23, 0);
        await site.Runner.ApplyAsync("webshop", new PulseReceived(early, "hugh", 4, null));
        await site.Runner.ApplyAsync("webshop", new PromiseReceived(early, new StatedPromise { Id = "users", Statement = "500 users", Origin = PromiseOrigin.SalesPromise }, "ann"));

        var words = (await site.SeeAsync("/decisions/webshop")).Words();

        Assert.Contains("Thu 3 Sep 2026", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Wed 2 Sep 2026", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ratings_are_drawn_with_the_line_of_what_there_is_room_for()
    {
        await using var site = await OpenAsync();
        await site.FollowAsync(await site.PressAsync(await site.SeeAsync("/decisions/webshop"), "Ask the client what is worth most"));
        foreach (var person in (string[])["hugh", "olga"])
        {
            var page = await site.SeeAsync(site.LinkOf(person));
            page.Type("rate-cards", "5").Type("rate-gifts", person == "hugh" ? "5" : "2").Type("rate-search", "4").Type("name", person);
            await site.FollowAsync(await site.PressAsync(page, "Decide"));
        }
        var board = await site.SeeAsync("/decisions/webshop");
        Assert.Contains("Below the line: room for 10 only", board.Words(), StringComparison.Ordinal);
        Assert.Contains("ratings differ: 2–5", board.Words(), StringComparison.Ordinal);
        Assert.Equal(3, board.QuerySelectorAll("svg.matrix circle").Length);
    }

    [Fact]
    public async Task Programs_ask_for_the_same_by_json()
    {
        await using var site = await OpenAsync();
        var answer = await site.PostJsonAsync("/api/projects/webshop/propose-change", """
            { "change": { "id": "c1", "title": "Later", "reason": "Late", "options": [
                { "id": "extend", "kind": "extend", "dates": { "launch": "2026-11-06" } } ] } }
            """);
        Assert.Equal(200, answer.Status);
        Assert.Single((await site.LedgerAsync()).OfType<QuestionAsked>());
    }
}
