using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Questions;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>Says in one language what was decided, by whom, and what that changes.</summary>
sealed class ReceiptWriter
{
    readonly ReceiptContent content;
    readonly ClosedQuestion closed;
    readonly Voice voice;
    readonly Speech speech;
    readonly BodyWriter bodies;
    readonly string title;

    ReceiptWriter(Letter letter, ReceiptContent content)
    {
        this.content = content;
        closed = content.Closed;
        voice = new Voice(letter, content.ProjectName, content.Zone);
        speech = voice.Speech;
        bodies = new BodyWriter(voice);
        title = Asked.TitleOf(content.Body);
    }

    internal static LetterPage Write(Letter letter, ReceiptContent content) =>
        new ReceiptWriter(letter, content).Page();

    LetterPage Page()
    {
        var asked = Asked.Say(speech, content.Kind, title);
        var result = Result();
        return voice.Page(
            speech.Say(Word.ReceiptSubject, voice.Project, asked), speech.Say(Word.Pair, asked, result),
            speech[Word.ReceiptKicker],
            [
                new SummaryBlock(
                    ToneOf(), result, asked, [speech.Say(Word.SettledAt, voice.Moment(closed.At))]),
                voice.Details(Word.AnswersHeading, closed.Answers.Select(Item)),
                Changes(),
                new TextBlock(
                    speech[Word.RecordHeading], [speech.Say(Word.Fingerprint, Clean.Line(closed.Hash))]),
                new TextBlock(speech[Word.ShownHeading], [asked]),
                .. bodies.Of(content.Body),
            ]);
    }

    Tone ToneOf() => closed switch
    {
        { Outcome: QuestionOutcome.Answered, Choice: { } choice } =>
            Choices.IsRejection(choice) ? Tone.Caution : Tone.Good,
        { Outcome: QuestionOutcome.Deemed } => Tone.Good,
        _ => Tone.Caution,
    };

    string Result() => closed.Outcome switch
    {
        QuestionOutcome.Answered => Said(closed.Choice),
        QuestionOutcome.Deemed => speech[Word.ResultDeemed],
        QuestionOutcome.Disagreed => speech[Word.ResultDisagreed],
        _ => speech[Word.ResultLapsed],
    };

    string Said(string? choice) => choice switch
    {
        Choices.Sign => speech[Word.ResultSign],
        Choices.Objection => speech[Word.ResultObject],
        Choices.Confirm => speech[Word.ResultConfirm],
        Choices.Dispute => speech[Word.ResultDispute],
        Choices.Call => speech[Word.ResultCall],
        Choices.Reject => speech[Word.ResultReject],
        Choices.Counter => speech[Word.ResultCounter],
        Choices.Rate => speech[Word.ResultRate],
        _ => speech.Say(Word.ResultOption, OptionOf(choice) is { } option ? bodies.NameOf(option) : choice),
    };

    DetailItem Item(Answer answer)
    {
        var sentences = new List<(string, string)>
        {
            (voice.Label(Word.LabelAnswer), OptionOf(answer.Choice) is { } option
                ? bodies.NameOf(option)
                : Said(answer.Choice)),
            (voice.Label(Word.LabelWhen), voice.Moment(answer.At)),
        };
        if (Clean.Line(answer.Words, Clean.WholeLength) is { Length: > 0 } words)
            sentences.Add((voice.Label(Word.LabelWords), words));
        if (answer.Date is { } date)
            sentences.Add((voice.Label(Word.LabelDate), voice.Day(date)));
        if (!answer.Ratings.IsEmpty)
            sentences.Add((voice.Label(Word.LabelRatings), Ratings(answer)));
        return new DetailItem(Clean.Title(answer.Name, Lack.RecipientName), [.. sentences]);
    }

    string Ratings(Answer answer) => content.Body is PrioritiesBody body
        ? Voice.All(body.Requirements.Where(r => answer.Ratings.ContainsKey(r.Id))
            .Select(r => speech.Say(Word.Pair, Clean.Whole(r.Name), answer.Ratings[r.Id])))
        : "";

    Block Changes()
    {
        if (closed.Outcome == QuestionOutcome.Answered && OptionOf(closed.Choice) is { } option
            && content.Body is ChangeBody { Agreed: var agreed })
            return new DetailsBlock(
                speech[Word.ChangesHeading],
                [
                    new DetailItem(
                        speech.Say(Word.EffectOption, agreed.Version + 1), [.. bodies.Terms(option, agreed)]),
                ],
                More: null);
        return new TextBlock(speech[Word.ChangesHeading], [Effect()]);
    }

    string Effect() => (closed.Outcome, closed.Choice, content.Body) switch
    {
        (QuestionOutcome.Deemed, _, MilestoneBody) => speech.Say(Word.EffectDeemed, title),
        (QuestionOutcome.Answered, Choices.Sign, _) => speech.Say(Word.EffectSigned, title),
        (QuestionOutcome.Answered, Choices.Confirm, MilestoneBody) => speech.Say(Word.EffectConfirmed, title),
        (QuestionOutcome.Answered, Choices.Confirm, _) => speech[Word.EffectLine],
        (QuestionOutcome.Answered, Choices.Rate, _) => speech[Word.EffectRated],
        _ => speech.Say(Word.EffectNothing, voice.Manager),
    };

    ChangeOption? OptionOf(string? choice) => content.Body is ChangeBody { Change: var change }
        ? change.Options.FirstOrDefault(option => option.Id == choice)
        : null;
}
