using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Mail;
using Expectations.Hosting.Plans;
using Expectations.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Hosting.Tests.Pages;

/// <summary>The whole web side over a real store, for someone who sits at the machine unless said otherwise.</summary>
sealed class Site : IClock, IPlanSource, IAsyncDisposable
{
    public const string Key = "a-key-of-enough-length";
    public static readonly byte[] UnsubscribeKey = Encoding.UTF8.GetBytes("a secret of thirty-two characters");

    readonly string folder = Path.Combine(Path.GetTempPath(), $"site-{Guid.NewGuid():N}");
    readonly SqliteLedgerStore store;

    Site(WebSettings? settings)
    {
        Directory.CreateDirectory(Mail);
        store = SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledgers.db"), new() { ReserveBytes = 0 }).GetAwaiter().GetResult();
        Runner = new LedgerRunner(store, Press, this);
        Sweeps = new SweepWatch();
        App = new WebApp(
            settings ?? new WebSettings { OpenOnThisMachine = true, UnsubscribeKey = UnsubscribeKey },
            Runner, store, Press, new Intake(Runner, this, Bell), new FolderMailbox(Mail), Sweeps, this,
            new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);
    }

    public PlainPress Press { get; } = new();

    /// <summary>Where the newest link mailed to a person leads.</summary>
    public string LinkOf(string person) =>
        $"/decide/{A.Project.Id}/{Press.Pressed.Last(l => l.To.Id == person && l.Key.Kind == "question").Secret!.Reveal()}";

    public Instant Now { get; set; } = A.Registration;

    public PlanSnapshot Plan { get; set; } = A.Plan(A.Task("t1", A.Launch));

    public string Mail => Path.Combine(folder, "mail");

    public LedgerRunner Runner { get; }

    public ILedgerStore Store => store;

    public SweepWatch Sweeps { get; }

    public WebApp App { get; }

    public CountingBell Bell { get; } = new();

    /// <summary>A site with one registered project whose plan has been read.</summary>
    public static async Task<Site> OpenAsync(ProjectSetup? setup = null, PlanSnapshot? plan = null, WebSettings? settings = null)
    {
        var site = new Site(settings);
        site.Plan = plan ?? site.Plan;
        await site.Runner.ApplyAsync(A.Project.Id, new SetupReceived(site.Now, setup ?? A.Project));
        await site.ReachAsync(site.Now);
        return site;
    }

    /// <summary>Time reaches a moment and all that is due is decided.</summary>
    public Task ReachAsync(Instant at)
    {
        Now = at;
        return Runner.AdvanceAsync(A.Project.Id, at);
    }

    /// <summary>The events so far.</summary>
    public async Task<List<LedgerEvent>> LedgerAsync()
    {
        var events = new List<LedgerEvent>();
        await foreach (var chained in store.ReadAsync(A.Project.Id))
            events.Add(LedgerJson.ReadEvent(chained.Bytes.Span));
        return events;
    }

    public Task<PageResponse> AskAsync(string method, string address, Func<PageRequest, PageRequest>? change = null)
    {
        var parts = address.Split('?', 2);
        var request = new PageRequest
        {
            Method = method,
            Path = Uri.UnescapeDataString(parts[0]),
            Query = parts.Length > 1 ? $"?{parts[1]}" : "",
            Host = "localhost:5080",
            IsFromThisMachine = true,
        };
        return App.HandleAsync(change?.Invoke(request) ?? request);
    }

    public async Task<IHtmlDocument> SeeAsync(string address) => (await AskAsync("GET", address)).Page(address);

    public Task<PageResponse> PostFormAsync(string path, string fields, Func<PageRequest, PageRequest>? change = null) =>
        AskAsync("POST", path, request =>
        {
            var form = request with
            {
                FetchSite = "same-origin",
                ContentType = "application/x-www-form-urlencoded",
                Body = Encoding.UTF8.GetBytes(fields),
            };
            return change?.Invoke(form) ?? form;
        });

    public Task<PageResponse> PostJsonAsync(string path, string json, Func<PageRequest, PageRequest>? change = null) =>
        AskAsync("POST", path, request =>
        {
            var asked = request with { ContentType = "application/json", Body = Encoding.UTF8.GetBytes(json) };
            return change?.Invoke(asked) ?? asked;
        });

    /// <summary>Presses a button as a browser does: sends the form it stands in to where the button says.</summary>
    public Task<PageResponse> PressAsync(IHtmlDocument page, string words, Func<PageRequest, PageRequest>? change = null)
    {
        var button = page.QuerySelectorAll<IHtmlButtonElement>("button").First(b => b.TextContent.Trim() == words);
        var form = button.Form!;
        var path = button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? page.BaseUrl!.PathName;
        var fields = form.Elements.Select(Field).OfType<string>();
        if (button.Name is { Length: > 0 } name)
            fields = fields.Append($"{name}={button.Value}");
        return PostFormAsync(path, string.Join('&', fields), change);
    }

    /// <summary>Follows the answer to a form.</summary>
    public Task<IHtmlDocument> FollowAsync(PageResponse answer)
    {
        Assert.Equal(303, answer.Status);
        return SeeAsync(answer.Headers["Location"]);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    Instant IClock.GetCurrentInstant() => Now;

    Task<Fact> IPlanSource.ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation) =>
        Task.FromResult<Fact>(new PlanRead(now, Plan));

    static string? Field(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => null,
        IHtmlInputElement input => $"{input.Name}={Uri.EscapeDataString(input.Value)}",
        IHtmlTextAreaElement area => $"{area.Name}={Uri.EscapeDataString(area.Value)}",
        _ => null,
    };
}

sealed class CountingBell : IBell
{
    public int Rings { get; private set; }

    public Task RingAsync(string projectId)
    {
        Rings++;
        return Task.CompletedTask;
    }
}

static class Answers
{
    public static string Text(this PageResponse response) => Encoding.UTF8.GetString(response.Body.Span);

    public static IHtmlDocument Page(this PageResponse response, string address = "/") =>
        BrowsingContext.New().OpenAsync(r => r.Content(response.Text()).Address($"http://localhost:5080{address}"))
            .GetAwaiter().GetResult() as IHtmlDocument ?? throw new InvalidOperationException("That is no page.");

    /// <summary>Types into a field, or chooses a radio button of that value.</summary>
    public static IHtmlDocument Type(this IHtmlDocument page, string field, string value)
    {
        foreach (var element in page.QuerySelectorAll($"form.answer [name='{field}'], form.review [name='{field}']"))
            if (element is IHtmlInputElement { Type: "radio" } radio)
                radio.IsChecked = radio.Value == value;
            else if (element is IHtmlInputElement input)
                input.Value = value;
            else if (element is IHtmlTextAreaElement area)
                area.Value = value;
        return page;
    }

    /// <summary>All that can be read on a page, with single spaces.</summary>
    public static string Words(this IHtmlDocument page) =>
        string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
