using System.Collections.Frozen;
using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using NodaTime.Text;

namespace Expectations.Hosting;

/// <summary>
/// Turns what people ask for into facts. Whatever it answers is committed to the ledger before.
/// </summary>
/// <param name="runner">Brings facts to ledgers.</param>
/// <param name="clock">Tells the present.</param>
/// <param name="bell">Wakes the project up afterwards; none leaves that to the next sweep.</param>
/// <param name="book">Is told from which projects of tools a project takes; none where no tool calls in.</param>
public sealed class Intake(LedgerRunner runner, IClock clock, IBell? bell = null, WebhookBook? book = null)
{
    const int LongestReason = 500;
    const int MostOmitted = 500;
    const int LongestId = 256;

    static readonly FrozenDictionary<string, Func<IntakeRequest, Instant, Fact>> Facts =
        new Dictionary<string, Func<IntakeRequest, Instant, Fact>>(StringComparer.Ordinal)
        {
            ["hold"] = (r, at) => new HoldAsked(at, Period(r), r.By),
            ["edit"] = (r, at) => new EditAsked(at, Period(r), Note(r), Omit(r), r.By),
            ["release"] = (r, at) => new ReleaseAsked(at, Period(r), r.By),
            ["discard"] = (r, at) => new DiscardAsked(at, Period(r), Reason(r), r.By),
            ["pause"] = (r, at) => new PauseAsked(at, r.By, Reason(r)),
            ["resume"] = (r, at) => new ResumeAsked(at, r.By),
            ["accept-shrunk-plan"] = (r, at) => new ShrunkPlanAccepted(at, r.By),
            ["ask-signature"] = (r, at) => new SignatureAsked(at, r.By),
            ["ask-confirmation"] = (r, at) => new ConfirmationAsked(at, Subject(r), r.By),
            ["ask-ratings"] = (r, at) => new RatingsAsked(at, r.By),
            ["ask-line"] = (r, at) => new CapacityLineAsked(at, r.By),
            ["draft-change"] = (r, at) => new ChangeReceived(at, Change(r), Release: false, r.By),
            ["propose-change"] = (r, at) => new ChangeReceived(at, Change(r), Release: true, r.By),
            ["withdraw-change"] = (r, at) => new ChangeWithdrawalAsked(at, Subject(r), Reason(r), r.By),
            ["raise-risk"] = (r, at) => new RiskReceived(at, Risk(r), r.Subject, r.By),
            ["acknowledge-warning"] = (r, at) => new WarningAcknowledgementAsked(at, Subject(r), r.By),
            ["snooze-warning"] = (r, at) => new WarningSnoozeAsked(at, Subject(r), Until(r), Reason(r), r.By),
            ["release-warning"] = (r, at) => new WarningReleaseAsked(at, Subject(r), r.By),
            ["state-promise"] = (r, at) => new PromiseReceived(at, Promise(r), r.By),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What can be asked for, in ordinal order.</summary>
    public static ImmutableArray<string> Requests { get; } = [.. Facts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Brings a request of the manager to a project's ledger.</summary>
    /// <param name="projectId">Which project.</param>
    /// <param name="name">What is asked for: one of <see cref="Requests"/>.</param>
    /// <param name="request">The details.</param>
    /// <param name="cancellation">Ends the wait; what was committed by then stays.</param>
    public async Task<IntakeAnswer> AskAsync(
        string projectId, string name, IntakeRequest request, CancellationToken cancellation = default)
    {
        if (!Facts.TryGetValue(name, out var toFact))
            return new IntakeAnswer(IntakeResult.Malformed)
            {
                Reason = $"Nothing can be asked for by that name; use one of: {string.Join(", ", Requests)}.",
            };
        try
        {
            var fact = toFact(request, clock.GetCurrentInstant()) with
            {
                Id = request.RepetitionId,
                Fingerprint = request.RepetitionId is null ? null : request.Fingerprint,
            };
            return await ApplyAsync(projectId, fact, cancellation);
        }
        catch (FormatException malformed)
        {
            return new IntakeAnswer(IntakeResult.Malformed) { Reason = malformed.Message };
        }
    }

    /// <summary>Stops the routine letters of a project to one person.</summary>
    public Task<IntakeAnswer> UnsubscribeAsync(
        string projectId, string personId, CancellationToken cancellation = default) =>
        ApplyAsync(projectId, new UnsubscribeAsked(clock.GetCurrentInstant(), personId), cancellation);

    /// <summary>Brings what a person did with a link to the project's ledger.</summary>
    public Task<IntakeAnswer> TakeAsync(string projectId, Fact fact, CancellationToken cancellation = default) =>
        ApplyAsync(projectId, fact, cancellation);

    /// <summary>The present, as facts are stamped with it.</summary>
    public Instant Now => clock.GetCurrentInstant();

    /// <summary>Registers a project, or changes its setup where it differs from the one in force.</summary>
    /// <param name="setup">The whole setup.</param>
    /// <param name="cancellation">Ends the wait; what was committed by then stays.</param>
    /// <returns>What was done; with a reason where some of it, or all, was refused.</returns>
    public async Task<IntakeAnswer> RegisterAsync(ProjectSetup setup, CancellationToken cancellation = default)
    {
        var problems = SetupCheck.Problems(setup);
        if (!problems.IsEmpty)
            return new IntakeAnswer(IntakeResult.Malformed)
            {
                Reason = string.Join(' ', problems.Select(problem => $"{problem.Path}: {problem.What} {problem.Mend}")),
            };
        // Before it is committed: a note too many does no harm, and one too few would lose what the tool tells.
        if (book is not null)
            await book.KeepTakerAsync(setup, cancellation);
        var state = await runner.StateAsync(setup.Id, cancellation);
        if (state.Setup is { } known && LedgerJson.Write(known).AsSpan().SequenceEqual(LedgerJson.Write(setup)))
            return new IntakeAnswer(IntakeResult.Done);
        var fact = new SetupReceived(clock.GetCurrentInstant(), setup);
        var decision = await runner.ApplyAsync(setup.Id, fact, cancellation);
        if (bell is not null)
            await bell.RingAsync(setup.Id);
        return new IntakeAnswer(decision.IsRefusal ? IntakeResult.Refused : IntakeResult.Done)
        {
            Reason = decision.Events.OfType<RequestRefused>().FirstOrDefault()?.Reason,
            Events = decision.Events,
        };
    }

    async Task<IntakeAnswer> ApplyAsync(string projectId, Fact fact, CancellationToken cancellation)
    {
        if ((await runner.StateAsync(projectId, cancellation)).Setup is null)
            return new IntakeAnswer(IntakeResult.UnknownProject)
            {
                Reason = "There is no project with that id; look at the list of projects for the right one.",
            };
        var (decision, result) = await runner.TakeAsync(projectId, fact, cancellation);
        if (result == AppendResult.Contradicted)
            return new IntakeAnswer(IntakeResult.Contradicted)
            {
                Reason = "Something else was asked for under the same key before; give this a key of its own.",
            };
        if (decision.Events.OfType<RequestRefused>().FirstOrDefault() is { } refused)
            return new IntakeAnswer(IntakeResult.Refused) { Reason = refused.Reason };
        if (bell is not null && !decision.Events.IsEmpty)
            await bell.RingAsync(projectId);
        return new IntakeAnswer(IntakeResult.Done) { Events = decision.Events };
    }

    static string Period(IntakeRequest request) =>
        request.Period is { } period && LocalDatePattern.Iso.Parse(period).Success
            ? period
            : throw new FormatException("Give period as the date of the report, for example 2026-03-27.");

    static string? Note(IntakeRequest request)
    {
        var note = request.Note?.ReplaceLineEndings("\n").Trim();
        if (note?.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) == true)
            throw new FormatException("The note has control characters; type it again as plain text.");
        return string.IsNullOrEmpty(note) ? null : note;
    }

    static string Reason(IntakeRequest request)
    {
        var reason = request.Reason?.ReplaceLineEndings(" ").Trim() ?? "";
        return reason.Length <= LongestReason && !reason.Any(char.IsControl)
            ? reason
            : throw new FormatException($"Give the reason on one line, {LongestReason} characters at most.");
    }

    static string Subject(IntakeRequest request) => request.Subject is { Length: > 0 and <= LongestId } subject
        ? subject
        : throw new FormatException("Give subject as the id of what it is about.");

    static Change Change(IntakeRequest request) => request.Change
        ?? throw new FormatException("Give change with id, title, reason and options.");

    static StatedPromise Promise(IntakeRequest request) => request.Promise
        ?? throw new FormatException("Give promise with id, statement and origin.");

    static Risk Risk(IntakeRequest request) => request.Risk
        ?? throw new FormatException("Give risk with id, title, effect, mitigation and alternative.");

    static LocalDate Until(IntakeRequest request) =>
        LocalDatePattern.Iso.Parse(request.Until ?? "") is { Success: true, Value: var day }
            ? day
            : throw new FormatException("Give until as a date, for example 2026-03-27.");

    static ImmutableArray<string> Omit(IntakeRequest request) =>
        request.Omit.Length <= MostOmitted && request.Omit.All(id => id is { Length: > 0 and <= LongestId })
            ? request.Omit
            : throw new FormatException($"Leave out at most {MostOmitted} items, each by its id.");
}

/// <summary>Wakes a project up after something was committed. A lost ring costs at most one sweep.</summary>
public interface IBell
{
    /// <summary>Rings. Never throws.</summary>
    Task RingAsync(string projectId);
}
