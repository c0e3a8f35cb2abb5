using Expectations.Hosting;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Mail;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks;

namespace Expectations.Local;

/// <summary>The pages and the intake of one machine, on a port of its own.</summary>
static class LocalSite
{
    /// <summary>Starts answering.</summary>
    /// <param name="engine">Whose projects.</param>
    /// <param name="settings">What the pages need to know.</param>
    /// <param name="letters">Folder of .eml files shown as the clients' inbox.</param>
    /// <param name="url">Where to listen, for example <c>http://localhost:5080</c>.</param>
    /// <param name="logs">For operators: what went wrong with a request.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<WebApplication> StartAsync(
        LocalEngine engine, WebSettings settings, string letters, string url, ILoggerFactory logs,
        CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // What is longer is refused with words of our own, one byte further.
            kestrel.Limits.MaxRequestBodySize = PageRequest.LongestWebhook + 1;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddExpectationsPages().AddWebhookTools()
            .AddSingleton(settings).AddSingleton(engine.Runner).AddSingleton<ILedgerStore>(engine.Store)
            .AddSingleton(engine.Press).AddSingleton(engine.Clock).AddSingleton<IBell>(engine.Loop)
            .AddSingleton<IMailbox>(new FolderMailbox(letters)).AddSingleton<INotebook>(engine.Notes)
            .AddSingleton(engine.Loop.Sweeps).AddSingleton(logs);
        var site = builder.Build();
        site.UseRouting();
        site.MapExpectations();
        await site.StartAsync(cancellation);
        return site;
    }
}
