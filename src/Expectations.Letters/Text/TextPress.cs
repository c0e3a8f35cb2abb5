using System.Text;
using Expectations.Letters.Languages;
using Expectations.Letters.Pages;

namespace Expectations.Letters.Text;

/// <summary>Writes a letter as plain text: all the html says, each title on one line.</summary>
sealed class TextPress
{
    readonly StringBuilder text = new(4096);
    readonly LetterPage page;
    readonly Speech speech;

    TextPress(LetterPage page)
    {
        this.page = page;
        speech = Speech.Of(page.Language);
    }

    internal static string Write(LetterPage page) => new TextPress(page).Whole();

    string Whole()
    {
        Line(page.Organisation).Line(page.Title).Line(page.Subtitle).Gap();
        foreach (var block in page.Blocks)
            Part(block).Gap();
        Line("-- ");
        foreach (var line in page.Footer)
            Line(line);
        foreach (var link in new[] { page.ClientPage, page.Unsubscribe }.OfType<PageLink>())
            Line(Said(link));
        return text.ToString();
    }

    TextPress Part(Block block) => block switch
    {
        SummaryBlock summary => Line(summary.Label).Line(summary.Sentence).Lines(summary.Details),
        TextBlock words => Heading(words.Heading).Lines(words.Paragraphs)
            .Line(words.Link is { } link ? Said(link) : null),
        ListBlock list => List(list),
        MilestonesBlock milestones => Milestones(milestones),
        DetailsBlock details => Details(details),
        AskBlock ask => Heading(ask.Heading).Lines(ask.Paragraphs).Line(Said(ask.Button)).Lines(ask.Notes),
        CodeBlock code => Heading(code.Heading).Line(code.Code).Lines(code.Notes),
        PulseBlock pulse => Heading(pulse.Heading).Lines(pulse.Faces.Select(face => Said(face.Link))),
        PictureBlock picture => Heading(picture.Heading).Line(picture.Message)
            .Lines(picture.Numbered.Select((item, i) => $"{i + 1}. {speech.Say(Word.Aside, item.Title, item.About)}")),
        _ => throw new NotSupportedException($"No text is known for {block.GetType().Name}."),
    };

    TextPress List(ListBlock list)
    {
        Heading(list.Heading).Line(list.Intro);
        foreach (var item in list.Items)
            Line("- " + (string.IsNullOrEmpty(item.About)
                ? item.Title
                : speech.Say(Word.Aside, item.Title, item.About)));
        return More(list.More);
    }

    TextPress Milestones(MilestonesBlock block)
    {
        Heading(block.Heading);
        foreach (var row in block.Rows)
        {
            Line($"{row.Number}. {row.Name}");
            Line("   " + string.Join(
                " → ", Labelled(block, 1, row.Original), Labelled(block, 2, row.Agreed),
                Labelled(block, 3, row.Now)));
            Line("   " + speech.Join(row.Status, row.About));
            Line(row.Odds is { } odds ? "   " + odds : null);
        }
        return Line(block.Basis).More(block.More);
    }

    TextPress Details(DetailsBlock block)
    {
        Heading(block.Heading);
        foreach (var item in block.Items)
        {
            Line("- " + item.Title);
            foreach (var (label, said) in item.Sentences)
                Line("  " + speech.Sentences(label, said));
        }
        return More(block.More);
    }

    string Labelled(MilestonesBlock block, int column, string value) =>
        speech.Say(Word.Pair, block.Columns[column], value);

    string Said(PageLink link) => speech.Say(Word.Pair, link.Words, link.Url.AbsoluteUri);

    TextPress More(string? more) => more is null ? this : Line("  " + more);

    TextPress Heading(string heading) => Line($"== {heading} ==");

    TextPress Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Line(line);
        return this;
    }

    TextPress Line(string? line)
    {
        if (!string.IsNullOrEmpty(line))
            text.Append(line).Append('\n');
        return this;
    }

    void Gap() => text.Append('\n');
}
