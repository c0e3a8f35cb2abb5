using Expectations.Hosting.Delivery;

namespace Expectations.Letters.Pages;

/// <summary>Hands what a letter says to the web pages, without the frame and links of a letter.</summary>
static class PageShowing
{
    internal static ShownContent Of(LetterPage page) =>
        new(page.Subject, [.. page.Blocks.Select(Part).OfType<ShownPart>()]);

    static ShownPart? Part(Block block) => block switch
    {
        TextBlock { Link: not null } => null,
        TextBlock text => new ShownPart(text.Heading, text.Paragraphs, []) { IsAside = text.IsAside },
        SummaryBlock summary => new ShownPart(summary.Label, [summary.Sentence, .. summary.Details], []),
        ListBlock list => new ShownPart(
            list.Heading, [.. new[] { list.Intro }.OfType<string>()],
            [.. list.Items.Select(i => new ShownItem(i.Title, i.About)), .. More(list.More)]),
        MilestonesBlock milestones => new ShownPart(
            milestones.Heading, [],
            [
                .. milestones.Rows.Select(r => new ShownItem(
                    r.Name, string.Join(" · ", r.Status, $"{milestones.Columns[1]}: {r.Original}",
                        $"{milestones.Columns[2]}: {r.Agreed}", $"{milestones.Columns[3]}: {r.Now}")
                    + (r.Odds is { } odds ? $"\n{odds}" : ""))),
                .. More(milestones.Basis), .. More(milestones.More),
            ]),
        DetailsBlock details => new ShownPart(
            details.Heading, [],
            [
                .. details.Items.Select(i => new ShownItem(
                    i.Title, string.Join("\n", i.Sentences.Select(s => $"{s.Label} {s.Text}")))),
                .. More(details.More),
            ]),
        AskBlock ask => new ShownPart(ask.Heading, ask.Paragraphs, []),
        PictureBlock picture => new ShownPart(
            picture.Heading, [picture.Message], [.. picture.Numbered.Select(i => new ShownItem(i.Title, i.About))]),
        _ => null,
    };

    static IEnumerable<ShownItem> More(string? more) => more is null ? [] : [new ShownItem(more, null)];
}
