using System.Globalization;
using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Milestones;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Pulses;
using Expectations.Core.Questions;
using Expectations.Hosting.Pages.Words;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>Puts together what the manager sees of decisions.</summary>
static class BoardWriting
{
    const int Shown = 30;

    internal static DecisionBoard Write(LedgerState state, Instant now, string nonce, string? done)
    {
        var setup = state.Setup!;
        return new DecisionBoard
        {
            Project = ProjectShelf.NameOf(state),
            Baseline = Baseline(state),
            Actions = [.. Actions(state)],
            Open = [.. state.Questions.Open.Values.Select(q => Open(state, q))],
            Milestones = [.. state.Agreed.Milestones.Select(m => Milestone(state, m))],
            Changes =
            [
                .. state.Changes.Values.OrderByDescending(c => c.At).Take(Shown).Select(c => new BoardChange(
                    c.Change.Id, c.Change.Title, Standing(c), c.State is ChangeState.Draft or ChangeState.Asked)),
            ],
            Promises = [.. PromiseDecider.Lines(state, setup.Day(now)).Select(p => Promise(setup, p))],
            Priorities = PriorityPicture.Of(state),
            Pulse = [.. Pulse(state)],
            Closed = [.. state.Questions.Closed.Reverse().Take(Shown).Select(c => Closed(state, c))],
            Nonce = nonce,
            Done = done,
        };
    }

    static string Baseline(LedgerState state) => (state.SignedVersion, state.Proposed) switch
    {
        (null, _) => $"Version {state.Agreed.Version} is not signed yet.",
        (var signed, { } proposed) => $"Version {signed} is signed; version {proposed.Version} is to be signed.",
        var (signed, _) => $"Version {signed} is signed.",
    };

    static IEnumerable<BoardAction> Actions(LedgerState state)
    {
        bool IsOpen(QuestionKind kind) => state.Questions.Open.Values.Any(q => q.Kind == kind);
        if (!IsOpen(QuestionKind.Baseline)
            && (state.Proposed is not null || state.SignedVersion != state.Agreed.Version))
            yield return new("ask-signature", "Ask the client to sign the baseline");
        if (!state.Agreed.Requirements.IsEmpty && !IsOpen(QuestionKind.Priorities))
            yield return new("ask-ratings", "Ask the client what is worth most");
        if (state.Agreed.Capacity is not null && state.Ratings.Count > 0 && !IsOpen(QuestionKind.CapacityLine))
            yield return new("ask-line", "Ask the client to confirm what falls below the line");
    }

    static BoardLine Open(LedgerState state, Question question)
    {
        var zone = state.Setup!.TimeZone();
        var waiting = question.Seats.Where(s => question.AnswerFor(s) is null)
            .Select(s => string.Join(" or ", s.Holders.Select(id => Name(state, id))));
        string[] about =
        [
            $"Asked {Times.Moment(question.AskedAt, zone)}.",
            question.DeliveredAt is null ? "The letter has not been delivered yet." : "",
            .. question.Answers.Select(a => $"{a.Name}: {Said(state, question.Kind, question.Subject, a.Choice)}."),
            string.Join(", ", waiting) is { Length: > 0 } who ? $"Waiting for {who}." : "",
        ];
        return new BoardLine(
            Subject(state, question.Kind, question.Subject), string.Join(' ', about.Where(a => a.Length > 0)));
    }

    static BoardMilestone Milestone(LedgerState state, Milestone milestone)
    {
        var standing = state.Milestones.GetValueOrDefault(milestone.Id);
        var words = standing is null ? "planned" : Phrases.Of(standing.State)
            + (standing.By is null ? "" : $" ({standing.By})")
                + (standing.Words is null ? "" : $": “{standing.Words}”");
        return new BoardMilestone(
            milestone.Id, milestone.Name, Times.Day(milestone.Date), words,
            standing?.State is not (MilestoneState.AwaitingClient or MilestoneState.Confirmed));
    }

    static string Standing(ChangeRecord record) => record switch
    {
        { State: ChangeState.Withdrawn, Withdrawal: { } taken } => $"{Phrases.Of(record.State)}: {taken.Reason}",
        { Chosen: { } chosen } when record.Change.Options.FirstOrDefault(o => o.Id == chosen) is { } option =>
            $"{Phrases.Of(record.State)}: {Phrases.Of(option.Kind)}",
        _ => Phrases.Of(record.State),
    };

    static BoardPromise Promise(ProjectSetup setup, PromiseLine line)
    {
        var stated = line.Promise.Stated;
        var last = line.Promise.Moves.LastOrDefault();
        return new BoardPromise
        {
            Statement = stated.Statement,
            Origin = $"{Phrases.Of(stated.Origin)}, {line.Promise.By}, "
                + Times.Day(setup.Day(line.Promise.At)),
            Original = Value(line.Original),
            Agreed = last is null ? Value(line.Agreed) : $"{Value(line.Agreed)} ({last.Change}, {last.By})",
            Forecast = Value(line.Forecast),
            IsUnbacked = line.Promise.IsUnbacked,
        };
    }

    static string Value(string? value) => DecisionWriting.Value(value, ClientSpeech.Of("en"));

    static IEnumerable<BoardLine> Pulse(LedgerState state)
    {
        if (PulseDecider.Now(state) is { } now)
            yield return new BoardLine(
                string.Create(CultureInfo.InvariantCulture, $"Now {now:0.0} of 5"),
                PulseDecider.Before(state) is { } before
                    ? string.Create(CultureInfo.InvariantCulture, $"before that {before:0.0}")
                    : "mean of the last three answers");
        foreach (var pulse in state.Pulses.Reverse().Take(Shown))
            yield return new BoardLine(
                $"{pulse.Score} of 5", $"{Name(state, pulse.PersonId)}, {Times.Day(state.Setup!.Day(pulse.At))}"
                    + (pulse.Words is null ? "" : $": “{pulse.Words}”"));
    }

    static BoardLine Closed(LedgerState state, ClosedQuestion closed)
    {
        var answers = closed.Answers.Select(a =>
            $"{a.Name}: {Said(state, closed.Kind, closed.Subject, a.Choice)}"
            + (a.Date is { } date ? $", {Times.Day(date)}" : "") + (a.Words is null ? "" : $" – “{a.Words}”"));
        var ending = closed.Outcome == QuestionOutcome.Answered ? "" : $" ({Phrases.Of(closed.Outcome)})";
        return new BoardLine(
            Subject(state, closed.Kind, closed.Subject),
            $"{Times.Moment(closed.At, state.Setup!.TimeZone())}{ending}. {string.Join("; ", answers)}");
    }

    static string Name(LedgerState state, string id) =>
        state.Setup!.Person(id)?.Name ?? state.Questions.Guests.FirstOrDefault(g => g.Id == id)?.Name ?? id;

    static string Subject(LedgerState state, QuestionKind kind, string subject) =>
        DecisionWriting.Subject(state, kind, subject, ClientSpeech.Of("en"));

    static string Said(LedgerState state, QuestionKind kind, string subject, string choice) =>
        DecisionWriting.Said(state, kind, subject, choice, ClientSpeech.Of("en"));
}
