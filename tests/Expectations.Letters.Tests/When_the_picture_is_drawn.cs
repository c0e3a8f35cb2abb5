using Expectations.Core.Reports;
using Expectations.Letters.Html;
using Expectations.Letters.Pictures;
using SkiaSharp;

namespace Expectations.Letters.Tests;

public class When_the_picture_is_drawn
{
    static readonly Rgb Colour = new(0x1f, 0x5f, 0x8b);

    [Fact]
    public void It_is_a_small_png_of_twice_the_size_it_is_shown_at()
    {
        var png = Opened.Press("en", Sample.Rich).Picture!;
        using var picture = SKBitmap.Decode(png);
        Assert.Equal((1088, 440), (picture.Width, picture.Height));
        Assert.InRange(png.Length, 500, 20_000);
    }

    [Fact]
    public void The_line_of_tasks_done_rises_in_the_brands_colour()
    {
        using var picture = Draw(BurnUp.Of(Sample.Rich));
        var line = Where(picture, c => c is { Red: 0x1f, Green: 0x5f, Blue: 0x8b }).ToArray();
        Assert.True(line.Length > 1_000);
        Assert.True(line.MinBy(p => p.X).Y > line.Where(p => p.X < 600).MaxBy(p => p.X).Y + 100);
    }

    [Fact]
    public void Each_agreed_date_in_sight_has_a_mark()
    {
        var none = BurnUp.Of(Sample.Rich with { Milestones = [] });
        var one = BurnUp.Of(Sample.Rich with { Milestones = [Sample.Rich.Milestones[0]] });
        using var without = Draw(none);
        using var with = Draw(one);
        Assert.DoesNotContain(Where(without, IsInk), p => p.Y < 70);
        Assert.True(Where(with, IsInk).Count(p => p.Y < 70) > 200);
    }

    [Fact]
    public void A_milestone_far_away_does_not_press_the_past_into_a_corner()
    {
        var far = Sample.Rich.Milestones[0] with { Agreed = new LocalDate(2099, 1, 1) };
        var shown = BurnUp.Of(Sample.Rich with { Milestones = [far] });
        Assert.InRange(
            Period.DaysBetween(shown.First, shown.Today) / (double)Period.DaysBetween(shown.First, shown.Last),
            0.39, 1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(5, 9)]
    [InlineData(1_000_000, 999_999)]
    public void Any_counts_can_be_drawn(int inAll, int done)
    {
        var day = Sample.Today;
        var shown = new BurnUp([new(day, inAll, done), new(day, inAll, done)], [], day);
        using var picture = Draw(shown);
        Assert.Equal(1088, picture.Width);
    }

    [Fact]
    public void All_recipients_of_a_report_share_one()
    {
        var cache = new PictureCache();
        var content = Sample.Rich;
        Assert.Same(
            cache.Get(BurnUp.Of(content), Colour), cache.Get(BurnUp.Of(content with { Note = "x" }), Colour));
        Assert.NotSame(
            cache.Get(BurnUp.Of(content), Colour), cache.Get(BurnUp.Of(content), new Rgb(1, 2, 3)));
    }

    static SKBitmap Draw(BurnUp shown) => SKBitmap.Decode(BurnUpPicture.Draw(shown, Colour));

    static bool IsInk(SKColor c) => c.Red < 0x40 && c.Green < 0x48 && c.Blue < 0x58;

    static IEnumerable<(int X, int Y)> Where(SKBitmap picture, Func<SKColor, bool> wanted)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (wanted(picture.GetPixel(x, y)))
                    yield return (x, y);
            }
        }
    }
}
