using System.Globalization;
using System.Net;
using System.Text;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Tests.Plans;

namespace Expectations.Integrations.Tests.Webhooks;

/// <summary>Ten thousand calls nobody would make, most of them well proved: none may find an error of ours.</summary>
[Trait("Speed", "slow")]
public sealed class When_calls_are_made_up
{
    const int Seed = 20261124;

    static readonly string[] Junk = ["null", "true", "[]", "{}", "-1", "1e999", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[[[[]]]]", "9007199254740993", "\"2026-02-30T99:99:99Z\"", "{\"id\":{}}"];

    [Fact]
    public async Task None_of_ten_thousand_ends_in_an_error_of_ours()
    {
        await using var site = await WebhookSite.OpenAsync();
        await site.SendAsync(new Call(Tool.Asana, []) { Query = $"?key={WebhookSite.Secret}" }.With("X-Hook-Secret", WebhookSite.Secret));
        var random = new Random(Seed);
        var seeds = Seeds();
        var statuses = new Dictionary<HttpStatusCode, int>();
        for (var number = 0; number < 10_000; number++)
        {
            var call = Made(random, seeds, site.Now, number);
            var status = await site.SendAsync(call);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True((int)status < 500, $"Call {number} of seed {Seed}: {status} for {call.Tool}: {Encoding.UTF8.GetString(call.Body)}");
        }

        Assert.DoesNotContain(site.Log.Lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Error && line.Line.Contains("failed", StringComparison.Ordinal));
        Assert.True(statuses[HttpStatusCode.Accepted] > 2_000, "Most calls were not even read.");
        Assert.True(statuses[HttpStatusCode.Unauthorized] > 500);
        Assert.True(statuses[HttpStatusCode.BadRequest] > 500);
    }

    static Call Made(Random random, List<(Tool Tool, string Kind, string Body)> seeds, Instant now, int number)
    {
        var (tool, kind, text) = seeds[random.Next(seeds.Count)];
        var body = Encoding.UTF8.GetBytes(Changed(random, text));
        if (random.Next(8) == 0 && body.Length > 0)
            body[random.Next(body.Length)] = (byte)random.Next(256);
        if (random.Next(16) == 0)
            body = body[..random.Next(body.Length + 1)];
        var id = number.ToString(CultureInfo.InvariantCulture);
        var call = new Call(tool, body);
        call = tool switch
        {
            Tool.Github => call.GitHub(kind, id),
            Tool.Jira => call.With("X-Hub-Signature", $"sha256={Signing.Hex(WebhookSite.Secret, body)}"),
            Tool.AzureDevops => call.Basic(),
            Tool.Asana => call.With("X-Hook-Signature", Signing.Hex(WebhookSite.Secret, body)),
            Tool.Linear => call.With("Linear-Signature", Signing.Hex(WebhookSite.Secret, body)).With("Linear-Timestamp", $"{now.ToUnixTimeMilliseconds()}"),
            Tool.Trello => call.Trello(),
            Tool.Monday => call.Monday(now),
            Tool.CloudEvents => call.Standard(now, id).With("Content-Type", "application/cloudevents+json"),
            _ => call.Standard(now, id),
        };
        return random.Next(6) == 0 ? Spoiled(random, call) : call;
    }

    static Call Spoiled(Random random, Call call)
    {
        var names = call.Headers.Keys.Append("Content-Type").Append("Content-Encoding").Append("ce-id").Append("Authorization").Append("X-Hook-Secret").ToArray();
        string[] values = ["", " ", ",", "v1,", "sha256=", "sha256=zz", new string('a', 3_000), "Basic !!!", "Basic Og==", "Bearer", "\u00e9", "%", "-1", "99999999999999999999", "application/x-www-form-urlencoded", "text/\u00ff", "gzip"];
        return call.With(names[random.Next(names.Length)], values[random.Next(values.Length)]) with
        {
            Query = random.Next(4) == 0 ? "?key=%00&key=a&%%%" : call.Query,
        };
    }

    // Replaces one value of the text by junk, or doubles or drops a piece of it.
    static string Changed(Random random, string text)
    {
        for (var times = random.Next(4); times > 0 && text.Length > 2; times--)
        {
            var at = text.IndexOf(':', random.Next(text.Length));
            var end = at < 0 ? -1 : text.IndexOfAny([',', '}'], at);
            var piece = random.Next(text.Length);
            text = (random.Next(5), end) switch
            {
                ( < 3, > 0) => text[..(at + 1)] + Junk[random.Next(Junk.Length)] + text[end..],
                (3, _) => text[..piece] + text[random.Next(piece, text.Length)..],
                _ => text,
            };
        }
        return text;
    }

    static List<(Tool Tool, string Kind, string Body)> Seeds()
    {
        const string Item = """{"type":"item.created","timestamp":"2026-09-01T10:00:00Z","data":{"id":"1","title":"x","project":"p","due":"2026-10-01","group":"g","percent":5,"labels":["a"],"assignees":["b"],"updatedAt":"2026-09-01T10:00:00Z","comment":{"text":"/expect risk x","by":"m","url":"https://e.example"}}}""";
        const string Event = """{"specversion":"1.0","id":"1","source":"/s","type":"item.changed","time":"2026-09-01T10:00:00Z","data":{"id":"1","title":"x"}}""";
        var seeds = new List<(Tool, string, string)> { (Tool.StandardWebhooks, "", Item), (Tool.CloudEvents, "", Event) };
        if (Path.GetDirectoryName(SharedData.Find("webhooks/test-vectors.json")) is not { } folder)
            return seeds;
        foreach (var path in Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (ToolNames.Find(Path.GetFileName(Path.GetDirectoryName(path)!).Replace("azuredevops", "azure-devops", StringComparison.Ordinal)) is { } tool)
                seeds.Add((tool, Path.GetFileName(path).Split("__")[0], File.ReadAllText(path)));
        return seeds;
    }
}
