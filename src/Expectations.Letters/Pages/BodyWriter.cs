using System.Globalization;
using Expectations.Core.Baselines;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Letters.Languages;
using NodaTime.Text;

namespace Expectations.Letters.Pages;

/// <summary>Shows in one language exactly what is decided, and nothing that is not there.</summary>
sealed partial class BodyWriter(Voice voice)
{
    readonly Speech speech = voice.Speech;

    internal IEnumerable<Block?> Of(QuestionBody body) => body switch
    {
        BaselineBody baseline => OfBaseline(baseline),
        MilestoneBody milestone => OfMilestone(milestone),
        ChangeBody change => OfChange(change),
        PrioritiesBody priorities => OfPriorities(priorities),
        CapacityLineBody line => OfLine(line),
        _ => throw new NotSupportedException($"No words are known for {body.GetType().Name}."),
    };

    Block?[] OfBaseline(BaselineBody body)
    {
        var proposed = body.Proposed;
        return
        [
            body.Before is { } before ? Differences(before, proposed) : null,
            Texts(Word.GoalsHeading, proposed.Goals),
            voice.Details(Word.DeliverablesHeading, proposed.Deliverables.Select(d => Item(d, proposed.Milestones))),
            Texts(Word.BoundariesHeading, proposed.Boundaries),
            voice.List(Word.Milestones, proposed.Milestones.Select(m => new ListItem(Name(m), voice.Day(m.Date)))),
            Requirements(proposed.Requirements, proposed.Capacity),
            proposed.DeemedAcceptedAfterDays is null ? null : Silence(proposed.DeemedAcceptedAfterDays),
            voice.List(Word.OutlineHeading, body.Outline.Select(Part)),
            voice.List(Word.UnbackedHeading, body.Unbacked.Select(p => new ListItem(Clean.Whole(p.Statement),
                Clean.Line(p.Value)))) is { } unbacked
                ? unbacked with { Intro = speech[Word.UnbackedIntro] }
                : null,
        ];
    }

    Block?[] OfMilestone(MilestoneBody body)
    {
        var facts = new List<(string, string)> { (voice.Label(Word.ColumnAgreed), voice.Day(body.Milestone.Date)) };
        if (body.Original != body.Milestone.Date)
            facts.Insert(0, (voice.Label(Word.ColumnOriginal), voice.Day(body.Original)));
        if (body.Reached is { } reached)
            facts.Add((voice.Label(Word.LabelReached), voice.Day(reached)));
        return
        [
            voice.Details(Word.ColumnMilestone, [new DetailItem(Name(body.Milestone), [.. facts])]),
            voice.Details(Word.DeliveryHeading, body.Deliverables.Select(d => Item(d, []))),
            Silence(body.DeemedAcceptedAfterDays),
        ];
    }

    DetailsBlock? Differences(Baseline before, Baseline now) => voice.Details(
        Word.DiffHeading, BaselineDifference.Between(before, now).Select(line => new DetailItem(
            Clean.Whole(line.Name), [.. Sentences(line, before, now)]))) is { } list
        ? list with { Heading = speech.Say(Word.DiffHeading, before.Version) }
        : null;

    IEnumerable<(string Label, string Text)> Sentences(DifferenceLine line, Baseline before, Baseline now)
    {
        var part = voice.Label(Enum.Parse<Word>($"Part{line.Part}"));
        var (was, becomes) = (Value(line, line.Before, before), Value(line, line.Now, now));
        if (was is null || becomes is null)
        {
            yield return (part, speech[was is null ? Word.DiffNew : Word.DiffGone]);
            if (becomes is not null && becomes != Clean.Whole(line.Name))
                yield return (voice.Label(Word.ColumnNow), becomes);
        }
        else if (line.Part == BaselinePart.Milestone)
            yield return (part, $"{was} → {becomes}");
        else
        {
            yield return (part, speech[Word.DiffChanged]);
            yield return (voice.Label(Word.LabelBefore), was);
            yield return (voice.Label(Word.ColumnNow), becomes);
        }
    }

    string? Value(DifferenceLine line, string? text, Baseline baseline) => line.Part switch
    {
        _ when text is null => null,
        BaselinePart.Milestone when LocalDatePattern.Iso.Parse(text) is { Success: true } day => voice.Day(day.Value),
        BaselinePart.Deliverable when baseline.Deliverables.FirstOrDefault(d => d.Name == line.Name) is { } item =>
            Voice.All([.. item.AcceptanceCriteria.Select(criterion => Clean.Whole(criterion)), Rounds(item)]),
        _ => Clean.Line(text, Clean.WholeLength),
    };

    string Rounds(Deliverable deliverable) =>
        speech.Say(Word.Pair, speech[Word.FeedbackRounds], deliverable.Iterations);

    DetailItem Item(Deliverable deliverable, ImmutableArray<Milestone> milestones)
    {
        var sentences = new List<(string, string)>();
        if (!deliverable.AcceptanceCriteria.IsEmpty)
            sentences.Add((voice.Label(Word.AcceptedWhen), Criteria(deliverable)));
        sentences.Add((
            voice.Label(Word.FeedbackRounds), deliverable.Iterations.ToString(CultureInfo.InvariantCulture)));
        if (milestones.FirstOrDefault(m => m.Id == deliverable.Milestone) is { } milestone)
            sentences.Add((voice.Label(Word.HandedOverWith), Name(milestone)));
        return new DetailItem(Clean.Whole(deliverable.Name), [.. sentences]);
    }

    static string Criteria(Deliverable deliverable) =>
        Voice.All(deliverable.AcceptanceCriteria.Select(criterion => Clean.Whole(criterion)));

    ListBlock? Texts(Word heading, ImmutableArray<string> texts) =>
        voice.List(heading, texts.Select(text => new ListItem(Clean.Whole(text))));

    // Titles of tasks come from the plan; one that says nothing hides nothing that is agreed.
    static ListItem Part(OutlinePart part) => new(
        Clean.Line(part.Bucket) is { Length: > 0 } name ? name : "–",
        string.Join(" · ", part.Titles.Select(title => Clean.Line(title)).Where(title => title.Length > 0)));

    TextBlock Silence(int? days) => new(
        speech[Word.SilenceHeading],
        [days is { } some ? speech.Count(Word.DeemedAfter, some, some) : speech[Word.DeemedNever]]);

    static string Name(Milestone milestone) =>
        Clean.Whole(milestone.Name, Lack.MilestoneName, milestone.Id);
}
