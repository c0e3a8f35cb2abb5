using System.Globalization;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Letters.Tests;

public class When_text_from_outside_is_hostile
{
    const string Html = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>";

    [Fact]
    public void Fault_19_html_in_any_text_stays_text()
    {
        var document = Opened.Press(Everywhere(Html)).Document;
        Assert.Empty(document.QuerySelectorAll("script, b, img:not([alt]), [onerror]"));
        Assert.Contains(document.QuerySelectorAll("li bdi"), e => e.TextContent == Html);
    }

    [Fact]
    public void Fault_20_only_https_is_ever_linked()
    {
        var letter = Everywhere("javascript:alert(1)") with
        {
            Branding = Sample.Branding with
            {
                LogoUrl = "javascript:alert(1)",
                Footer = "http://evil.example.com",
            },
        };
        var document = Opened.Press(letter).Document;
        Assert.All(
            document.QuerySelectorAll("[href]"),
            a => Assert.StartsWith("https://", a.GetAttribute("href")!, StringComparison.Ordinal));
        Assert.All(
            document.QuerySelectorAll("[src]"),
            a => Assert.StartsWith("cid:", a.GetAttribute("src")!, StringComparison.Ordinal));
        var secure = Opened.Press(letter with
        {
            Branding = Sample.Branding with { LogoUrl = "https://example.com/l.png" },
        });
        Assert.Equal(
            "Logo of Studio North", secure.Document.QuerySelector("img[src^=https]")!.GetAttribute("alt"));
    }

    [Fact]
    public void Fault_21_line_breaks_are_stripped_from_names_and_subject()
    {
        var letter = Opened.Press(Everywhere("Title\r\nBcc: all@example.com\r\n\r\nbody"));
        Assert.False(letter.Message.Headers.Contains("Bcc"));
        Assert.Empty(letter.Message.Bcc);
        Assert.DoesNotContain('\n', letter.Message.Subject!);
        Assert.Contains("- Title Bcc: all@example.com body", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_22_characters_that_hide_or_turn_text_are_stripped_and_the_rest_is_isolated()
    {
        var letter = Opened.Press(Everywhere("pay \u202eknil\u202c \u200bno\u2066w\ufeff"));
        Assert.Contains("- pay knil now", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            letter.Html, c => c is '\u202e' or '\u202c' or '\u200b' or '\u2066' or '\ufeff');
        Assert.All(letter.Document.QuerySelectorAll("li"), li => Assert.NotNull(li.QuerySelector("bdi")));
        Assert.Contains("\u2068שלום\u2069", Opened.Press(Everywhere("שלום")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_22_joiners_that_mean_something_stay() =>
        Assert.Contains(
            "- 👩‍💻 at work", Opened.Press(Everywhere("👩‍💻 at work")).Text, StringComparison.Ordinal);

    [Fact]
    public void Fault_23_an_international_domain_travels_in_its_ascii_form()
    {
        var letter = Sample.To("en", Sample.Rich);
        var message = Opened.Press(letter with { To = letter.To with { Email = "li@müseum.example" } })
            .Message;
        Assert.Contains("<li@xn--mseum-kva.example>", message.Headers["To"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("漢")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("e\u0301\u0302\u0303")]
    public void Fault_24_an_enormous_title_is_cut_between_characters(string character)
    {
        var letter = Opened.Press(Everywhere(string.Concat(Enumerable.Repeat(character, 10_000))));
        var line = letter.Lines.First(l => l.StartsWith("- " + character, StringComparison.Ordinal));
        var title = line[2..line.IndexOf('…', StringComparison.Ordinal)];
        Assert.Equal(title.Length, new StringInfo(title).LengthInTextElements * character.Length);
        Assert.InRange(title.Length, 1, 140 * character.Length);
        Assert.InRange(letter.Bytes.Length, 1, 300_000);
    }

    [Fact]
    public void Fault_24_ten_thousand_tasks_are_rolled_up()
    {
        var many = Sample.Tasks([.. Enumerable.Range(0, 10_000)
            .Select(i => Sample.Task($"t{i}", $"Task number {i}"))]);
        var moves = Enumerable.Range(0, 10_000).Select(i => new Move(MoveKind.Added, $"t{i}", $"Task {i}"))
            .ToImmutableArray();
        var letter = Opened.Press("en", Sample.Rich with
        {
            Done = many,
            Next = many,
            Overdue = many,
            WaitingOnYou = many,
            Moves = moves,
            MovesInAll = 10_000,
        });
        Assert.Contains("and 9,988 more", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Next (10,000)", letter.Text, StringComparison.Ordinal);
        Assert.InRange(letter.Html.Length, 1, 100_000);
    }

    [Fact]
    public void Identities_and_weights_that_are_internal_never_appear()
    {
        const string Canary = "canary-7f3a";
        var rich = Sample.Rich;
        var letter = Opened.Press("en", rich with
        {
            Done = Marked(rich.Done, Canary),
            Next = Marked(rich.Next, Canary),
            Overdue = Marked(rich.Overdue, Canary),
            WaitingOnYou = Marked(rich.WaitingOnYou, Canary),
            Milestones = [.. rich.Milestones.Select(m => m with { Id = Canary })],
            Moves = [.. rich.Moves.Select(m => m with { TaskId = Canary })],
            Risks = [.. rich.Risks.Select(r =>
                r with { Id = Canary, Probability = 77_001, Impact = 77_002 })],
        });
        Assert.DoesNotContain(Canary, letter.Html + letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7700", letter.Html + letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("77,00", letter.Html + letter.Text, StringComparison.Ordinal);
    }

    static TaskList Marked(TaskList tasks, string canary) =>
        tasks with { Shown = [.. tasks.Shown.Select(t => t with { Id = canary })] };

    // The same text in every field that comes from outside.
    static Core.Letters.Letter Everywhere(string text)
    {
        TaskList tasks = Sample.Tasks(Sample.Task("t", text, text, Sample.Day(3, 1), Sample.Day(3, 2), 50));
        var letter = Sample.To("en", Sample.Rich with
        {
            ProjectName = text,
            Client = text,
            Note = text,
            Done = tasks,
            Next = tasks,
            Overdue = tasks,
            WaitingOnYou = tasks,
            Milestones = [.. Sample.Rich.Milestones.Select(m => m with { Name = text })],
            Moves = [new Move(MoveKind.Added, "t", text)],
            Risks =
            [
                new Risk { Id = "r", Title = text, Effect = text, Mitigation = text, Alternative = text },
            ],
            Absences = [new Core.Plans.Absence(text, Sample.Day(4, 1), Sample.Day(4, 2))],
            Meetings = [new Core.Plans.Meeting(text, Sample.Now, Sample.Now)],
        });
        return letter with
        {
            To = letter.To with { Name = text },
            From = letter.From with { Name = text },
            Branding = new Branding { Organisation = text, Footer = text, Colour = text },
        };
    }
}
