using System.Globalization;
using System.Text;
using CsCheck;
using Expectations.Integrations.Plans;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_titles_are_cleaned
{
    static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.Char.Select(c => c.ToString()),
        Gen.OneOf("\r\n", "\u202E", "\u200B", "\u2066", "\uFEFF", "\uD83D", "\uDE00", "\U0001F468\u200D\U0001F469",
            "e\u0301", "\u2028", "\0", "漢字", "  ", "\U000E0041", "🇹🇼"))
        .Array[0, 400].Select(string.Concat);

    [Fact]
    public void They_are_one_line_of_visible_valid_text() => Nasty.Sample(raw =>
    {
        foreach (var rune in CleanText.Line(raw).EnumerateRunes())
        {
            Assert.False(Rune.IsControl(rune));
            Assert.NotEqual(UnicodeCategory.Format, Rune.GetUnicodeCategory(rune));
            Assert.True(rune.Value == ' ' || !Rune.IsWhiteSpace(rune));
        }
    });

    [Fact]
    public void They_are_never_longer_than_allowed_and_never_empty() => Nasty.Sample(raw =>
        Assert.InRange(CleanText.Line(raw).Length, 1, 200));

    [Fact]
    public void Cleaning_twice_is_cleaning_once() => Nasty.Sample(raw =>
        Assert.Equal(CleanText.Line(raw), CleanText.Line(CleanText.Line(raw))));

    [Fact]
    public void They_are_cut_between_characters_as_people_see_them()
    {
        var cut = CleanText.Line(string.Concat(Enumerable.Repeat("e\u0301", 200)));
        Assert.Equal(string.Concat(Enumerable.Repeat("e\u0301", 99)) + "…", cut);
    }

    [Fact]
    public void A_character_with_endless_accents_is_cut_all_the_same() =>
        Assert.Equal(200, CleanText.Line("a" + new string('\u0301', 5000)).Length);

    [Theory]
    [InlineData("abc\u202Edef", "abcdef")]
    [InlineData("zero\u200Bwidth", "zerowidth")]
    [InlineData(" \t ", "—")]
    [InlineData(null, "—")]
    public void What_cannot_be_seen_goes(string? raw, string expected) => Assert.Equal(expected, CleanText.Line(raw));
}
