using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Education;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Words;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>Puts together what the page behind a link shows, in the language of the one it was mailed to.</summary>
sealed class DecisionWriting(ILetterPress press, FormNonce nonces)
{
    internal DecisionView Write(FoundLink found, DecisionForm form, Instant now)
    {
        var speech = ClientSpeech.Of(found.Standing.Person?.Language);
        var view = found.Standing.State switch
        {
            LinkState.Open => Open(found, form, speech, now),
            LinkState.Answered => Answered(found, speech),
            LinkState.DecidedByOther => Plain(
                found, speech, ClientWord.OtherTitle, DecidedBy(found, speech, found.Standing.Answer)),
            LinkState.Closed => Plain(found, speech, ClientWord.ClosedTitle, Ending(found, speech)),
            LinkState.Superseded => Plain(found, speech, ClientWord.SupersededTitle, speech[ClientWord.Superseded]),
            LinkState.Expired => Plain(found, speech, ClientWord.ExpiredTitle, speech[ClientWord.Expired]),
            LinkState.Paused => Plain(found, speech, ClientWord.PausedTitle, speech[ClientWord.Paused]),
            _ => Plain(found, speech, ClientWord.UnknownTitle, speech[ClientWord.Unknown]),
        };
        return view with { Nonce = nonces.Write(found.Digest, now), Form = form };
    }

    /// <summary>A question in one line, for lists.</summary>
    internal static string Subject(LedgerState state, QuestionKind kind, string subject, ClientSpeech speech) =>
        kind switch
        {
            QuestionKind.Baseline => speech.Say(ClientWord.KindBaseline, subject),
            QuestionKind.Milestone => speech.Say(
                ClientWord.KindMilestone,
                state.Agreed.Milestones.FirstOrDefault(m => m.Id == subject)?.Name ?? subject),
            QuestionKind.Change => speech.Say(
                ClientWord.KindChange, state.Changes.GetValueOrDefault(subject)?.Change.Title ?? subject),
            QuestionKind.Priorities => speech[ClientWord.KindPriorities],
            QuestionKind.Warning => WarningName(state, subject, speech),
            _ => speech[ClientWord.KindCapacityLine],
        };

