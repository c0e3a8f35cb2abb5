using System.IO.Compression;
using System.Net;
using System.Text;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_a_call_is_hostile
{
    const string Issue = """{"action":"opened","issue":{"id":1,"title":"Logo","state":"open","updated_at":"2026-09-01T09:00:00Z","labels":[]},"repository":{"full_name":"harbour/shop"}}""";

    [Fact]
    public async Task Fault_10_the_same_delivery_again_has_no_effect()
    {
        await using var site = await WebhookSite.OpenAsync();
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(GitHub(Issue)));
        var once = (await site.LedgerAsync()).Count;

        site.Now += Duration.FromDays(7) - Duration.FromMinutes(1);
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(GitHub(Issue)));

        Assert.Equal(once, (await site.LedgerAsync()).Count);
        Assert.Empty(await site.Book.DeadLettersAsync());
    }

    [Fact]
    public async Task Fault_11_the_same_identity_with_another_body_is_set_aside_and_shown()
    {
        await using var site = await WebhookSite.OpenAsync();
        await site.SendAsync(GitHub(Issue));
        var other = Issue.Replace("Logo", "Forged", StringComparison.Ordinal).Replace("09:00:00", "09:30:00", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(GitHub(other)));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(GitHub(other)));

        Assert.Equal("Logo", Assert.Single((await site.StateAsync()).Plan.Tasks.Values).Title);
        var letter = Assert.Single(await site.Book.DeadLettersAsync());
        Assert.Equal((DeadLetterReason.Contradicted, "d-1"), (letter.Reason, letter.DeliveryId));
        Assert.Contains(site.Log.Lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Error && line.Line.Contains("dead letter", StringComparison.Ordinal));
        Assert.Contains("Another body had come under the same identity", await site.Client.GetStringAsync("/webhooks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_11_also_where_the_first_body_led_to_nothing()
    {
        await using var site = await WebhookSite.OpenAsync();
        await site.SendAsync(new Call(Tool.Github, "{}"u8.ToArray()).GitHub("push"));

        await site.SendAsync(GitHub(Issue));

        Assert.Empty((await site.StateAsync()).Plan.Tasks);
        Assert.Single(await site.Book.DeadLettersAsync());
    }

    [Fact]
    public async Task Fault_12_what_comes_late_does_not_undo_what_is_newer()
    {
        await using var site = await WebhookSite.OpenAsync();
        var closed = Issue.Replace("\"open\"", "\"closed\"", StringComparison.Ordinal).Replace("09:00:00", "09:30:00", StringComparison.Ordinal);

        await site.SendAsync(GitHub(closed, "later"));
        await site.SendAsync(GitHub(Issue, "earlier"));

        Assert.True(Assert.Single((await site.StateAsync()).Plan.Tasks.Values).IsDone);
    }

    [Fact]
    public async Task Fault_13_a_delivery_for_an_unknown_project_is_kept_and_shown()
    {
        var keys = new WebhookKey(Tool.Github, null, [WebhookSite.Secret]);
        await using var site = await WebhookSite.OpenAsync(settings: new() { BaseUrl = WebhookSite.BaseUrl, Keys = [keys] });

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(GitHub(Issue) with { Project = "no-such-project" }));

        var letter = Assert.Single(await site.Book.DeadLettersAsync());
        Assert.Equal((DeadLetterReason.UnknownProject, "no-such-project"), (letter.Reason, letter.Project));
        Assert.Contains("no-such-project", await site.Client.GetStringAsync("/webhooks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_13_a_stranger_cannot_fill_the_dead_letters()
    {
        await using var site = await WebhookSite.OpenAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(GitHub(Issue) with { Project = "no-such-project" }));

        Assert.Empty(await site.Book.DeadLettersAsync());
    }

    [Theory]
    [InlineData("\"visibility_level\":0,", 1)]
    [InlineData("\"visibility_level\":10,", 1)]
    [InlineData("\"visibility_level\":20,", 0)]
    [InlineData("", 0)]
    public async Task Nobody_from_outside_raises_a_promise_in_a_public_GitLab_project(string visibility, int promises)
    {
        await using var site = await WebhookSite.OpenAsync();
        var note = $$$"""
            {"object_kind":"note","user":{"name":"Anybody"},"project":{{{{visibility}}}"path_with_namespace":"harbour/shop"},
             "object_attributes":{"note":"/expect promise All of it for free","action":"create"},
             "issue":{"id":7,"title":"Logo","state":"opened","updated_at":"2026-09-01T09:00:00Z"}}
            """;

        await site.SendAsync(new Call(Tool.Gitlab, Encoding.UTF8.GetBytes(note)).With("X-Gitlab-Token", WebhookSite.Secret));

        Assert.Equal(promises, (await site.StateAsync()).Promises.Count);
        Assert.Equal(["gitlab:7"], (await site.StateAsync()).Plan.Tasks.Keys);
    }

    [Fact]
    public async Task Fault_14_a_wrong_signature_is_refused_before_the_json_is_looked_at()
    {
        await using var site = await WebhookSite.OpenAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(GitHub("{", secret: "wrong")));
        Assert.Equal(HttpStatusCode.BadRequest, await site.SendAsync(GitHub("{")));
    }

    [Theory]
    [InlineData(256 * 1024, false, HttpStatusCode.BadRequest)]
    [InlineData(256 * 1024 + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(256 * 1024, true, HttpStatusCode.BadRequest)]
    [InlineData(256 * 1024 + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(8 * 1024 * 1024, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Fault_16_a_huge_body_is_refused_whether_its_length_is_told_or_not(int bytes, bool chunked, HttpStatusCode status)
    {
        await using var site = await WebhookSite.OpenAsync();
        using var request = GitHub(new string('[', bytes)).ToRequest();
        request.Headers.TransferEncodingChunked = chunked;
        try
        {
            using var answer = await site.Client.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
        catch (HttpRequestException) when (bytes > 1024 * 1024)
        {
            // The connection was closed while the client was still pouring; that is a refusal as well.
        }
    }

    [Fact]
    public async Task Fault_16_a_compressed_body_is_refused_unopened()
    {
        await using var site = await WebhookSite.OpenAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            await gzip.WriteAsync(new byte[64 * 1024 * 1024]);
        var bomb = packed.ToArray();

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await site.SendAsync(new Call(Tool.Github, bomb).GitHub("issues").With("Content-Encoding", "gzip")));
    }

    [Theory]
    [InlineData("""{"action":"opened","action":"deleted"}""")]
    [InlineData("""{"issue":{"id":1,"id":2}}""")]
    [InlineData("""{"action":"opened",}""")]
    [InlineData("""{"action":NaN}""")]
    [InlineData("")]
    public async Task Fault_17_json_that_means_two_things_is_refused(string body)
    {
        await using var site = await WebhookSite.OpenAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await site.SendAsync(GitHub(body)));
    }

    [Fact]
    public async Task Fault_17_json_without_a_bottom_is_refused()
    {
        await using var site = await WebhookSite.OpenAsync();
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 10_000)) + "1" + new string('}', 10_000);

        Assert.Equal(HttpStatusCode.BadRequest, await site.SendAsync(GitHub(deep)));
    }

    [Fact]
    public async Task Fault_18_bytes_that_are_no_text_are_refused()
    {
        await using var site = await WebhookSite.OpenAsync();
        byte[] body = [.. "{\"action\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal(HttpStatusCode.BadRequest, await site.SendAsync(new Call(Tool.Github, body).GitHub("issues")));
    }

    [Fact]
    public async Task Fault_19_to_22_a_title_of_markup_line_breaks_and_hidden_characters_is_one_plain_line()
    {
        await using var site = await WebhookSite.OpenAsync();

        await site.SendAsync(GitHub(Issue.Replace("Logo", "<b>Lo\\r\\nBcc: x</b>\\u202Eevil\\u200B", StringComparison.Ordinal)));

        Assert.Equal("<b>Lo Bcc: x</b>evil", Assert.Single((await site.StateAsync()).Plan.Tasks.Values).Title);
    }

    [Theory]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("http://github.example/c/1", null)]
    [InlineData("https://user:pw@github.example/c/1", null)]
    [InlineData("https://github.example/c/1", "https://github.example/c/1")]
    public async Task Fault_20_only_https_is_ever_kept_as_a_link(string given, string? kept)
    {
        await using var site = await WebhookSite.OpenAsync();
        var body = Issue.Replace("\"repository\"", $$$"""
            "comment":{"body":"/expect risk The printer\u202E may be late","author_association":"MEMBER","html_url":"{{{given}}}","user":{"login":"mei"}},"repository"
            """, StringComparison.Ordinal).Replace("\"opened\"", "\"created\"", StringComparison.Ordinal);

        await site.SendAsync(new Call(Tool.Github, Encoding.UTF8.GetBytes(body)).GitHub("issue_comment"));

        var raised = Assert.Single((await site.LedgerAsync()).OfType<ExpectationRaised>());
        Assert.Equal((kept, "The printer may be late", "mei"), (raised.Link, raised.Words, raised.By));
    }

    [Fact]
    public async Task In_a_public_repository_a_passer_by_raises_nothing()
    {
        await using var site = await WebhookSite.OpenAsync();
        var body = Issue.Replace("\"repository\"", """
            "comment":{"body":"/expect promise Free beer","author_association":"NONE","user":{"login":"stranger"}},"repository"
            """, StringComparison.Ordinal).Replace("\"opened\"", "\"created\"", StringComparison.Ordinal);

        await site.SendAsync(new Call(Tool.Github, Encoding.UTF8.GetBytes(body)).GitHub("issue_comment"));

        Assert.Empty((await site.LedgerAsync()).OfType<ExpectationRaised>());
    }

    [Fact]
    public async Task Fault_24_an_enormous_title_is_cut_between_characters()
    {
        await using var site = await WebhookSite.OpenAsync();
        var title = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 5_000));

        await site.SendAsync(GitHub(Issue.Replace("Logo", title, StringComparison.Ordinal)));

        var kept = Assert.Single((await site.StateAsync()).Plan.Tasks.Values).Title;
        Assert.InRange(kept.Length, 100, 200);
        Assert.False(char.IsHighSurrogate(kept[^2]));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1+1")]
    [InlineData("@SUM(A1)")]
    public async Task Fault_25_a_title_that_looks_like_a_formula_is_shown_as_text_and_nothing_exports_tables(string title)
    {
        await using var site = await WebhookSite.OpenAsync();
        await site.SendAsync(GitHub(Issue.Replace("Logo", title, StringComparison.Ordinal)));
        Assert.Equal(title, Assert.Single((await site.StateAsync()).Plan.Tasks.Values).Title);

        foreach (var page in (string[])["/", "/webhooks", "/ledger/webshop", "/ledger/webshop/export"])
        {
            using var answer = await site.Client.GetAsync(page);
            Assert.DoesNotContain("csv", answer.Content.Headers.ContentType?.ToString() ?? "", StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Fault_26_a_foreign_host_name_changes_no_address()
    {
        await using var site = await WebhookSite.OpenAsync();
        using var request = new Call(Tool.Trello, """{"action":{"id":"1","type":"updateBoard"}}"""u8.ToArray()).Trello().ToRequest();
        request.Headers.Host = "evil.example";
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task No_secret_gets_into_the_log()
    {
        await using var site = await WebhookSite.OpenAsync();
        await site.SendAsync(new Call(Tool.Jira, "{}"u8.ToArray()) { Query = $"?key={WebhookSite.Secret}" });
        await site.SendAsync(new Call(Tool.Gitlab, "{}"u8.ToArray()).With("X-Gitlab-Token", "a-guess-nobody-may-read"));

        Assert.Contains(site.Log.Lines, line => line.Line.Contains("refused", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Log.Lines.Where(IsOurs), line =>
            line.Line.Contains(WebhookSite.Secret, StringComparison.Ordinal) || line.Line.Contains("a-guess", StringComparison.Ordinal));
    }

    static bool IsOurs((Microsoft.Extensions.Logging.LogLevel Level, string Line) line) => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning;

    static Call GitHub(string body, string delivery = "d-1", string secret = WebhookSite.Secret) =>
        new Call(Tool.Github, Encoding.UTF8.GetBytes(body)).GitHub("issues", delivery, secret);
}
