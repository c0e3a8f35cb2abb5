using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Tests.Plans;
using Expectations.Integrations.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

/// <summary>Every real payload, through the real endpoint, with a right proof and with a wrong one.</summary>
public sealed class When_a_tool_calls_in
{
    static readonly string? Folder = Path.GetDirectoryName(SharedData.Find("webhooks/test-vectors.json"));

    [ReplayFact("webhooks/test-vectors.json")]
    public async Task Every_real_payload_leads_to_its_fact_or_is_counted_as_ignored()
    {
        await using var site = await WebhookSite.OpenAsync();
        await HandshakeAsync(site);
        var table = new List<string>();
        foreach (var (file, call) in Calls(site))
        {
            var before = (await site.Book.IgnoredAsync()).Sum(count => count.Count);
            var known = (await site.StateAsync()).Plan.Versions;

            Assert.True(await site.SendAsync(call) is HttpStatusCode.Accepted or HttpStatusCode.OK, file);

            var reading = Read(call, site.Now);
            var ignored = (await site.Book.IgnoredAsync()).Sum(count => count.Count) - before;
            Assert.True(ignored == (reading is { IsIgnored: true, IsHeartbeat: false } ? 1 : 0), file);
            var plan = (await site.StateAsync()).Plan;
            Assert.All(reading.Items, item => Assert.True(plan.Versions.ContainsKey(item.Id), $"{file}: {item.Id}"));
            Assert.All(
                reading.Items.Where(item => item.News == ItemNews.Deleted && !known.ContainsKey(item.Id)), item => Assert.DoesNotContain(item.Id, plan.Tasks.Keys));
            table.Add($"{file} → {Told(reading)}");
        }

        Assert.DoesNotContain(site.Log.Lines, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
        Matches(table);
    }

    [ReplayFact("webhooks/test-vectors.json")]
    public async Task Fault_14_with_one_byte_flipped_every_real_payload_is_refused_before_it_is_read()
    {
        await using var site = await WebhookSite.OpenAsync();
        await HandshakeAsync(site);
        var before = (await site.LedgerAsync()).Count;
        var refused = 0;
        foreach (var (file, call) in Calls(site))
        {
            Assert.True(await site.SendAsync(Flipped(call)) == HttpStatusCode.Unauthorized, file);
            refused++;
        }

        Assert.Equal(111, refused);
        Assert.Equal(before, (await site.LedgerAsync()).Count);
        Assert.Empty(await site.Book.IgnoredAsync());
    }

    /// <summary>Where the body is signed, a byte of the body; where it is not, one of what proves the sender.</summary>
    static Call Flipped(Call call)
    {
        if (call.Tool is Tool.AzureDevops or Tool.Monday || call.Headers.ContainsKey("X-Gitlab-Token"))
        {
            var header = call.Headers.ContainsKey("X-Gitlab-Token") ? "X-Gitlab-Token" : "Authorization";
            var value = call.Headers[header];
            var at = value.Length - 6;
            return call.With(header, value[..at] + (value[at] == 'A' ? 'B' : 'A') + value[(at + 1)..]);
        }
        var body = call.Body.ToArray();
        body[body.Length / 2] ^= 1;
        return call with { Body = body };
    }

    static IEnumerable<(string File, Call Call)> Calls(WebhookSite site)
    {
        foreach (var path in Directory.GetFiles(Folder!, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(Folder!, path).Replace('\\', '/');
            if (file is "test-vectors.json" or "asana/handshake.http.json" or "monday/authorization-jwt-claims.json" or "monday/challenge.json")
                continue;
            var body = File.ReadAllBytes(path);
            yield return (file, Proved(site, file, body));
            if (file.StartsWith("gitlab/", StringComparison.Ordinal))
                yield return ($"{file} (signed)", new Call(Tool.Gitlab, [.. body, (byte)'\n']).Standard(site.Now, $"msg_{file}"));
        }
    }

    static Call Proved(WebhookSite site, string file, byte[] body)
    {
        var name = file.Split('/')[1];
        switch (file.Split('/')[0])
        {
            case "github":
                return new Call(Tool.Github, body).GitHub(name.Split("__")[0], file);
            case "gitlab":
                return new Call(Tool.Gitlab, body).With("X-Gitlab-Token", WebhookSite.Secret);
            case "jira" when name.Contains("server", StringComparison.Ordinal):
                return new Call(Tool.Jira, body) { Query = "" }.With("X-Hub-Signature", $"sha256={Signing.Hex(WebhookSite.Secret, body)}");
            case "jira":
                return new Call(Tool.Jira, body).With("X-Atlassian-Webhook-Identifier", file)
                    .With("X-Hub-Signature", $"sha256={Signing.Hex(WebhookSite.Secret, body)}");
            case "azuredevops":
                return new Call(Tool.AzureDevops, body).Basic();
            case "asana":
                return new Call(Tool.Asana, body).With("X-Hook-Signature", Signing.Hex("b537207f20cbfa02357cf448134da559", body));
            case "linear":
                using (var document = JsonDocument.Parse(body))
                    site.Now = Instant.FromUnixTimeMilliseconds(document.RootElement.GetProperty("webhookTimestamp").GetInt64());
                return new Call(Tool.Linear, body).With("Linear-Delivery", file).With("Linear-Signature", Signing.Hex(WebhookSite.Secret, body));
            case "monday":
                return new Call(Tool.Monday, body).Monday(site.Now);
            default:
                return new Call(Tool.Trello, body).Trello();
        }
    }

    static async Task HandshakeAsync(WebhookSite site)
    {
        var greeting = new Call(Tool.Asana, []) { Query = $"?key={WebhookSite.Secret}" }.With("X-Hook-Secret", "b537207f20cbfa02357cf448134da559");
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(greeting));
    }

    static WebhookReading Read(Call call, Instant now)
    {
        using var document = JsonDocument.Parse(call.Body);
        var request = new WebhookRequest { Headers = call.Headers, Body = call.Body, Callback = WebhookSite.BaseUrl, Now = now, Secrets = [] };
        return WebhookTools.All.Single(tool => tool.Tool == call.Tool).Read(document.RootElement, request, DateTimeZone.Utc);
    }

    static string Told(WebhookReading reading) =>
        reading.IsHeartbeat ? "alive"
        : reading.IsIgnored ? $"ignored ({reading.EventType})"
        : string.Join("; ", reading.Items.Select(Told).Concat(reading.Comments.Select(comment => $"comment on {comment.Item}")));

    static string Told(ItemChange item)
    {
        var parts = new List<string> { $"{item.News} {item.Id}" };
        if (item.Percent is { } percent)
            parts.Add($"{percent} %");
        if (item.State is { } state)
            parts.Add($"state {state}");
        if (item.Due is { Value: { } due })
            parts.Add($"due {due:uuuu-MM-dd}");
        if (item.Group is { Value: { } group })
            parts.Add($"in {group.Id}");
        if (item.Version is { } version)
            parts.Add($"as of {version}");
        return string.Join(", ", parts);
    }

    static void Matches(List<string> table, [CallerFilePath] string source = "")
    {
        var golden = Path.Combine(Path.GetDirectoryName(source)!, "PayloadsToFacts.txt");
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_ACCEPT") == "1")
            File.WriteAllLines(golden, table);
        Assert.Equal(File.ReadAllLines(golden), table);
    }
}