    /// <summary>The value of a promise; one that is a date as people write it.</summary>
    internal static string Value(string? value, ClientSpeech speech) => value is null
        ? "–"
        : LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var day } ? speech.Day(day) : value;

    /// <summary>A choice that was made, in words.</summary>
    internal static string Said(LedgerState state, QuestionKind kind, string subject, string choice,
        ClientSpeech speech) =>
        choice switch
        {
            Choices.Sign => speech[ClientWord.SaidSign],
            Choices.Objection => speech[ClientWord.SaidObject],
            Choices.Confirm => speech[ClientWord.SaidConfirm],
            Choices.Dispute => speech[ClientWord.SaidDispute],
            Choices.Call => speech[ClientWord.SaidCall],
            Choices.Reject => speech[ClientWord.SaidReject],
            Choices.Counter => speech[ClientWord.SaidCounter],
            Choices.Rate => speech[ClientWord.SaidRate],
            Choices.TakeOn => speech[ClientWord.SaidTakeOn],
            Choices.Rest => speech[ClientWord.SaidRest],
            _ => kind == QuestionKind.Change && state.Changes.GetValueOrDefault(subject)?.Change.Options
                .FirstOrDefault(o => o.Id == choice) is { } option
                ? speech[KindOf(option.Kind)]
                : choice,
        };

    DecisionView Open(FoundLink found, DecisionForm form, ClientSpeech speech, Instant now)
    {
        var (setup, standing) = (found.State.Setup!, found.Standing);
        var zone = setup.TimeZoneOf(standing.Person!);
        var shown = press.Show(LetterOf(found.State, standing, now));
        var rules = setup.Decisions ?? new DecisionRules();
        return new DecisionView
        {
            Speech = speech,
            State = LinkState.Open,
            Title = shown.Title,
            Text =
            [
                speech.Say(
                    standing.Body is WarningBody ? ClientWord.WarningIntro : ClientWord.DecideIntro,
                    standing.Person!.Name, setup.Name),
            ],
            Shown = shown,
            Choices = [.. ChoicesOf(standing, speech)],
            Ratings = standing.Body is PrioritiesBody body
                ? [.. body.Requirements
                    .Select(r => new DecisionRating(r.Id, r.Name, speech.Say(ClientWord.Effort, r.Effort)))]
                : [],
            Seen = standing.Question!.Hash,
            OffersWords = standing.Body is not PrioritiesBody,
            OffersDate = standing.Body is ChangeBody or WarningBody,
            MayRest = standing.Body is WarningBody,
            AsksCode = form.Do == "answer" && standing.NeedsCode(found.State, form.Choice),
            Notes =
            [
                .. rules.UndoMinutes > 0 && standing.Body is not WarningBody
                    ? [speech.Say(ClientWord.UndoNote, rules.UndoMinutes)]
                    : Array.Empty<string>(),
                speech.Say(ClientWord.WorksUntil, speech.Moment(standing.ExpiresAt, zone)),
                speech.Say(ClientWord.Questions, setup.Manager().Name),
                speech.Say(ClientWord.Fingerprint, standing.Question.Hash),
            ],
        };
    }

    static IEnumerable<DecisionChoice> ChoicesOf(LinkStanding standing, ClientSpeech speech) => standing.Body switch
    {
        PrioritiesBody => [],
        ChangeBody change =>
        [
            .. change.Change.Options
                .Select(o => new DecisionChoice(
                    o.Id, speech[KindOf(o.Kind)], OptionWords.Of(o, change, speech))),
            new DecisionChoice(Choices.Counter, speech[ClientWord.ChoiceCounter]),
            new DecisionChoice(Choices.Reject, speech[ClientWord.ChoiceReject]),
        ],
        { } body => body.Choices.Select(c => new DecisionChoice(c, speech[Label(c, body)])),
        null => [],
    };

    static DecisionView Answered(FoundLink found, ClientSpeech speech)
    {
        var setup = found.State.Setup!;
        var zone = setup.TimeZoneOf(found.Standing.Person!);
        return Plain(
            found, speech, ClientWord.AnsweredTitle, DecidedBy(found, speech, found.Standing.Answer),
            found.Standing.UndoUntil is { } until
                ? speech.Say(ClientWord.TakesEffect, speech.Moment(until, zone))
                : speech[ClientWord.WaitsForOthers]) with
        { OffersUndo = true };
    }

    static string Ending(FoundLink found, ClientSpeech speech) => found.Standing.Closed!.Outcome switch
    {
        QuestionOutcome.Lapsed => speech[ClientWord.ClosedLapsed],
        QuestionOutcome.Deemed => speech[ClientWord.ClosedDeemed],
        QuestionOutcome.Disagreed => speech[ClientWord.ClosedDisagreed],
        _ when found.Standing is { Closed.Kind: QuestionKind.Warning, Answer: null } =>
            speech[ClientWord.WarningOver],
        _ => DecidedBy(found, speech, found.Standing.Answer),
    };

    static string DecidedBy(FoundLink found, ClientSpeech speech, Answer? answer)
    {
        var (kind, subject) = found.Standing.Question is { } open
            ? (open.Kind, open.Subject)
            : (found.Standing.Closed!.Kind, found.Standing.Closed.Subject);
        var about = Subject(found.State, kind, subject, speech);
        return answer is null
            ? about
            : $"{about} – " + speech.Say(
                ClientWord.DecidedLine, answer.Name,
                speech.Moment(answer.At, found.State.Setup!.TimeZoneOf(found.Standing.Person!)),
                Said(found.State, kind, subject, answer.Choice, speech))
                + (answer is { Choice: Choices.Rest, Date: { } day }
                    ? $" – {speech[ClientWord.RestUntil]} {speech.Day(day)}"
                    : "");
    }

    static DecisionView Plain(FoundLink found, ClientSpeech speech, ClientWord title, params string[] text) => new()
    {
        Speech = speech,
        State = found.Standing.State,
        Title = speech[title],
        Text = [.. text],
        OffersFresh = found.Standing.State is LinkState.Expired or LinkState.Superseded,
    };

    // The very letter that asked says on the page what it said in the mail.
    static Letter LetterOf(LedgerState state, LinkStanding standing, Instant now)
    {
        var (setup, person) = (state.Setup!, standing.Person!);
        return new Letter
        {
            ProjectId = setup.Id,
            Key = new LetterKey("question", standing.Question!.Id, person.Id, 0),
            To = person with { Zone = person.Zone ?? setup.Zone },
            From = setup.Manager(),
            WrittenAt = now,
            NotBefore = now,
            Branding = setup.Branding,
            Content = standing.Body is WarningBody told
                ? WarningStanding.ContentFor(state, told.Warning, person, now)!
                : Asking(state, standing),
        };
    }

    static QuestionContent Asking(LedgerState state, LinkStanding standing) => new()
    {
        ProjectName = state.Setup!.Name,
        Client = state.Setup.Client,
        Zone = state.Setup.Zone,
        Question = standing.Question!.Id,
        Kind = standing.Question.Kind,
        Body = standing.Body!,
        ExpiresAt = standing.ExpiresAt,
        Finding = Findings.ShownWith(state, standing.Question, standing.Person!.Id),
    };

    // The client may read what the risk is called, not what the team measures.
    static string WarningName(LedgerState state, string id, ClientSpeech speech) => speech.Say(
        ClientWord.KindWarning,
        state.Risks.Open.TryGetValue(id, out var warning) && RiskRegister.Of(state, warning) is { } risk
            ? risk.Title
            : state.Setup!.Name);

    static ClientWord KindOf(OptionKind kind) => kind switch
    {
        OptionKind.CutScope => ClientWord.KindCutScope,
        OptionKind.Extend => ClientWord.KindExtend,
        OptionKind.AddResources => ClientWord.KindAddResources,
        _ => ClientWord.KindKeep,
    };

    static ClientWord Label(string choice, QuestionBody body) => choice switch
    {
        Choices.Sign => ClientWord.ChoiceSign,
        Choices.Confirm => body is CapacityLineBody ? ClientWord.ChoiceConfirmLine : ClientWord.ChoiceConfirm,
        Choices.Dispute => ClientWord.ChoiceDispute,
        Choices.Call => ClientWord.ChoiceCall,
        Choices.TakeOn => ClientWord.ChoiceTakeOn,
        Choices.Rest => ClientWord.ChoiceRest,
        _ => ClientWord.ChoiceObject,
    };
}
