using Expectations.Core.Questions;

namespace Expectations.Core.Boundaries;

/// <summary>What was signed of the plan, and what has appeared outside it.</summary>
public sealed record ScopeWatch
{
    /// <summary>The work breakdown as the client was last asked to sign it.</summary>
    public ImmutableArray<OutlinePart> Outline { get; init; } = [];

    /// <summary>Identities of the tasks in it.</summary>
    public ImmutableSortedSet<string> Asked { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>
    /// Identities of the tasks the client signed, or agreed to since; none before the first signature.
    /// </summary>
    public ImmutableSortedSet<string>? Agreed { get; init; }

    /// <summary>Identities of tasks that have appeared since and that nothing has been decided about.</summary>
    public ImmutableSortedSet<string> Outside { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>
    /// Identities of those a drafted change names; none where nothing is drafted, or an older version drafted it.
    /// </summary>
    public ImmutableSortedSet<string>? Drafted { get; init; }

    /// <summary>Identities of tasks against a boundary that the client has agreed to all the same.</summary>
    [AddedLater]
    public ImmutableSortedSet<string> Accepted { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}
