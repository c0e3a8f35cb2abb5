using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>How one letter speaks: its language, its reader's clock, and the names it uses.</summary>
sealed class Voice
{
    /// <summary>Things of a list a letter shows; the page it links to shows all.</summary>
    const int ItemsOfLetter = 40;

    readonly Letter letter;
    readonly string zone;
    readonly DateTimeZone there;
    readonly int year;
    readonly int shown;

    internal Voice(Letter letter, string projectName, string zone, bool whole = false)
    {
        shown = whole ? int.MaxValue : ItemsOfLetter;
        this.letter = letter;
        this.zone = zone;
        Speech = Speech.Of(letter.To.Language);
        there = DateTimeZoneProviders.Tzdb.GetZoneOrNull(letter.To.Zone ?? zone)
            ?? throw Lack.TimeZone.Blocks(Clean.Line(letter.To.Zone));
        year = letter.WrittenAt.InZone(there).Year;
        Project = Clean.Title(projectName, Lack.ProjectName);
        Manager = Clean.Title(letter.From.Name, Lack.ManagerName);
    }

    internal Speech Speech { get; }

    internal string Project { get; }

    internal string Manager { get; }

    internal string this[Word word] => Speech[word];

    internal string Day(LocalDate day) => Speech.Dates.Day(day, year);

    internal string Moved(LocalDate from, LocalDate to) => from == to
        ? Speech.Say(Word.StaysAt, Day(to))
        : $"{Day(from)} → {Day(to)}";

    /// <summary>A moment on the reader's clock, and where that clock hangs.</summary>
    internal string Moment(Instant moment) => Speech.Say(
        Word.MomentThere, Speech.Dates.Moment(moment.InZone(there).LocalDateTime, year), Place(there.Id));

    internal string Label(Word word, params ReadOnlySpan<object?> values) =>
        Speech.Say(Word.Labelled, Speech.Say(word, values));

    string? More(int inAll) =>
        inAll > shown ? Speech.Say(Word.AndMore, inAll - shown) : null;

    /// <summary>The parts one after the other, set apart where each may be a sentence of its own.</summary>
    internal static string All(IEnumerable<string> parts) => string.Join(" · ", parts);

    internal ListBlock? List(Word heading, IEnumerable<ListItem> items)
    {
        ListItem[] all = [.. items];
        return all.Length == 0
            ? null
            : new ListBlock(Speech[heading], [.. all.Take(shown)], More(all.Length));
    }

    internal DetailsBlock? Details(Word heading, IEnumerable<DetailItem> items)
    {
        DetailItem[] all = [.. items];
        return all.Length == 0
            ? null
            : new DetailsBlock(Speech[heading], [.. all.Take(shown)], More(all.Length));
    }

    internal LetterPage Page(string subject, string preview, string subtitle, IEnumerable<Block?> blocks) => new()
    {
        Language = Speech.Tag,
        Subject = subject,
        Preview = preview,
        Title = Project,
        Subtitle = subtitle,
        Blocks = [.. blocks.OfType<Block>()],
        Footer =
        [
            .. letter.To.Role == Role.Manager
                ? [Speech.Say(Word.FooterNotice, Project)]
                : new[]
                {
                    Speech.Say(Word.FooterWhy, Manager, Project),
                    Speech.Say(Word.FooterReply, Manager, Place(zone)),
                },
            .. Clean.Paragraphs(letter.Branding.Footer, 6),
        ],
    };

    /// <summary>People know the city of an IANA zone, not the zone.</summary>
    internal static string Place(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
