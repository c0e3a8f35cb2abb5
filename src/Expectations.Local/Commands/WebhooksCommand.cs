using System.CommandLine;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks;
using Expectations.Local.Portfolio;
using Expectations.Storage;
using NodaTime.Text;
using Spectre.Console;

namespace Expectations.Local.Commands;

/// <summary>Names the steps that make PM tools call in, and says why a saved call would be refused.</summary>
static class WebhooksCommand
{
    static readonly Option<DirectoryInfo> Folder = PortfolioOption.Create();
    static readonly Option<FileInfo?> Saved = new("--request")
    {
        Description = "A saved call: request line, headers, an empty line, the body byte for byte.",
    };

    static readonly Option<string?> At = new("--at")
    {
        Description = "When it came, for example 2026-09-01T10:00:00Z; calls grow too old to be believed.",
    };

    public static Command Create()
    {
        var doctor = new Command("doctor",
            "Shows the address and the steps for each tool; checks a saved call. Secrets are never shown.")
        { Folder, Saved, At };
        doctor.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(Folder), parsed.GetValue(Saved), parsed.GetValue(At), cancellation));
        return new Command("webhooks", "PM tools that call in.") { doctor };
    }

    static async Task<int> RunAsync(DirectoryInfo folder, FileInfo? saved, string? at, CancellationToken cancellation)
    {
        if (PortfolioOption.Settings(folder) is not { } settings)
            return Terminal.Fail($"{HostSettingsFile.Name} cannot be used; mend what is named above.");
        var now = at is null ? SystemClock.Instance.GetCurrentInstant()
            : InstantPattern.ExtendedIso.Parse(at).TryGetValue(default, out var given) ? given
            : (Instant?)null;
        if (now is null)
            return Terminal.Fail("--at is no moment; write one such as 2026-09-01T10:00:00Z.");
        if (saved is not null)
            return await CheckAsync(settings, saved, now.Value, cancellation);
        if (settings.Webhooks.IsEmpty)
            return Terminal.Fail(
                "portfolio.yaml names no tool, so all are refused. Add for example "
                + "'webhooks: [ { tool: github, project: webshop, secretsFrom: [ { env: GITHUB_SECRET } ] } ]'.");
        using var reading = new ReadingCheck(folder, settings);
        var sound = true;
        foreach (var key in settings.Webhooks)
        {
            Tell(settings.ToWebhooks(), key.ToKey());
            sound &= await reading.TellAsync(key, now.Value, cancellation);
        }
        return sound ? 0 : 1;
    }

    static void Tell(WebhookSettings settings, WebhookKey key)
    {
        var count = key.Secrets.Length == 1 ? "one secret" : $"{key.Secrets.Length} secrets";
        var name = ToolTitles.Of(key.Tool).EscapeMarkup();
        AnsiConsole.MarkupLine($"[bold]{name}[/] for {key.Project ?? "all projects"}, {count}");
        Terminal.Say($"  {settings.CallbackOf(key.Tool, key.Project ?? WebhookDoor.Portfolio)}");
        var tool = WebhookTools.All.Single(candidate => candidate.Tool == key.Tool);
        foreach (var (i, step) in tool.Steps.Index())
            Terminal.Say($"  {i + 1}. {step}");
    }

    static async Task<int> CheckAsync(
        HostSettings settings, FileInfo saved, Instant now, CancellationToken cancellation)
    {
        if (!saved.Exists)
            return Terminal.Fail($"{saved} does not exist.");
        if (SavedCall.Read(await File.ReadAllBytesAsync(saved.FullName, cancellation)) is not { } call)
            return Terminal.Fail(
                $"{saved} is no saved call. It begins with 'POST {WebhookDoor.Path}{{tool}}/{{project}} HTTP/1.1', "
                + "then a header a line, an empty line, and the body.");
        var hooks = settings.ToWebhooks();
        var secrets = hooks.SecretsOf(call.Tool, call.Project);
        var request = call.ToRequest(hooks, now) with
        {
            HandedOver = await HandedOverAsync(settings, call, secrets, cancellation),
        };
        var tool = WebhookTools.All.Single(candidate => candidate.Tool == call.Tool);
        using var judgement = await Judgement.OfAsync(tool, request);
        return Verdict(judgement, tool, request);
    }

    static int Verdict(Judgement judgement, IWebhookTool tool, WebhookRequest request)
    {
        if (judgement.Refusal is { } why)
            return Terminal.Fail($"It would be refused with 401: {why}.");
        if (judgement.Greeting is not null)
            Terminal.Say("It would be answered: it is a greeting.");
        else if (judgement.Payload is { } payload)
        {
            var reading = tool.Read(payload.RootElement, request, DateTimeZone.Utc);
            Terminal.Say(reading.IsIgnored
                ? $"It would be taken and ignored: '{reading.EventType}' concerns no plan."
                : $"It would be taken: '{reading.EventType}' of {reading.Project ?? "an unnamed project"} tells of "
                    + $"{reading.Items.Length} items and {reading.Comments.Length} comments.");
        }
        else
            return Terminal.Fail($"It would be refused with 400: {judgement.Trouble}");
        return 0;
    }

    static async ValueTask<ImmutableArray<string>> HandedOverAsync(
        HostSettings settings, SavedCall call, ImmutableArray<string> secrets, CancellationToken cancellation)
    {
        var notes = LocalEngine.NotesFile(settings.DataFolder);
        if (!File.Exists(notes))
            return [];
        using var notebook = SqliteNotebook.Open(notes);
        return await new WebhookBook(notebook).SecretsAsync(call.Tool, call.Project, secrets, cancellation);
    }
}
