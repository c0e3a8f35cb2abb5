using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Risks;

namespace Expectations.Hosting;

/// <summary>The details of what a manager asks for.</summary>
public sealed record IntakeRequest
{
    /// <summary>Who asks, for the ledger.</summary>
    public required string By { get; init; }

    /// <summary>Date of the report it is about.</summary>
    public string? Period { get; init; }

    /// <summary>Words above everything else in the report.</summary>
    public string? Note { get; init; }

    /// <summary>Identities of tasks and risks to leave out.</summary>
    public ImmutableArray<string> Omit { get; init; } = [];

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Identity of the milestone, change or warning it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>The change that is proposed.</summary>
    public Change? Change { get; init; }

    /// <summary>The promise that is stated.</summary>
    public StatedPromise? Promise { get; init; }

    /// <summary>The risk that is raised.</summary>
    public Risk? Risk { get; init; }

    /// <summary>Date until which a warning rests.</summary>
    public string? Until { get; init; }

    /// <summary>Identity by which the same request made again is known; none where it has none.</summary>
    public string? RepetitionId { get; init; }

    /// <summary>SHA-256 of the bytes it came in, lower-case hex, by which another request under the same identity is
    /// known; none where bytes do not matter.</summary>
    public string? Fingerprint { get; init; }
}
