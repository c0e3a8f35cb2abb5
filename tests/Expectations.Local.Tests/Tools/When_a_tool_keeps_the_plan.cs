using System.Net;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Integrations.Tests.Webhooks;

namespace Expectations.Local.Tests;

/// <summary>Weeks of a project without Planner and without Graph, through the whole of the local host.</summary>
public sealed class When_a_tool_keeps_the_plan
{
    const string Client = "eleanor@harbour-finch.example";
    const string Manager = "grace@northlight.example";

    static readonly Instant Start = Instant.FromUtc(2026, 9, 1, 10, 0);

    [Theory]
    [InlineData("GitLab")]
    [InlineData("Jira Cloud")]
    public async Task It_is_reported_warned_of_and_put_right_like_any_other(string name)
    {
        await using var project = await ToldProject.OpenAsync(ToolWorld.Of(name), Start);

        // No webhook has come yet: the first report goes by what was read.
        await project.ReachAsync(Friday(1));
        Says("Now: 30 Oct", Assert.Single(await project.LettersToAsync(Client)));

        // A webhook moves the date; the tool has it that way as well.
        project.Change = json => json.Replace("2026-10-30", "2026-11-20", StringComparison.Ordinal).Replace("2026-08-30T10:00", "2026-09-08T10:00", StringComparison.Ordinal);
        await project.ReachAsync(Friday(1) + Duration.FromDays(4));
        Assert.Equal(HttpStatusCode.Accepted, await project.CallAsync(name == "GitLab" ? GitLabMoves : JiraMoves));
        await project.ReachAsync(Friday(2));
        var told = (await project.LettersToAsync(Client))[^1];
        Says("Now: 20 Nov", told);
        Assert.Equal(Signal.LateForecast, Assert.Single((await project.LedgerAsync()).OfType<WarningRaised>(), w => w.Signal == Signal.LateForecast).Signal);
        Assert.Contains(await project.LettersToAsync(Manager), letter => letter.Contains("Launch", StringComparison.Ordinal));

        // The next webhook is lost: the tool is back to the old date.
        project.Change = json => json;
        await project.ReachAsync(Friday(3));
        Says("Now: 30 Oct", (await project.LettersToAsync(Client))[^1]);
    }

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("GitLab")]
    [InlineData("Jira Cloud")]
    public async Task While_the_tool_is_away_the_report_waits_a_day_and_says_from_when_its_data_are(string name)
    {
        await using var project = await ToldProject.OpenAsync(ToolWorld.Of(name), Start);
        await project.ReachAsync(Friday(1));
        project.Change = json => json.Replace("Logo", "Emblem", StringComparison.Ordinal);
        await project.ReachAsync(Friday(2) - Duration.FromHours(1));
        project.IsDown = true;

        await project.ReachAsync(Friday(2) + Duration.FromHours(23));
        Assert.Single(await project.LettersToAsync(Client));
        await project.ReachAsync(Friday(2) + Duration.FromDays(3));

        Assert.True((await project.LedgerAsync()).OfType<ReportIssued>().Last().Stale);
        Assert.Equal(2, (await project.LettersToAsync(Client)).Count);
        Assert.Equal(PlanTrouble.Unavailable, (await project.LedgerAsync()).OfType<PlanUnreadable>().First().Trouble);

        project.IsDown = false;
        project.Change = json => json.Replace("2026-10-30", "2026-11-06", StringComparison.Ordinal);
        await project.ReachAsync(Friday(3));
        Assert.False((await project.LedgerAsync()).OfType<ReportIssued>().Last().Stale);
    }

    static void Says(string words, string letter) => Assert.True(letter.Contains(words, StringComparison.Ordinal), letter);

    static Instant Friday(int week) => Instant.FromUtc(2026, 9, 4, 8, 0) + Duration.FromDays(7 * (week - 1));

    const string GitLabMoves = """
        {"object_kind":"issue","project":{"path_with_namespace":"harbour/web/shop"},"labels":[{"title":"blue"}],"assignees":[{"name":"Mei Chen"}],
         "object_attributes":{"id":84,"title":"Logo","state":"opened","action":"update","updated_at":"2026-09-08 10:00:00 UTC","due_date":"2026-11-20","milestone_id":38}}
        """;

    const string JiraMoves = """
        {"timestamp":1788861600000,"webhookEvent":"jira:issue_updated","changelog":{"items":[{"field":"duedate","from":"2026-10-30","to":"2026-11-20"}]},
         "issue":{"id":"10002","key":"SHOP-1","fields":{"project":{"key":"SHOP"},"summary":"Logo","status":{"statusCategory":{"key":"new"}},"duedate":"2026-11-20",
          "updated":"2026-09-08T10:00:00.000+0000","labels":["blue"],"assignee":{"displayName":"Mei Chen"},"fixVersions":[]}}}
        """;
}
