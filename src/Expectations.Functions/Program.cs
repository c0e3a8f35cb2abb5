using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Expectations.Functions;
using Expectations.Hosting.Ledgers;
using Expectations.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var settings = FunctionsSettings.From(builder.Configuration);
// AZURE_CLIENT_ID names the user-assigned identity; on a developer's machine the Azure CLI signs in.
var credential = new DefaultAzureCredential();
await using var ledgers = await SqliteLedgerStore.OpenAsync(settings.LedgerFile
    ?? throw new InvalidOperationException(
        "Expectations__Tables cannot be used by this version yet; set Expectations__LedgerFile."));
builder.Services.AddHost(settings, ledgers, credential);

// Nothing here names a person: spans and metrics carry projects and kinds of letters only.
var telemetry = builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults()
    .WithTracing(tracing => tracing.AddSource("Expectations"))
    .WithMetrics(metrics => metrics.AddMeter("Expectations"));
if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
    telemetry.UseAzureMonitorExporter(options => options.Credential = credential);
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
    telemetry.UseOtlpExporter();

await builder.Build().RunAsync();
