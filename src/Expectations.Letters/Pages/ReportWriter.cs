using Expectations.Core.Letters;
using Expectations.Core.Reports;
using Expectations.Letters.Languages;
using NodaTime.Text;

namespace Expectations.Letters.Pages;

/// <summary>Says in one language what a progress report says.</summary>
sealed partial class ReportWriter
{
    const int ItemsShown = 12;
    const int MilestonesShown = 15;
    const int RisksShown = 5;

    static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    readonly Letter letter;
    readonly ReportContent content;
    readonly Speech speech;
    readonly DateTimeZone there;
    readonly string project;
    readonly string manager;

    ReportWriter(Letter letter, ReportContent content)
    {
        this.letter = letter;
        this.content = content;
        speech = Speech.Of(letter.To.Language);
        there = DateTimeZoneProviders.Tzdb.GetZoneOrNull(letter.To.Zone ?? content.Zone)
            ?? throw Lack.TimeZone.Blocks(Clean.Line(letter.To.Zone));
        project = Clean.Title(content.ProjectName, Lack.ProjectName);
        manager = Clean.Title(letter.From.Name, Lack.ManagerName);
    }

    internal static LetterPage Write(Letter letter, ReportContent content) =>
        new ReportWriter(letter, content).Page();

    LetterPage Page()
    {
        var client = Clean.Title(content.Client, Lack.ClientName);
        var summary = Summary();
        var waiting = WaitingInAll;
        return new LetterPage
        {
            Language = speech.Tag,
            Subject = speech.Say(Word.ReportSubject, project),
            Preview = speech.Sentences(
                speech.Say(Word.Sentence, summary.Label), summary.Sentence,
                waiting > 0 ? speech.Count(Word.WaitingCount, waiting, waiting) : null),
            Title = project,
            Subtitle = string.Join(" · ",
                speech[Word.ReportKicker], speech.Dates.Span(content.From, content.Until),
                speech.Say(Word.ForClient, client)),
            Blocks = [.. Blocks(summary)],
            Footer = Footer(),
        };
    }

    IEnumerable<Block> Blocks(SummaryBlock summary)
    {
        Block?[] blocks = content.NothingChanged
            ? [Note(), summary, Waiting(), Challenges(), MeetingList()]
            :
            [
                Note(), summary, Waiting(), Tasks(Word.DoneHeading, content.Done, AboutDone),
                Tasks(Word.NextHeading, content.Next, AboutDue), Milestones(), Dated(), Progressing(),
                MoveList(), Challenges(), RiskList(), MeetingList(),
            ];
        return blocks.OfType<Block>();
    }

    TextBlock? Note() => Clean.Paragraphs(content.Note, 20) is { IsEmpty: false } words
        ? new TextBlock(speech.Say(Word.NoteFrom, manager), words)
        : null;

    SummaryBlock Summary()
    {
        var (tone, label) = content.Health switch
        {
            Health.Green => (Tone.Good, Word.HealthGreen),
            Health.Amber => (Tone.Caution, Unlikely is null ? Word.HealthAmber : Word.HealthUnlikely),
            _ => (Tone.Bad, Word.HealthRed),
        };
        var sentence = content.NothingChanged
            ? speech.Sentences(speech[Word.SummaryUnchanged], MilestoneSentence())
            : MilestoneSentence() ?? Progress()!;
        string?[] details =
        [
            sentence == Progress() ? null : Progress(),
            content.NothingChanged ? NextMilestone() : null,
            content.StaleSince is { } since ? speech.Say(Word.PlanAsOf, Moment(since)) : null,
        ];
        return new SummaryBlock(tone, speech[label], sentence, [.. details.OfType<string>()]);
    }

    /// <summary>The least likely of the dates the plan still keeps; none where the plan itself is late.</summary>
    MilestoneLine? Unlikely => content.Milestones.Any(MilestoneLines.IsLate)
        ? null
        : content.Milestones.Where(m => m is { Reached: null, ChanceOfAgreed: not null, Health: not Health.Green })
            .MinBy(m => m.ChanceOfAgreed);

    string? MilestoneSentence()
    {
        MilestoneLine[] late = [.. content.Milestones.Where(MilestoneLines.IsLate)
            .OrderByDescending(m => DaysLate(m)).ThenBy(m => m.Agreed)];
        if (Unlikely is { } unlikely)
            return speech.Say(Word.SummaryUnlikely, Name(unlikely), Day(unlikely.Agreed), unlikely.ChanceOfAgreed);
        if (late is not [var worst, .. var others])
            return content.Milestones.IsEmpty || content.Health != Health.Green
                ? null
                : speech[Word.SummaryAllHold];
        return speech.Sentences(
            speech.Count(
                Word.SummaryWorst, DaysLate(worst), Name(worst), Day(worst.Now!.Value), DaysLate(worst)),
            others.Length == 0 ? null : speech.Count(Word.SummaryAlsoLate, others.Length, others.Length));
    }

    string Progress()
    {
        var now = content.BurnUp is [.., var last] ? last : new BurnUpPoint(content.Until, 0, 0);
        var since = !content.NothingChanged && content.BurnUp is [.., var before, _] && now.Done > before.Done
            ? speech.Say(Word.SummaryMore, now.Done, now.InAll, now.Done - before.Done, Day(before.On))
            : null;
        return speech.Say(
            Word.Sentence, speech.Join(speech.Say(Word.SummaryProgress, now.Done, now.InAll), since));
    }

    string? NextMilestone() =>
        content.Milestones.Where(m => m.Reached is null).MinBy(m => m.Now ?? m.Agreed) is { } next
        ? speech.Say(Word.NextMilestone, Name(next), Day(next.Now ?? next.Agreed))
        : null;

    ListBlock? MeetingList() => content.Meetings.IsEmpty
        ? null
        : new ListBlock(
            speech[Word.Meetings],
            [.. content.Meetings.Take(ItemsShown).Select(m => new ListItem(
                Clean.Title(m.Subject, Lack.MeetingSubject),
                $"{Moment(m.Start)}–{Clock.Format(m.End.InZone(there).TimeOfDay)}"))],
            More(content.Meetings.Length, ItemsShown))
        {
            Intro = speech.Say(Word.MeetingTimes, Voice.Place(there.Id)),
        };

    ImmutableArray<string> Footer() =>
    [
        speech.Say(Word.FooterWhy, manager, project),
        speech.Say(Word.FooterReply, manager, Voice.Place(content.Zone)),
        .. Clean.Paragraphs(letter.Branding.Footer, 6),
    ];

    string? More(int inAll, int shown) => inAll > shown ? speech.Say(Word.AndMore, inAll - shown) : null;

    string Day(LocalDate day) => speech.Dates.Day(day, content.Until.Year);

    DateTimeZone ProjectZone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(content.Zone) ?? there;

    string Moment(Instant moment) =>
        speech.Dates.Moment(moment.InZone(there).LocalDateTime, content.Until.Year);

    static string Name(MilestoneLine milestone) =>
        Clean.Title(milestone.Name, Lack.MilestoneName, milestone.Id);

    static int DaysLate(MilestoneLine milestone) =>
        milestone.Now is { } now ? Period.DaysBetween(milestone.Agreed, now) : 0;
}
