using Expectations.Hosting;
using Expectations.Integrations.Webhooks;
using Microsoft.Extensions.Configuration;

namespace Expectations.Functions;

/// <summary>The settings of this host; README.md explains each in one table.</summary>
sealed record FunctionsSettings
{
    /// <summary>Section of the configuration they stand in: <c>Expectations__BaseUrl</c> as an app setting.</summary>
    public const string Section = "Expectations";

    /// <summary>Where the people who get letters reach this host.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Address all letters are sent from, of the domain linked to the communication service.</summary>
    public required string Sender { get; init; }

    /// <summary>Secret that seals unsubscribe links, at least 32 bytes.</summary>
    public required byte[] UnsubscribeKey { get; init; }

    /// <summary>Key that opens the manager's pages and the API.</summary>
    public required string OperatorKey { get; init; }

    /// <summary>The Azure communication service letters leave by.</summary>
    public required Uri EmailEndpoint { get; init; }

    /// <summary>Letters the communication service takes in a minute, at most.</summary>
    public required int LettersPerMinute { get; init; }

    /// <summary>Letters the communication service takes in an hour, at most.</summary>
    public required int LettersPerHour { get; init; }

    /// <summary>Table service the ledgers are kept in; none where they are kept in a file.</summary>
    public Uri? Tables { get; init; }

    /// <summary>Blob service that large payloads are kept in.</summary>
    public Uri? Blobs { get; init; }

    /// <summary>SQLite file the ledgers are kept in, for one machine; none where they are kept in tables.</summary>
    public string? LedgerFile { get; init; }

    /// <summary>Tenant, application and secret that read plans; none of them uses the managed identity.</summary>
    public (string Tenant, string Client, string Secret)? Graph { get; init; }

    /// <summary>Connection string of the Application Insights that watch this host; none sends nothing there.</summary>
    public string? ApplicationInsights { get; init; }

    /// <summary>OpenTelemetry collector that watches this host, by HTTP; none sends nothing there.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>
    /// Where the Functions runtime finds a destination of its own. What it sends there of a request includes the path,
    /// and so the tokens of links, and nothing keeps it from that.
    /// </summary>
    internal static ImmutableArray<string> DestinationsOfTheRuntime { get; } =
        ["APPLICATIONINSIGHTS_CONNECTION_STRING", "APPINSIGHTS_INSTRUMENTATIONKEY", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    /// <summary>PM tools that may call in, and who is told of decisions.</summary>
    public ConfiguredWebhooks Webhooks { get; init; } = new();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">Some are missing or wrong; it names each.</exception>
    public static FunctionsSettings From(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration, Section);
        var settings = new FunctionsSettings
        {
            BaseUrl = read.Url("BaseUrl")!,
            Sender = read.Text("Sender"),
            UnsubscribeKey = read.Key("UnsubscribeKey", bytes: 32),
            OperatorKey = read.Text("OperatorKey", shortest: 16),
            EmailEndpoint = read.Url("EmailEndpoint")!,
            LettersPerMinute = read.Number("LettersPerMinute", 30),
            LettersPerHour = read.Number("LettersPerHour", 100),
            Tables = read.Url("Tables", optional: true),
            Blobs = read.Url("Blobs", optional: true),
            LedgerFile = read.Optional("LedgerFile"),
            Graph = read.Optional("GraphClientSecret") is { } secret
                ? (read.Text("GraphTenantId"), read.Text("GraphClientId"), secret)
                : null,
            ApplicationInsights = read.Optional("ApplicationInsights"),
            OtlpEndpoint = read.Url("OtlpEndpoint", optional: true),
            Webhooks = ConfiguredWebhooks.Read(read.Optional, read.Complain),
        };
        foreach (var name in DestinationsOfTheRuntime.Where(name => !string.IsNullOrWhiteSpace(configuration[name])))
            read.Complain(name.StartsWith("OTEL", StringComparison.Ordinal) ? "OtlpEndpoint" : "ApplicationInsights",
                $"must take the place of {name}, by which the Functions runtime would trace the tokens of links");
        if (settings.Tables is null == settings.LedgerFile is null)
            read.Complain("Tables", "or LedgerFile must be set, and only one of the two");
        if (settings.Tables is null != settings.Blobs is null)
            read.Complain("Blobs", "goes with Tables: set both or neither");
        read.ThrowIfWrong();
        return settings;
    }
}
