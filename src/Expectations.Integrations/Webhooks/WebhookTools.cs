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
}
