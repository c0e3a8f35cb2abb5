using Azure.Identity;
using Expectations.Functions;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Expectations.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var settings = FunctionsSettings.From(builder.Configuration);
// AZURE_CLIENT_ID names the user-assigned identity; on a developer's machine the Azure CLI signs in.
var credential = new DefaultAzureCredential();
ILedgerStore ledgers = settings is { Tables: { } tables, Blobs: { } blobs }
    ? await AzureTableLedgerStore.OpenAsync(tables, blobs, credential)
    : await SqliteLedgerStore.OpenAsync(settings.LedgerFile!);
INotebook notes = settings.Tables is { } account
    ? await AzureTableNotebook.OpenAsync(account, credential)
    : SqliteNotebook.Open(Path.ChangeExtension(settings.LedgerFile!, "notes.db"));
builder.Services.AddHost(settings, ledgers, notes, credential).AddWatching(settings, credential)
    .AddOpenTelemetry().UseFunctionsWorkerDefaults();

await builder.Build().RunAsync();
