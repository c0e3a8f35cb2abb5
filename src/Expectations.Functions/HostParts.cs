using Azure.Core;
using Azure.Data.Tables;
using Azure.Monitor.OpenTelemetry.Exporter;
using Expectations.Hosting;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Mail;
using Expectations.Hosting.Plans;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Plans;
using Expectations.Integrations.Webhooks;
using Expectations.Integrations.Webhooks.Outgoing;
using Expectations.Letters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Expectations.Functions;

/// <summary>What the settings say, as things that work.</summary>
static class HostParts
{
    internal static IServiceCollection AddHost(
        this IServiceCollection services, FunctionsSettings settings, ILedgerStore ledgers, INotebook notes,
        TokenCredential credential) =>
        services
            .AddExpectationsPages().AddWebhooks(settings.Webhooks, notes)
            .AddSingleton<IClock>(SystemClock.Instance)
            .AddSingleton(ledgers)
            .AddSingleton(new WebSettings
            {
                OperatorKey = settings.OperatorKey,
                UnsubscribeKey = settings.UnsubscribeKey,
                Webhooks = new WebhookSettings { BaseUrl = settings.BaseUrl, Keys = settings.Webhooks.Keys },
            })
            .AddSingleton<ILetterPress>(new LetterPress(LetterOptionsOf(settings)))
            .AddSingleton<IPlanSource>(provider => new ToolPlanSource(
                new GraphPlanSource(GraphOptionsOf(settings), provider.GetRequiredService<ILogger<GraphPlanSource>>()),
                settings.Webhooks.Access))
            // Other instances write to the same ledgers.
            .AddSingleton(provider => new LedgerRunner(
                ledgers, provider.GetRequiredService<ILetterPress>(), provider.GetRequiredService<IPlanSource>(),
                othersWrite: settings.LedgerFile is null, notes: notes,
                watch: new OutgoingMarks(settings.Webhooks.Outgoing, notes)))
            .AddSingleton<IFactSink>(provider => provider.GetRequiredService<LedgerRunner>())
            .AddSingleton<IOutlet>(provider => new RateLimitedOutlet(
                AcsEmailSender.Open(settings.EmailEndpoint, credential, notes),
                Quota(settings, provider.GetRequiredService<IClock>())))
            .AddSingleton<EffectCourier>()
            .AddSingleton<ClockBell>()
            .AddSingleton<IBell>(provider => provider.GetRequiredService<ClockBell>())
            .AddSingleton<IMailbox>(new FolderMailbox(Path.Combine(AppContext.BaseDirectory, "no-inbox-here")))
            .AddSingleton(provider => new SweepLog(
                provider.GetRequiredService<SweepWatch>(),
                settings.Tables is { } tables ? new TableClient(tables, "host", credential) : null,
                provider.GetRequiredService<ILogger<SweepLog>>()));

    /// <summary>Sends spans, metrics and logs of this process, in which nothing names a person or a token.</summary>
    internal static IServiceCollection AddWatching(
        this IServiceCollection services, FunctionsSettings settings, TokenCredential credential)
    {
        // ASP.NET Core would tell the path of every request. The runtime, which nobody watches, samples none.
        services.AddLogging(logs => logs.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        var telemetry = services.AddOpenTelemetry()
            .WithTracing(spans => spans.AddSource("Expectations").SetSampler(new AlwaysOnSampler()))
            .WithMetrics(metrics => metrics.AddMeter("Expectations"));
        if (settings.ApplicationInsights is { } connection)
            telemetry.UseAzureMonitorExporter(to => (to.ConnectionString, to.Credential) = (connection, credential));
        if (settings.OtlpEndpoint is { } collector)
            telemetry.UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, collector);
        return services;
    }

    /// <summary>A bucket that keeps within both quotas in any minute and any hour.</summary>
    internal static TokenBucket Quota(FunctionsSettings settings, IClock clock)
    {
        var burst = Math.Max(1, Math.Min(settings.LettersPerMinute / 2, settings.LettersPerHour / 4));
        // After a full burst so many more may follow within the span, the first of them one wait later.
        Duration Every(Duration span, int quota) => span / (quota - burst + 1);
        return new TokenBucket(burst, Duration.Max(
            Every(Duration.FromMinutes(1), settings.LettersPerMinute),
            Every(Duration.FromHours(1), settings.LettersPerHour)), clock);
    }

    static LetterOptions LetterOptionsOf(FunctionsSettings settings) => new()
    {
        SenderAddress = settings.Sender,
        MessageIdDomain = MailboxAddress.Parse(settings.Sender).Domain,
        BaseUrl = settings.BaseUrl,
        UnsubscribeKey = settings.UnsubscribeKey,
    };

    static GraphOptions GraphOptionsOf(FunctionsSettings settings) => settings.Graph is var (tenant, client, secret)
        ? new() { SignIn = GraphSignIn.ClientSecret, TenantId = tenant, ClientId = client, ClientSecret = secret }
        : new() { SignIn = GraphSignIn.Default };
}
