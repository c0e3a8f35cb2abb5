using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Webhooks;

/// <summary>All the PM tools that can call in.</summary>
public static class WebhookTools
{
    /// <summary>One of each.</summary>
    public static ImmutableArray<IWebhookTool> All { get; } =
    [
        new GitHubWebhooks(), new GitLabWebhooks(), new JiraWebhooks(), new AzureDevOpsWebhooks(), new AsanaWebhooks(),
        new LinearWebhooks(), new TrelloWebhooks(), new MondayWebhooks(), new StandardWebhooksTool(),
        new CloudEventsTool(),
    ];
}
