using System.Globalization;
using System.Text;
using Expectations.Core.Letters;
using Expectations.Core.Questions;
using MimeKit;

namespace Expectations.Letters.Tests;

public class When_a_letter_is_frozen
{
    [Fact]
    public void Text_comes_first_then_html_with_its_picture()
    {
        var letter = Opened.Press("en", Sample.Rich);
        var body = Assert.IsType<MultipartAlternative>(letter.Message.Body);
        Assert.True(Assert.IsType<TextPart>(body[0]).IsPlain);
        var related = Assert.IsType<MultipartRelated>(body[1]);
        Assert.Equal("text/html", related.ContentType.Parameters["type"]);
        var picture = Assert.IsType<MimePart>(related[1]);
        Assert.Contains($"src=\"cid:{picture.ContentId}\"", letter.Html, StringComparison.Ordinal);
        Assert.Equal(
            "34 of 50 tasks done, 6 more than on 13 Mar.",
            letter.Document.QuerySelector("img[src^=cid]")!.GetAttribute("alt"));
    }

    [Fact]
    public void It_comes_from_the_manager_by_way_of_the_organisation_and_answers_reach_the_manager()
    {
        var message = Opened.Press("en", Sample.Rich).Message;
        Assert.Equal(
            "\"Mei Chen via Studio North\" <reports@letters.example.com>",
            message.From.Mailboxes.Single().ToString());
        Assert.Equal("mei@studio-north.example.com", message.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("li.wei@museum.example.org", message.To.Mailboxes.Single().Address);
        Assert.Equal(Sample.Now.ToDateTimeOffset(), message.Date);
    }

    [Fact]
    public void Letters_of_a_project_thread_by_subject_and_reference()
    {
        var first = Sample.To("en", Sample.Rich);
        var (one, other) = (Opened.Press(first).Message, Opened.Press(first with
        {
            Key = first.Key with { Period = "2026-04-03" },
            Content = Sample.CatchUp,
        }).Message);
        Assert.NotEqual(one.MessageId, other.MessageId);
        Assert.Equal(one.Subject, other.Subject);
        Assert.Equal(one.References.Single(), other.References.Single());
        Assert.Equal(one.InReplyTo, one.References.Single());
        Assert.NotEqual(one.InReplyTo, Opened.Press(first with { ProjectId = "other" }).Message.InReplyTo);
    }

    [Fact]
    public void Fault_55_every_letter_tells_absence_assistants_to_stay_silent()
    {
        LetterContent[] contents =
            [Sample.Rich, .. Enum.GetValues<Notice>().Select(Sample.Notice), new CodeContent("Harbour Museum website", "Europe/Berlin", Instant.FromUtc(2026, 5, 1, 7, 0))];
        Assert.All(contents, content =>
        {
            var headers = Opened.Press(Sample.To("en", content) with { Secret = new Secret("123456") }).Message.Headers;
            Assert.Equal(("auto-generated", "OOF, AutoReply"), (headers["Auto-Submitted"], headers["X-Auto-Response-Suppress"]));
        });
    }

    [Fact]
    public void Its_headers_tell_machines_what_it_is()
    {
        var message = Opened.Press("zh-Hant", Sample.Rich).Message;
        var headers = message.Headers;
        Assert.Equal("auto-generated", headers["Auto-Submitted"]);
        Assert.Equal("zh-Hant", message.Body!.Headers["Content-Language"]);
        Assert.Equal("<harbour-museum.letters.example.com>", headers["List-Id"]);
        Assert.Equal("List-Unsubscribe=One-Click", headers["List-Unsubscribe-Post"]);
        Assert.StartsWith(
            "<https://expectations.example.com/unsubscribe/", headers["List-Unsubscribe"]!.Trim(),
            StringComparison.Ordinal);
        Assert.Contains(
            "<mailto:stop@letters.example.com?subject=", headers["List-Unsubscribe"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_short_ascii_and_end_as_mail_demands()
    {
        foreach (var language in new[] { "en", "zh-Hans" })
        {
            var bytes = Opened.Press(language, Sample.Rich).Bytes;
            Assert.All(bytes, b => Assert.InRange(b, (byte)9, (byte)126));
            var lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 998));
            Assert.DoesNotContain(lines, line => line.Contains('\n', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_same_letter_gives_the_same_bytes_whatever_the_machines_language()
    {
        var letters = new[] { "en", "zh-Hant", "zh-Hans" }.Select(l => Sample.To(l, Sample.Rich))
            .Concat(Enum.GetValues<Notice>().Select(n => Sample.ToManager("en", n))).ToArray();
        var here = letters.Select(l => Under("en-US", () => new LetterPress(Sample.Options).Press(l)
            .Mime.ToArray()));
        var there = letters.Select(l => Under("ar-SA", () => new LetterPress(Sample.Options).Press(l)
            .Mime.ToArray()));
        Assert.Equal(here, there);
    }

    [Fact]
    public void Many_at_once_come_out_as_one_by_one()
    {
        var letters = Enumerable.Range(0, 24)
            .Select(i => Sample.To("en", Sample.Rich with { MissedReports = i })).ToArray();
        var press = new LetterPress(Sample.Options);
        var together = letters.AsParallel().AsOrdered().Select(l => press.Press(l).Mime.ToArray()).ToArray();
        Assert.Equal(letters.Select(l => press.Press(l).Mime.ToArray()), together);
    }

    [Fact]
    public void The_frozen_letter_names_its_id_and_subject()
    {
        var frozen = Sample.Press.Press(Sample.To("en", Sample.Rich));
        var message = MimeMessage.Load(new MemoryStream(frozen.Mime.ToArray()));
        Assert.Equal(message.MessageId, frozen.MessageId);
        Assert.Equal(message.Subject, frozen.Subject);
    }

    static byte[] Under(string culture, Func<byte[]> press)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            return press();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
