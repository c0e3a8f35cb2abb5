using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace Expectations.Integrations.Webhooks;

/// <summary>All the PM tools that can call in.</summary>
public static class WebhookTools
{
    /// <summary>Registers one of each.</summary>
    public static IServiceCollection AddWebhookTools(this IServiceCollection services)
    {
        foreach (var tool in All)
            services.AddSingleton(tool);
        return services;
    }

    /// <summary>Registers one of each, the notes, and what tells others.</summary>
    internal static IServiceCollection AddWebhooks(
        this IServiceCollection services, ConfiguredWebhooks settings, INotebook notes) => services
        .AddWebhookTools().AddSingleton(notes).AddSingleton(settings.Outgoing).AddSingleton<OutgoingWebhooks>();

    /// <summary>One of each.</summary>
    public static ImmutableArray<IWebhookTool> All { get; } =
    [
        new GitHubWebhooks(), new GitLabWebhooks(), new JiraWebhooks(), new AzureDevOpsWebhooks(), new AsanaWebhooks(),
        new LinearWebhooks(), new TrelloWebhooks(), new MondayWebhooks(), new StandardWebhooksTool(),
        new CloudEventsTool(),
    ];

    /// <summary>Which token reads the present state of a tool, in a sentence; none where it offers nothing.</summary>
    public static string? TokenOf(Tool tool) =>
        ReadingOf(tool) is not { } reading ? null
        : reading.Home is null ? $"{reading.Token} It needs an address, too: {reading.AddressHint}."
        : reading.Token;

    /// <summary>How the present state of a tool is read; none where it offers nothing.</summary>
    internal static IToolReading? ReadingOf(Tool tool) => Readings.FirstOrDefault(reading => reading.Tool == tool);

    static ImmutableArray<IToolReading> Readings { get; } =
    [
        new GitHubReading(), new GitLabReading(), new JiraReading(), new AzureDevOpsReading(), new AsanaReading(),
        new LinearReading(), new TrelloReading(), new MondayReading(),
    ];
}
