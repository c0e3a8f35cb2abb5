using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Milestones;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Forecasts;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>The client's own page: everything agreed, and the record anyone can verify.</summary>
sealed class ClientPages(WebSettings settings, ProjectShelf shelf, ILedgerStore store, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/client/{token}", Entrance.Public, ShowAsync),
        new("GET", "/client/{token}/record", Entrance.Public, RecordAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit) => await FindAsync(visit) is var (state, person)
        ? await renderer.PageAsync<ClientPage>(Write(state, person, visit))
        : await renderer.UnknownLinkAsync();

    async Task<PageResponse> RecordAsync(Visit visit)
    {
        if (await FindAsync(visit) is not var (state, _))
            return await renderer.UnknownLinkAsync();
        using var export = new MemoryStream();
        await LedgerExport.WriteAsync(store, state.Setup!.Id, export, IsForClients, visit.Cancellation);
        return PageResponse.Bytes("application/x-ndjson", export.ToArray())
            .With("Content-Disposition", $"attachment; filename=\"{state.Setup.Id}-record.ndjson\"");
    }

    /// <summary>
    /// Setups, plans and letters hold addresses and internal work, a recorded promise who made it and what stands
    /// behind it: the client's record has their hashes only.
    /// </summary>
    static bool IsForClients(LedgerEvent recorded) => recorded is QuestionAsked or AnswerGiven or AnswerTakenBack
        or QuestionSettled or BaselineProposed or ChangeProposed { Released: true } or ReportIssued or ReportReleased
        or MilestoneFound;

    async Task<(LedgerState State, Person Person)?> FindAsync(Visit visit) =>
        PersonSeal.Client.TryRead(settings.UnsubscribeKey.Span, visit["token"], out var project, out var person)
        && await shelf.FindAsync(project, visit.Cancellation) is { } state
        && (state.Setup!.Person(person) ?? state.Questions.Guests.FirstOrDefault(g => g.Id == person)) is { } known
            ? (state, known)
            : null;

    static ClientView Write(LedgerState state, Person person, Visit visit)
    {
        var setup = state.Setup!;
        var speech = ClientSpeech.Of(person.Language);
        var today = setup.Day(visit.Now);
        var milestones = MilestoneLines.Of(state, today);
        return new ClientView
        {
            Speech = speech,
            Intro = speech.Say(ClientWord.ClientIntro, setup.Name, setup.Client, person.Name),
            Promises = [.. PromiseDecider.Lines(state, today).Select(line => Promise(line, speech))],
            Milestones = [.. milestones.Select(line => Milestone(state, line, speech))],
            Progress = ClientProgress.Of(state, milestones, speech),
            Moves = [.. state.Moved.Select(move => Move(state, move, speech, setup))],
            Changes = [.. state.Changes.Values.Where(c => c.State != ChangeState.Draft
                && c.Withdrawal is not { WasDraft: true }).OrderByDescending(c => c.At)
                .Select(c => new BoardLine(c.Change.Title, Standing(state, c, speech)))],
            Decisions = [.. state.Questions.Closed.Reverse().Where(c => c.Outcome != QuestionOutcome.Superseded)
                .Select(c => Decision(state, c, speech))],
            Record = $"/client/{visit["token"]}/record",
        };
    }

    static BoardPromise Promise(PromiseLine line, ClientSpeech speech) => new()
    {
        Statement = line.Promise.Stated.Statement,
        Origin = "",
        Original = DecisionWriting.Value(line.Original, speech),
        Agreed = DecisionWriting.Value(line.Agreed, speech),
        Forecast = DecisionWriting.Value(line.Forecast, speech),
        IsUnbacked = line.Promise.IsUnbacked,
    };

    static ClientMilestone Milestone(LedgerState state, MilestoneLine line, ClientSpeech speech)
    {
        var standing = state.Milestones.GetValueOrDefault(line.Id);
        var word = standing?.State switch
        {
            null => ClientWord.StandingPlanned,
            MilestoneState.Missed => ClientWord.StandingMissed,
            MilestoneState.AwaitingClient => ClientWord.StandingAwaiting,
            MilestoneState.Confirmed => ClientWord.StandingConfirmed,
            MilestoneState.Disputed => ClientWord.StandingDisputed,
            MilestoneState.CallWanted => ClientWord.StandingCall,
            MilestoneState.DeemedAccepted => ClientWord.StandingDeemed,
            _ => ClientWord.StandingLapsed,
        };
        return new ClientMilestone(
            line.Name, speech.Day(line.Original), speech.Day(line.Agreed),
            line.Now is { } now ? speech.Day(now) : "–", speech.Say(word, standing?.By ?? "–"))
        {
            Odds = line is { P50: { } even, P85: { } safe, ChanceOfAgreed: { } chance }
                ? speech.Say(ClientWord.OddsLine, speech.Day(even), speech.Day(safe), chance)
                : null,
            Picture = OddsPicture.Of(state, line.Id),
        };
    }

    static string Move(LedgerState state, AgreedMove move, ClientSpeech speech, ProjectSetup setup) => speech.Say(
        ClientWord.MovedBy, state.Agreed.Milestones.FirstOrDefault(m => m.Id == move.Milestone)?.Name ?? move.Milestone,
        speech.Day(move.From), speech.Day(move.To), move.Change, move.By, speech.Day(setup.Day(move.At)));

    static string Standing(LedgerState state, ChangeRecord record, ClientSpeech speech) => record.State switch
    {
        ChangeState.Asked => speech[ClientWord.ChangeAsked],
        ChangeState.Chosen => speech.Say(ClientWord.ChangeChosen, DecisionWriting.Said(
            state, QuestionKind.Change, record.Change.Id, record.Chosen!, speech)),
        ChangeState.TurnedDown => speech[ClientWord.ChangeTurnedDown],
        _ => speech[ClientWord.ChangeWithdrawn],
    };

    static BoardLine Decision(LedgerState state, ClosedQuestion closed, ClientSpeech speech)
    {
        var zone = state.Setup!.TimeZone();
        var answers = closed.Answers.Select(a => speech.Say(
            ClientWord.DecidedLine, a.Name, speech.Moment(a.At, zone),
            DecisionWriting.Said(state, closed.Kind, closed.Subject, a.Choice, speech))
                + (a.Words is null ? "" : $" – “{a.Words}”"));
        var about = closed.Outcome switch
        {
            QuestionOutcome.Deemed => speech[ClientWord.ClosedDeemed],
            QuestionOutcome.Lapsed => speech[ClientWord.ClosedLapsed],
            QuestionOutcome.Disagreed => speech[ClientWord.ClosedDisagreed],
            _ => string.Join("\n", answers),
        };
        return new BoardLine(DecisionWriting.Subject(state, closed.Kind, closed.Subject, speech), about);
    }
}
