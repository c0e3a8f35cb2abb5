namespace Expectations.Core.Projects;

/// <summary>Which published findings letters may quote where they answer the question at hand.</summary>
public sealed record EducationRules
{
    /// <summary>Identities of findings that are not quoted.</summary>
    public ImmutableArray<string> LeaveOut { get; init; } = [];

    /// <summary>Findings of your own; one with the identity of a built-in one stands in its place.</summary>
    public ImmutableArray<StatedFinding> Own { get; init; } = [];
}

/// <summary>What a finding is about.</summary>
public enum FindingTopic
{
    /// <summary>How good estimates are; told when a baseline is to be signed.</summary>
    Estimating,

    /// <summary>How much projects overrun; told when a date is to be moved.</summary>
    Overruns,

    /// <summary>How late dated work gets; told with a warning about a date.</summary>
    Lateness,

    /// <summary>What working together changes; told with a warning about what waits for the client.</summary>
    Collaboration,

    /// <summary>How honest reports are; told when a warning is kept back or reaches the sponsor.</summary>
    Reporting,
}

/// <summary>A finding somebody published, in words of your own.</summary>
public sealed record StatedFinding
{
    /// <summary>Identity: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required FindingTopic Topic { get; init; }

    /// <summary>What it says, in one language or more; the first stands in for those that are missing.</summary>
    public required ImmutableArray<FindingText> Texts { get; init; }

    /// <summary>Who published it, where and when.</summary>
    public required string Source { get; init; }
}

/// <summary>A finding in one language.</summary>
public sealed record FindingText
{
    /// <summary>Language: <c>en</c>, <c>zh-Hant</c> or <c>zh-Hans</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What was found, figure included.</summary>
    public required string Says { get; init; }

    /// <summary>What it does not say.</summary>
    public required string Limits { get; init; }
}
