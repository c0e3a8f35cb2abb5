using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;

namespace Expectations.Hosting.Tests.Pages;

public class When_someone_only_looks
{
    static readonly string Token = PersonSeal.Unsubscribe.Write(Site.UnsubscribeKey, "webshop", "hugh");

    [Fact]
    public async Task Fault_58_no_address_changes_anything_on_get_head_or_options()
    {
        await using var site = await Site.OpenAsync(A.Project with { Review = new ReviewRule { Hold = HoldWhen.Always } });
        await site.ReachAsync(A.FirstReport);
        var before = (await site.Store.LoadAsync("webshop"))!.HeadHash;
        Assert.NotEmpty(site.App.Table);

        foreach (var (_, pattern) in site.App.Table)
            foreach (var request in Intake.Requests)
                foreach (var method in new[] { "GET", "HEAD", "OPTIONS" })
                {
                    var answer = await site.AskAsync(method, Fill(pattern, request));
                    Assert.True(answer.Status is < 500 or 503, $"{method} {pattern}: {answer.Status}");
                    Assert.True(method == "GET" || answer.Body.IsEmpty, $"{method} {pattern}");
                }

        Assert.Equal(before, (await site.Store.LoadAsync("webshop"))!.HeadHash);
        Assert.Equal(0, site.Bell.Rings);
    }

    [Fact]
    public async Task Every_answer_keeps_to_itself()
    {
        await using var site = await Site.OpenAsync();
        var addresses = site.App.Table.Select(r => Fill(r.Pattern, "hold")).Append("/nowhere");
        foreach (var address in addresses)
        {
            var answer = await site.AskAsync("GET", address);
            Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("script-src", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            Assert.Equal("noindex", answer.Headers["X-Robots-Tag"]);
        }
    }

    [Fact]
    public async Task Pages_need_no_script_and_no_style_of_their_own()
    {
        await using var site = await Site.OpenAsync(A.Project with { Review = new ReviewRule { Hold = HoldWhen.Always } });
        await site.ReachAsync(A.FirstReport);
        foreach (var address in new[] { "/", "/inbox", "/outbox", "/ledger/webshop", "/review/webshop", $"/unsubscribe/{Token}" })
        {
            var page = await site.SeeAsync(address);
            Assert.NotEmpty(page.QuerySelectorAll("h1"));
            Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick]"));
        }
    }

    [Fact]
    public async Task Another_method_is_told_what_is_possible()
    {
        await using var site = await Site.OpenAsync();

        Assert.Equal("GET, HEAD, OPTIONS", (await site.AskAsync("DELETE", "/outbox")).Headers["Allow"]);
        Assert.Equal(405, (await site.AskAsync("GET", "/api/projects/webshop/pause")).Status);
    }

    static string Fill(string pattern, string request) => pattern
        .Replace("{project}", "webshop", StringComparison.Ordinal).Replace("{request}", request, StringComparison.Ordinal)
        .Replace("{person}", "hugh", StringComparison.Ordinal).Replace("{token}", Token, StringComparison.Ordinal)
        .Replace("{id}", "0123", StringComparison.Ordinal);
}
