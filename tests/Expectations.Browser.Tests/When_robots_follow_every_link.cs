using System.Text.RegularExpressions;

namespace Expectations.Browser.Tests;

/// <summary>Link scanners of mail servers, prefetching browsers and search engines, all at once.</summary>
[Trait("Speed", "slow")]
public sealed partial class When_robots_follow_every_link(DemoSite site) : IClassFixture<DemoSite>
{
    const int MostPages = 600;
    static readonly string[] Projects = ["factory-dashboard", "hotel-app", "shop-relaunch"];
    static readonly HttpMethod[] Looks = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options];

    [Fact]
    public async Task No_ledger_and_no_letter_is_different_afterwards()
    {
        using var robot = new HttpClient { BaseAddress = new Uri(site.Url) };
        var before = await EverythingAsync(robot);

        var visited = await CrawlAsync(robot);

        // It has been where something could have happened.
        Assert.Contains(visited, path => path.StartsWith("/projects/", StringComparison.Ordinal));
        Assert.Contains(visited, path => path.StartsWith("/unsubscribe/", StringComparison.Ordinal));
        Assert.Contains(visited, path => path.StartsWith("/review/", StringComparison.Ordinal));
        Assert.Equal(before, await EverythingAsync(robot));
    }

    static async Task<List<string>> EverythingAsync(HttpClient robot)
    {
        var all = new List<string> { await robot.GetStringAsync("/inbox") };
        foreach (var project in Projects)
            all.Add(await robot.GetStringAsync($"/ledger/{project}/export"));
        return all;
    }

    static async Task<HashSet<string>> CrawlAsync(HttpClient robot)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/" };
        var waiting = new Queue<string>(seen);
        while (waiting.TryDequeue(out var path))
        {
            foreach (var look in Looks)
            {
                using var request = new HttpRequestMessage(look, path);
                using var answer = await robot.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{look} {path}: {answer.StatusCode}");
                foreach (var link in LinksIn(await answer.Content.ReadAsStringAsync()))
                    if (seen.Count < MostPages && seen.Add(link))
                        waiting.Enqueue(link);
            }
        }
        return seen;
    }

    // Letters link to the address clients know; here the same pages answer.
    static IEnumerable<string> LinksIn(string page) => Link().Matches(page)
        .Select(link => System.Net.WebUtility.HtmlDecode(link.Groups["path"].Value));

    [GeneratedRegex("""(?:href|src|action|formaction)="(?:http://localhost:5080)?(?<path>/[^"#]*)""")]
    private static partial Regex Link();
}
