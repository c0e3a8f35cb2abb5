using System.Text.Json.Serialization;

namespace Expectations.Core.Plans;

/// <summary>What a PM tool told of one item, in no tool's words.</summary>
/// <remarks>
/// A part that is none was not told and stays as it is: many tools send only what has changed.
/// </remarks>
public sealed record ItemChange
{
    /// <summary>Identity of the item, unique among all tools, for example <c>github:444500041</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What happened to it.</summary>
    public required ItemNews News { get; init; }

    /// <summary>The tool's name for the project it belongs to; none where it does not tell.</summary>
    public string? Project { get; init; }

    /// <summary>When the tool says it changed; none means now. The newest wins, whatever comes first.</summary>
    public Instant? Version { get; init; }

    /// <summary>Whether this tells everything there is to know of the item.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Title on one line.</summary>
    public string? Title { get; init; }

    /// <summary>Milestone, version, sprint, list or section it stands in.</summary>
    public Told<ItemGroup?>? Group { get; init; }

    /// <summary>Day it is due, in the project's zone.</summary>
    public Told<LocalDate?>? Due { get; init; }

    /// <summary>Progress from 0 to 100, where the tool knows it.</summary>
    public int? Percent { get; init; }

    /// <summary>Name of its state, list or column; counts where <see cref="Percent"/> is none.</summary>
    public string? State { get; init; }

    /// <summary>Day it was done, in the project's zone; none means the day it changed.</summary>
    public LocalDate? Done { get; init; }

    /// <summary>All its labels.</summary>
    public ImmutableArray<string>? Labels { get; init; }

    /// <summary>Names of all who work on it.</summary>
    public ImmutableArray<string>? Assignees { get; init; }

    /// <summary>Whether something is said to have happened, and not what has come of it.</summary>
    internal bool TellsTooLittle => !IsWhole && News switch
    {
        ItemNews.Created => true,
        ItemNews.DueMoved => Due is null,
        ItemNews.GroupChanged => Group is null,
        ItemNews.Moved or ItemNews.Done or ItemNews.Reopened => Percent is null && State is null,
        ItemNews.Changed => Due is null && Group is null && Percent is null && State is null && Title is null
            && Labels is null && Assignees is null,
        _ => false,
    };
}

/// <summary>Something a tool did tell, which may be that there is nothing.</summary>
/// <param name="Value">What it told.</param>
public readonly record struct Told<T>(T Value);

/// <summary>A milestone, version, sprint, list or section of a tool.</summary>
/// <param name="Id">Identity, unique among all tools.</param>
/// <param name="Name">Its name; none where the tool only told the identity.</param>
public sealed record ItemGroup(string Id, string? Name);

/// <summary>What happened to an item.</summary>
public enum ItemNews
{
    /// <summary>Something about it changed.</summary>
    Changed,

    /// <summary>It is new.</summary>
    Created,

    /// <summary>It moved to another list, column or state.</summary>
    Moved,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was done and is open again.</summary>
    Reopened,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Its due date moved.</summary>
    DueMoved,

    /// <summary>It belongs to another milestone, version or sprint.</summary>
    GroupChanged,
}

/// <summary>A comment on an item.</summary>
/// <param name="Text">What it says, as written.</param>
/// <param name="By">Who wrote it, as the tool names them.</param>
public sealed record ItemComment(string Text, string By)
{
    /// <summary>Identity of the item; none where the tool does not tell.</summary>
    public string? Item { get; init; }

    /// <summary>The tool's name for the project.</summary>
    public string? Project { get; init; }

    /// <summary>Address of the comment, as the tool gives it.</summary>
    public string? Link { get; init; }
}

/// <summary>What a comment raises.</summary>
public enum RaisedKind
{
    /// <summary>Something promised.</summary>
    Promise,

    /// <summary>Something that may break a promise.</summary>
    Risk,

    /// <summary>Something wanted otherwise than agreed.</summary>
    Change,
}

/// <summary>How new what is known of an item is: for each part, the newest telling counts.</summary>
/// <param name="Id">Identity of the item.</param>
/// <param name="Whole">When the tool last told everything about it; 1970 where it never did.</param>
public sealed record ItemVersion(string Id, Instant Whole)
{
    /// <summary>Parts told alone and later, by name.</summary>
    public ImmutableSortedDictionary<string, Instant>? Parts { get; init; }

    /// <summary>Whether the item is gone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsGone { get; init; }

    internal Instant Of(string part) =>
        Parts is not null && Parts.TryGetValue(part, out var alone) ? Instant.Max(alone, Whole) : Whole;

    internal Instant Newest => Parts is null ? Whole : Parts.Values.Aggregate(Whole, Instant.Max);
}
