namespace Expectations.Core.Projects;

/// <summary>Finds what is wrong with what PM tools are to stand for.</summary>
static class WebhookPlanCheck
{
    internal static void Check(PlanReference plan, ProblemList found)
    {
        const string Path = "plan.webhooks";
        var webhooks = plan.Webhooks!;
        found.LineIfAny("plan.planId", plan.PlanId);
        found.NoGaps($"{Path}.from", webhooks.From);
        found.NoGaps($"{Path}.buckets", webhooks.Buckets);
        found.NoGaps($"{Path}.doneStates", webhooks.DoneStates);
        if (webhooks.From.IsDefault || webhooks.Buckets.IsDefault || webhooks.DoneStates.IsDefault)
            return;
        foreach (var (i, from) in webhooks.From.Index())
            found.Line($"{Path}.from[{i}].project", from?.Project);
        foreach (var (i, rule) in webhooks.Buckets.Index())
            Check($"{Path}.buckets[{i}]", rule, found);
        foreach (var (i, state) in webhooks.DoneStates.Index())
            found.Line($"{Path}.doneStates[{i}]", state);
        found.Line($"{Path}.keyword", webhooks.Keyword);
        if (webhooks.Keyword is null || webhooks.Keyword.Contains(' ', StringComparison.Ordinal))
            found.Add($"{Path}.keyword", "The keyword is one word.", "Write one such as /expect.");
        // A reading that leaves out one of the tools would take all its items away.
        if (webhooks.Reconcile && (webhooks.From.IsEmpty || webhooks.From.Any(from => !CanBeRead(from?.Tool))))
            found.Add($"{Path}.reconcile", "There is something whose present state cannot be read.",
                "Name under 'from' the projects of tools other than standardWebhooks and cloudEvents, and nothing "
                + "else; or leave 'reconcile' out.");
    }

    static bool CanBeRead(Tool? tool) => tool is not (Tool.StandardWebhooks or Tool.CloudEvents);

    static void Check(string path, BucketRule? rule, ProblemList found)
    {
        if (rule is null)
            return;
        found.Line($"{path}.bucket", rule.Bucket);
        found.LineIfAny($"{path}.label", rule.Label);
        found.LineIfAny($"{path}.group", rule.Group);
        if (rule.Label is null == rule.Group is null)
            found.Add(path, "A bucket rule needs exactly one of a label and a group.", "Write one of the two.");
    }
}
