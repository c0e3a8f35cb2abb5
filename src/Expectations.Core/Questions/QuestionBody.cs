using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Risks;

namespace Expectations.Core.Questions;

/// <summary>What a question shows: exactly this is decided, and its hash is what an answer is bound to.</summary>
public abstract record QuestionBody
{
    /// <summary>What can be chosen.</summary>
    public abstract ImmutableArray<string> Choices { get; }

    /// <summary>
    /// What is bound, line by line. A line is only ever added where it says something new: open questions must keep
    /// their hash when the program is replaced.
    /// </summary>
    internal abstract void Bind(ContentHash hash);

    /// <summary>SHA-256 of what is bound, lower-case hex.</summary>
    public string Hash()
    {
        var hash = new ContentHash();
        hash.Line("kind", GetType().Name);
        Bind(hash);
        return hash.Value();
    }
}

/// <summary>A version of the baseline to be signed.</summary>
/// <param name="Proposed">What is to be agreed.</param>
/// <param name="Before">What is in force, where it is signed already.</param>
/// <param name="Outline">The work breakdown as the plan has it.</param>
/// <param name="Unbacked">Promises nothing stands behind; they are not part of what is signed.</param>
public sealed record BaselineBody(
    Baseline Proposed, Baseline? Before, ImmutableArray<OutlinePart> Outline, ImmutableArray<StatedPromise> Unbacked)
    : QuestionBody
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Choices => [Questions.Choices.Sign, Questions.Choices.Objection];

    internal override void Bind(ContentHash hash)
    {
        hash.Bind(Proposed);
        foreach (var part in Outline)
            hash.Line("outline", [part.Bucket, .. part.Titles]);
        foreach (var promise in Unbacked)
            hash.Line("unbacked", promise.Id, promise.Statement);
    }
}

/// <summary>One bucket of the plan with the titles of its tasks.</summary>
public sealed record OutlinePart(string Bucket, ImmutableArray<string> Titles);

/// <summary>A milestone to be confirmed.</summary>
/// <param name="Milestone">What was agreed.</param>
/// <param name="Original">Date of baseline version 1.</param>
/// <param name="Reached">Day the last task was done; none where the team asks without the plan saying so.</param>
/// <param name="Deliverables">What is handed over with it, and how one knows that it is done.</param>
/// <param name="DeemedAcceptedAfterDays">Working days after which silence counts as acceptance; none for never.</param>
public sealed record MilestoneBody(
    Milestone Milestone, LocalDate Original, LocalDate? Reached, ImmutableArray<Deliverable> Deliverables,
    int? DeemedAcceptedAfterDays) : QuestionBody
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Choices =>
        [Questions.Choices.Confirm, Questions.Choices.Dispute, Questions.Choices.Call];

    internal override void Bind(ContentHash hash)
    {
        hash.Bind(Milestone);
        foreach (var deliverable in Deliverables)
            hash.Bind(deliverable);
        hash.Number("deemed", DeemedAcceptedAfterDays);
    }
}

/// <summary>A change whose options are to be chosen among.</summary>
/// <param name="Change">The change.</param>
/// <param name="Agreed">What is in force and would be changed.</param>
public sealed record ChangeBody(Change Change, Baseline Agreed) : QuestionBody
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Choices =>
        [.. Change.Options.Select(option => option.Id), Questions.Choices.Counter, Questions.Choices.Reject];

    internal override void Bind(ContentHash hash)
    {
        hash.Line("change", Change.Id, Change.Title, Change.Reason);
        hash.Number("from", Agreed.Version);
        foreach (var option in Change.Options)
            option.Bind(hash);
    }
}

/// <summary>Requirements whose value is to be rated.</summary>
/// <param name="Requirements">What is wanted, with the team's effort.</param>
/// <param name="Capacity">Effort there is room for.</param>
public sealed record PrioritiesBody(ImmutableArray<Requirement> Requirements, int? Capacity) : QuestionBody
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Choices => [Questions.Choices.Rate];

    internal override void Bind(ContentHash hash)
    {
        foreach (var requirement in Requirements)
            hash.Bind(requirement);
        hash.Number("capacity", Capacity);
    }
}

/// <summary>What is in and what falls below the line, to be confirmed.</summary>
/// <param name="Ranked">Requirements in rank order.</param>
/// <param name="Capacity">Effort there is room for.</param>
public sealed record CapacityLineBody(ImmutableArray<RankedRequirement> Ranked, int Capacity) : QuestionBody
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Choices => [Questions.Choices.Confirm, Questions.Choices.Objection];

    internal override void Bind(ContentHash hash)
    {
        hash.Number("capacity", Capacity);
        foreach (var ranked in Ranked)
        {
            hash.Bind(ranked.Requirement);
            hash.Line(ranked.IsIn ? "in" : "below", ranked.Requirement.Id);
        }
    }
}

/// <summary>
/// A warning to be taken on, or to rest. Its figures may move while the page is open; what it means may not.
/// </summary>
/// <param name="Warning">The warning.</param>
/// <param name="Risk">What it means; none where nobody has written it.</param>
public sealed record WarningBody(Warning Warning, Risk? Risk) : QuestionBody
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Choices => [Questions.Choices.TakeOn, Questions.Choices.Rest];

    internal override void Bind(ContentHash hash)
    {
        hash.Line("warning", Warning.Id);
        hash.Line("risk", Risk?.Title, Risk?.Effect, Risk?.Mitigation, Risk?.Alternative);
    }
}

/// <summary>A requirement in its rank.</summary>
/// <param name="Requirement">What is wanted.</param>
/// <param name="Value">Mean of the client's ratings from 1 to 5; none where nobody rated it.</param>
/// <param name="Lowest">Lowest rating.</param>
/// <param name="Highest">Highest rating.</param>
/// <param name="IsIn">Whether there is room for it.</param>
public sealed record RankedRequirement(
    Requirement Requirement, double? Value, int? Lowest, int? Highest, bool IsIn)
{
    /// <summary>Whether those who rated it are two or more steps apart.</summary>
    public bool IsDisputed => Highest - Lowest >= 2;
}
