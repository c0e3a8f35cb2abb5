using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <content>Changes with their options, and requirements in their order.</content>
sealed partial class BodyWriter
{
    const int ReasonParagraphs = 40;

    Block?[] OfChange(ChangeBody body) =>
    [
        Clean.Paragraphs(body.Change.Reason, ReasonParagraphs, Clean.WholeLength) is { IsEmpty: false } reason
            ? new TextBlock(speech[Word.ReasonHeading], reason)
            : null,
        voice.Details(Word.OptionsHeading, body.Change.Options.Select((option, i) => new DetailItem(
            speech.Say(Word.Numbered, i + 1, NameOf(option)), [.. Sentences(option, body)]))),
    ];

    internal string NameOf(ChangeOption option) => speech[Enum.Parse<Word>($"Option{option.Kind}")];

    /// <summary>What an option comes to, without its words and odds: what is agreed once it is chosen.</summary>
    internal IEnumerable<(string Label, string Text)> Terms(ChangeOption option, Baseline agreed)
    {
        foreach (var milestone in agreed.Milestones)
            if (option.Dates.TryGetValue(milestone.Id, out var date))
                yield return (speech.Say(Word.Labelled, Name(milestone)), voice.Moved(milestone.Date, date));
        if (!option.Drops.IsEmpty)
            yield return (voice.Label(Word.LabelLeftOut), Voice.All(option.Drops.Select(drop => Clean.Whole(
                agreed.Requirements.FirstOrDefault(r => r.Id == drop)?.Name ?? drop))));
        foreach (var added in option.Adds)
            yield return (voice.Label(Word.LabelAdded), Added(added));
        foreach (var (promise, value) in option.Promises)
            yield return (voice.Label(Word.LabelPromise, Clean.Whole(promise)), Clean.Whole(value));
        if (option.Cost > 0)
            yield return (voice.Label(Word.LabelCost), Money(Word.CostIn, option.Cost, option));
        if (option.Saves is { } saved)
            yield return (voice.Label(Word.LabelSaves), Money(Word.SavesAbout, saved, option));
        else if (option.Cost == 0)
            yield return (voice.Label(Word.LabelCost), speech[Word.CostNothing]);
    }

    string Money(Word words, decimal? amount, ChangeOption option) =>
        speech.Say(words, amount, Clean.Line(option.Currency)).TrimEnd();

    IEnumerable<(string Label, string Text)> Sentences(ChangeOption option, ChangeBody body)
    {
        if (Clean.Line(option.Words, Clean.WholeLength) is { Length: > 0 } words)
            yield return (voice.Label(Word.OptionMeans), words);
        // Where one option moves a date, the others say that they leave it.
        foreach (var milestone in body.Agreed.Milestones)
            if (body.Change.Moves(milestone.Id) && !option.Dates.ContainsKey(milestone.Id))
                yield return (speech.Say(Word.Labelled, Name(milestone)), voice.Moved(milestone.Date, milestone.Date));
        foreach (var term in Terms(option, body.Agreed))
            yield return term;
        if (option.P50 is { } even)
            yield return (voice.Label(Word.LabelEven), speech.Say(Word.DoneBy, voice.Day(even)));
        if (option.P85 is { } safe)
            yield return (voice.Label(Word.LabelSafe), speech.Say(Word.DoneBy, voice.Day(safe)));
        if (option.Odds is { } odds)
            yield return (voice.Label(Word.LabelOdds), speech.Say(Word.OddsHold, odds));
    }

    string Added(Deliverable added)
    {
        var name = Clean.Whole(added.Name);
        return added.AcceptanceCriteria.IsEmpty ? name : speech.Say(Word.Aside, name, Criteria(added));
    }

    Block?[] OfPriorities(PrioritiesBody body) => [Requirements(body.Requirements, body.Capacity)];

    ListBlock? Requirements(ImmutableArray<Requirement> requirements, int? capacity) =>
        voice.List(Word.RequirementsHeading, requirements.Select(r => new ListItem(NameOf(r), Weight(r)))) is { } list
            ? list with { Intro = capacity is { } room ? speech.Say(Word.RoomFor, room) : null }
            : null;

    Block?[] OfLine(CapacityLineBody body) =>
    [
        voice.List(Word.InHeading, body.Ranked.Where(r => r.IsIn).Select(Item)) is { } inside
            ? inside with { Intro = speech.Say(Word.RoomFor, body.Capacity) }
            : null,
        voice.List(Word.BelowHeading, body.Ranked.Where(r => !r.IsIn).Select(Item)),
    ];

    ListItem Item(RankedRequirement ranked) => new(NameOf(ranked.Requirement), speech.Join(
        Weight(ranked.Requirement),
        ranked.Value is { } value ? speech.Say(Word.WorthMean, value) : speech[Word.Unrated],
        ranked.IsDisputed ? speech.Say(Word.Disputed, ranked.Lowest, ranked.Highest) : null));

    string Weight(Requirement requirement) => speech.Join(
        speech.Say(Word.Effort, requirement.Effort),
        requirement.Class is { } wanted ? speech[Enum.Parse<Word>($"Class{wanted}")] : null);

    static string NameOf(Requirement requirement) =>
        Clean.Whole(requirement.Name, Lack.DecisionText, requirement.Id);
}
