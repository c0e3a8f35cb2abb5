using Expectations.Core.Projects;

namespace Expectations.Core.Education;

/// <summary>
/// The built-in findings by topic, in the order in which they are quoted. Their words are in the letters.
/// </summary>
public static class FindingCatalogue
{
    static readonly (FindingTopic Topic, string[] Ids)[] ByTopic =
    [
        (FindingTopic.Estimating,
        [
            "first-estimate", "too-sure", "steady-overrun", "effort-surveys", "two-fold", "no-practice", "thesis",
        ]),
        (FindingTopic.Overruns,
        [
            "landmark", "one-in-six", "large-projects", "fat-tail", "power-law", "over-time", "reference-class",
        ]),
        (FindingTopic.Lateness, ["due-dates", "sprints"]),
        (FindingTopic.Collaboration, ["flexible-models", "communication"]),
        (FindingTopic.Reporting, ["biased-reports", "forecast-bias"]),
    ];

    /// <summary>Identity and topic of each.</summary>
    public static ImmutableArray<(string Id, FindingTopic Topic)> All { get; } =
        [.. ByTopic.SelectMany(topic => topic.Ids.Select(id => (id, topic.Topic)))];
}
