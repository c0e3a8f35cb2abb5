using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Hosting.Delivery;
using Expectations.Letters.Languages;
using NodaTime.Text;

namespace Expectations.Letters.Pages;

/// <summary>
/// Says in one language what a notice tells the manager, or the sponsor: what happened, what goes on meanwhile,
/// what to do.
/// </summary>
sealed partial class NoticeWriter
{
    readonly Letter letter;
    readonly NoticeContent content;
    readonly Speech speech;
    readonly string project;
    readonly LetterLinks links;
    readonly DateTimeZone? there;

    NoticeWriter(Letter letter, NoticeContent content, LetterLinks links)
    {
        this.letter = letter;
        this.content = content;
        this.links = links;
        speech = Speech.Of(letter.To.Language);
        project = Clean.Title(content.ProjectName, Lack.ProjectName);
        there = DateTimeZoneProviders.Tzdb.GetZoneOrNull(letter.To.Zone ?? "UTC");
    }

    // By the reader's calendar, on which it is new year before or after it is so elsewhere.
    int ThisYear => letter.WrittenAt.InZone(there ?? DateTimeZone.Utc).Year;

    internal static LetterPage Write(Letter letter, NoticeContent content, LetterLinks links) =>
        new NoticeWriter(letter, content, links).Page();

    /// <summary>One notice of a digest: what happened, what to do, and where.</summary>
    internal static TextBlock Line(Letter letter, string project, GatheredNotice notice, LetterLinks links)
    {
        var writer = new NoticeWriter(letter, new NoticeContent(project, notice.Notice, notice.Details), links);
        // The name of the project stands above; what is left of the subject is the heading.
        var subject = writer.speech.Say(writer.Named("Subject"), "").TrimStart(':', '：', ' ');
        var heading = char.ToUpperInvariant(subject[0]) + subject[1..];
        try
        {
            return writer.Line(heading);
        }
        catch (LetterBlockedException blocked)
        {
            // The others of the day are told all the same.
            var details = notice.Details.SetItem("missing", blocked.Missing);
            return new NoticeWriter(letter, new NoticeContent(project, Notice.LetterBlocked, details), links)
                .Line(heading);
        }
    }

