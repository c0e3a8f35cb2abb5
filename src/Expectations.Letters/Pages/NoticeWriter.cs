using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Hosting.Delivery;
using Expectations.Letters.Languages;
using NodaTime.Text;

namespace Expectations.Letters.Pages;

/// <summary>
/// Says in one language what a notice tells the manager: what happened, what the client sees, what to do.
/// </summary>
sealed class NoticeWriter
{
    readonly Letter letter;
    readonly NoticeContent content;
    readonly Speech speech;
    readonly string project;
    readonly Uri page;

    NoticeWriter(Letter letter, NoticeContent content, Uri page)
    {
        this.letter = letter;
        this.content = content;
        this.page = page;
        speech = Speech.Of(letter.To.Language);
        project = Clean.Title(content.ProjectName, Lack.ProjectName);
    }

    internal static LetterPage Write(Letter letter, NoticeContent content, Uri page) =>
        new NoticeWriter(letter, content, page).Page();

    LetterPage Page()
    {
        var subject = speech.Say(Named("Subject"), project);
        var what = What();
        return new LetterPage
        {
            Language = speech.Tag,
            Subject = subject,
            Preview = what,
            Title = project,
            Subtitle = speech[Word.NoticeKicker],
            Blocks =
            [
                new TextBlock(speech[Word.NoticeWhat], [what, .. ServiceSaid()]),
                new TextBlock(speech[Word.NoticeMeanwhile], [speech[Named("Meanwhile")]]),
                new TextBlock(speech[Word.NoticeNext], [speech[Next()]])
                {
                    Tone = Tone.Brand,
                    Link = new PageLink(page, speech[Word.NoticePage]),
                },
            ],
            Footer = [speech.Say(Word.FooterNotice, project), .. Clean.Paragraphs(letter.Branding.Footer, 6)],
        };
    }

    string What() => content.Notice switch
    {
        Notice.ReportWaits => speech.Say(Word.ReportWaitsWhat, Day("period"), Reasons()),
        Notice.ReportStillWaits => speech.Say(Word.ReportStillWaitsWhat, Day("period")),
        Notice.PlanUnreadable => speech.Say(
            Word.PlanUnreadableWhat, Moment("since"), OfKind("Trouble", "trouble")),
        Notice.PlanShrank => speech.Say(Word.PlanShrankWhat, Number("before"), Number("now")),
        Notice.LetterUndeliverable => speech.Say(
            Word.LetterUndeliverableWhat,
            speech[Detail("kind") == "report" ? Word.KindReport : Word.KindOther],
            Detail("person"), Reason()),
        Notice.ExpectationRaised => speech.Say(
            Word.ExpectationRaisedWhat, Detail("by"), OfKind("Raised", "kind"), Detail("tool"), Detail("words")),
        _ => speech.Say(Word.LetterBlockedWhat, Missing()),
    };

    Word Next() => content.Notice is not Notice.PlanUnreadable
        ? Named("Next")
        : Enum.TryParse<PlanTrouble>(Detail("trouble"), out var trouble) ? trouble switch
        {
            PlanTrouble.NotFound => Word.PlanUnreadableNextNotFound,
            PlanTrouble.ConsentLost => Word.PlanUnreadableNextConsent,
            PlanTrouble.SignInFailed => Word.PlanUnreadableNextSignIn,
            PlanTrouble.LimitReached => Word.PlanUnreadableNextLimit,
            _ => Word.PlanUnreadableNextWait,
        }
        : throw Lacking("trouble");

    IEnumerable<string> ServiceSaid() =>
        content.Notice is Notice.PlanUnreadable && content.Details.TryGetValue("detail", out var said)
        && Clean.Line(said, 300) is { Length: > 0 } line
            ? [speech.Say(Word.ServiceSaid, line)]
            : [];

    string Reasons() => speech.And(
        [.. Detail("reasons").Split(' ', 8).Select(reason => speech[Parsed("Reason", reason, "reasons")])]);

    string OfKind(string prefix, string name) => speech[Parsed(prefix, Detail(name), name)];

    // Where no server said anything, the outcome itself is the reason.
    string Reason() => Enum.TryParse<Word>("Outcome" + Detail("reason"), out var outcome)
        ? speech[outcome]
        : Detail("reason");

    // What was missing is recorded as a code, with the thing it was missing from in brackets.
    string Missing()
    {
        var recorded = Detail("missing");
        var (code, which) = recorded.IndexOf(" (", StringComparison.Ordinal) is > 0 and var end
            ? (recorded[..end], recorded[(end + 2)..].TrimEnd(')'))
            : (recorded, null);
        var lack = Enum.GetValues<Lack>().Where(l => l.Code() == code).Select(l => (Lack?)l).FirstOrDefault();
        if (lack is null)
            return recorded;
        var said = speech[Enum.Parse<Word>($"Lack{lack}")];
        return which is null ? said : speech.Say(Word.Aside, said, which);
    }

    string Day(string name) => LocalDatePattern.Iso.Parse(Detail(name)) is { Success: true } day
        ? speech.Dates.Day(day.Value, letter.WrittenAt.InUtc().Year)
        : throw Lacking(name);

    string Moment(string name) => InstantPattern.ExtendedIso.Parse(Detail(name)) is { Success: true } moment
        && DateTimeZoneProviders.Tzdb.GetZoneOrNull(letter.To.Zone ?? "UTC") is { } zone
            ? speech.Dates.Moment(moment.Value.InZone(zone).LocalDateTime, letter.WrittenAt.InUtc().Year)
            : throw Lacking(name);

    int Number(string name) =>
        int.TryParse(Detail(name), System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Lacking(name);

    static Word Parsed(string prefix, string value, string name) =>
        Enum.TryParse<Word>(prefix + value, out var word) ? word : throw Lacking(name);

    Word Named(string part) => Enum.Parse<Word>($"{content.Notice}{part}");

    string Detail(string name) =>
        Clean.Line(content.Details.GetValueOrDefault(name), 300) is { Length: > 0 } value
            ? value
            : throw Lacking(name);

    static LetterBlockedException Lacking(string name) => Lack.NoticeDetail.Blocks(name);
}