    TextBlock Line(string heading) => new(
        heading,
        [
            What(), .. Said(),
            speech.Sentences(speech.Say(Word.Labelled, speech[Word.NoticeNext]), speech[Next()]),
        ])
    {
        Link = Link(),
    };

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
            Subtitle = speech[ForSponsor ? Word.NoticeKickerSponsor : Word.NoticeKicker],
            Blocks =
            [
                new TextBlock(speech[Word.NoticeWhat], [what, .. Said()]),
                .. Ask() is { } ask ? [ask] : Array.Empty<Block>(),
                new TextBlock(
                    speech[ForSponsor ? Word.NoticeMeanwhileSponsor : Word.NoticeMeanwhile],
                    [speech[Named("Meanwhile")]]),
                new TextBlock(speech[Word.NoticeNext], [speech[Next()]])
                {
                    Tone = Tone.Brand,
                    Link = Link(),
                },
                .. RiskPictures.Of(speech, content.Risks) is { } risks ? [risks] : Array.Empty<Block>(),
            ],
            Footer =
            [
                speech.Say(ForSponsor ? Word.FooterNoticeSponsor : Word.FooterNotice, project),
                .. Clean.Paragraphs(letter.Branding.Footer, 6),
            ],
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
        Notice.LetterBlocked => speech.Say(Word.LetterBlockedWhat, Missing()),
        _ => WhatOfDecisions(),
    };

    string WhatOfDecisions() => content.Notice switch
    {
        Notice.NobodyToAsk => speech.Say(Word.NobodyToAskWhat, WhatWasAsked()),
        Notice.AnswerOverdue => speech.Say(Word.AnswerOverdueWhat, WhatWasAsked(), Detail("waiting")),
        Notice.AnswerOverdueForSponsor =>
            speech.Say(Word.AnswerOverdueForSponsorWhat, WhatWasAsked(), Detail("waiting")),
        Notice.ScopeGrew =>
            speech.Count(Word.ScopeGrewWhat, Number("count"), Number("count"), TitleOr("change")),
        Notice.ChangeDrafted => speech.Say(Word.ChangeDraftedWhat, TitleOr("change")),
        Notice.MilestoneMissed => speech.Say(Word.MilestoneMissedWhat, Detail("milestone"), Day("agreed")),
        Notice.PulseFalls => speech.Say(Word.PulseFallsWhat, Detail("score")),
        Notice.WarningRaised or Notice.WarningWithheld or Notice.WarningEscalated or Notice.WarningCleared =>
            WhatOfWarnings(),
        Notice.WarningAnswered => WhatWasAnswered(),
        _ => throw new NotSupportedException($"No words are known for {content.Notice}."),
    };

    bool ForSponsor => letter.To.Role == Role.Sponsor;

    // The pages of decisions and changes are the manager's; a sponsor has the client's own page.
    PageLink Link() => content.Notice switch
    {
        _ when ForSponsor => new PageLink(links.Client(), speech[Word.ClientPage]),
        Notice.NobodyToAsk or Notice.AnswerOverdue or Notice.AnswerOverdueForSponsor =>
            new PageLink(links.Decisions(), speech[Word.NoticeDecisions]),
        Notice.ScopeGrew or Notice.ChangeDrafted =>
            new PageLink(links.Change(Detail("change")), speech[Word.NoticeChange]),
        Notice.MilestoneMissed => new PageLink(links.Changes(), speech[Word.NoticeChanges]),
        Notice.WarningRaised or Notice.WarningWithheld or Notice.WarningEscalated or Notice.WarningCleared
            or Notice.WarningAnswered =>
            new PageLink(links.Risks(), speech[Word.NoticeRisks]),
        _ => new PageLink(links.Home, speech[Word.NoticePage]),
    };

    string WhatWasAsked() => Enum.TryParse<QuestionKind>(Detail("kind"), out var kind)
        ? Asked.Say(speech, kind, TitleOr("subject"))
        : throw Lacking("kind");

    // Notices written before there were titles name the identity alone.
    string TitleOr(string identity) =>
        content.Details.ContainsKey("title") ? Detail("title") : Detail(identity);

    Word Next() => content.Notice switch
    {
        Notice.PlanUnreadable => NextOfTrouble(),
        Notice.WarningRaised when IsWayOutWritten => Word.WarningRaisedNextWritten,
        _ => Named("Next"),
    };

    Word NextOfTrouble() => !Enum.TryParse<PlanTrouble>(Detail("trouble"), out var trouble)
        ? throw Lacking("trouble")
        : trouble switch
        {
            PlanTrouble.NotFound => Word.PlanUnreadableNextNotFound,
            PlanTrouble.ConsentLost => Word.PlanUnreadableNextConsent,
            PlanTrouble.SignInFailed => Word.PlanUnreadableNextSignIn,
            PlanTrouble.LimitReached => Word.PlanUnreadableNextLimit,
            _ => Word.PlanUnreadableNextWait,
        };

    string[] Said() => content.Notice switch
    {
        Notice.PlanUnreadable => Said(Word.ServiceSaid, "detail"),
        Notice.WarningWithheld => [WhyWithheld()],
        Notice.WarningRaised or Notice.WarningEscalated => WayOut(),
        Notice.PulseFalls => [.. Said(Word.PulseFallsBefore, "before"), .. Said(Word.PulseFallsWords, "words")],
        _ => [],
    };

    // Where there is nothing to compare with, a dash stands in the detail.
    string[] Said(Word word, string name) =>
        Clean.Line(content.Details.GetValueOrDefault(name), 1000) is { Length: > 0 } line && line != "–"
            ? [speech.Say(word, line)]
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
        ? speech.Dates.Day(day.Value, ThisYear)
        : throw Lacking(name);

    string Moment(string name) => InstantPattern.ExtendedIso.Parse(Detail(name)) is { Success: true } moment
        && there is not null
            ? speech.Dates.Moment(moment.Value.InZone(there).LocalDateTime, ThisYear)
            : throw Lacking(name);

    int Number(string name) =>
        int.TryParse(Detail(name), System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Lacking(name);

    static Word Parsed(string prefix, string value, string name) =>
        Enum.TryParse<Word>(prefix + value, out var word) ? word : throw Lacking(name);

    Word Named(string part) => Enum.Parse<Word>($"{content.Notice}{part}");

    // What is recorded as empty is told with a dash: half a notice is worth more than none.
    string Detail(string name) => !content.Details.TryGetValue(name, out var value)
        ? throw Lacking(name)
        : Clean.Line(value, 300) is { Length: > 0 } line ? line : "–";

    static LetterBlockedException Lacking(string name) => Lack.NoticeDetail.Blocks(name);
}
