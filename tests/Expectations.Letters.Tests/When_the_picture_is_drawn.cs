using System.Diagnostics;
using Expectations.Core.Forecasts;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Hosting.Pictures;
using Expectations.Letters.Html;
using Expectations.Letters.Pictures;
using SkiaSharp;

namespace Expectations.Letters.Tests;

public class When_the_picture_is_drawn
{
    static readonly Rgb Colour = new(0x1f, 0x5f, 0x8b);

    /// <summary>Every kind of picture, plain and at its limits.</summary>
    public static TheoryData<string> Kinds() => [.. All().Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_a_small_png_of_twice_the_size_it_is_shown_at(string kind)
    {
        var png = PngPress.Write(All()[kind].Draw(), Colour);
        using var picture = SKBitmap.Decode(png);
        Assert.Equal(880, picture.Width);
        Assert.InRange(picture.Height, 400, 600);
        Assert.InRange(png.Length, 500, 20_000);
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_SCREENSHOTS") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, $"picture-{kind}.png"), png);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_figures_lie_inside_it_and_apart(string kind)
    {
        var drawing = All()[kind].Draw();
        var boxes = drawing.Shapes.OfType<Figures>().Select(Box).ToArray();
        Assert.NotEmpty(boxes);
        Assert.All(boxes, b => Assert.True(b.Left >= 0 && b.Right <= Drawing.Width && b.Top >= 0 && b.Bottom <= drawing.Height));
        for (var i = 0; i < boxes.Length; i++)
            Assert.DoesNotContain(boxes[(i + 1)..], other => boxes[i].IntersectsWith(other));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void On_the_narrowest_phone_its_figures_are_eleven_pixels_high_or_more(string kind)
    {
        // 320 pixels, less the margins of a letter.
        const double Narrowest = 280;
        using var picture = SKBitmap.Decode(PngPress.Write(All()[kind].Draw(), Colour));
        Assert.True(Drawing.TextSize * Narrowest / picture.Width >= 11);
    }

    [Theory]
    [InlineData("#ffe000")]
    [InlineData("#1f5f8b")]
    [InlineData("#101010")]
    public void Whatever_is_to_be_read_stands_out_from_its_ground(string brand)
    {
        var text = Rgb.TryParse(Look.Of(brand).BrandText)!.Value;
        foreach (var (ink, ground) in new[] { (Ink.Quiet, Ink.Paper), (Ink.Strong, Ink.Paper), (Ink.Brand, Ink.Paper), (Ink.Strong, Ink.Tint), (Ink.Paper, Ink.Strong) })
            Assert.True(Shown(ink, text).Contrast(Shown(ground, text)) >= Look.ReadableContrast, $"{ink} on {ground}");
        var danger = new Rgb(0x9b, 0x1c, 0x1c);
        foreach (var (ink, ground) in new[] { (Ink.Strong, Ink.Low), (Ink.Strong, Ink.Middle), (Ink.Paper, Ink.High) })
            Assert.True(Shown(ink, danger).Contrast(Shown(ground, danger)) >= Look.ReadableContrast, $"{ink} on {ground}");
    }

    [Fact]
    public void The_line_of_tasks_done_rises_in_the_brands_colour()
    {
        using var picture = Draw(BurnUpPicture.Of(Sample.Rich));
        var line = Where(picture, c => c is { Red: 0x1f, Green: 0x5f, Blue: 0x8b }).ToArray();
        Assert.True(line.Length > 1_000);
        Assert.True(line.MinBy(p => p.X).Y > line.Where(p => p.X < 500).MinBy(p => p.Y).Y + 100);
    }

    [Fact]
    public void Each_agreed_date_in_sight_has_a_mark()
    {
        var none = BurnUpPicture.Of(Sample.Rich with { Milestones = [] }).Draw();
        var one = BurnUpPicture.Of(Sample.Rich with { Milestones = [Sample.Rich.Milestones[0]] }).Draw();
        Assert.Equal("1", Assert.Single(one.Shapes.OfType<Figures>().Except(none.Shapes.OfType<Figures>())).Text);
    }

    [Fact]
    public void A_milestone_far_away_does_not_press_the_past_into_a_corner()
    {
        var far = Sample.Rich.Milestones[0] with { Agreed = new LocalDate(2099, 1, 1) };
        var shown = BurnUpPicture.Of(Sample.Rich with { Milestones = [far] });
        Assert.InRange(
            Period.DaysBetween(shown.First, shown.Today) / (double)Period.DaysBetween(shown.First, shown.Last),
            0.39, 1);
    }

    [Fact]
    public void What_is_left_is_expected_between_even_odds_and_85_in_100()
    {
        var shown = BurnUpPicture.Of(Sample.WithOdds);
        Assert.Equal((Sample.Day(5, 21), Sample.Day(6, 2)), shown.Ends);
        Assert.Equal(Sample.Day(6, 2), shown.Last);
        var ends = shown.Draw().Shapes.OfType<Line>().Where(l => l is { Ink: Ink.Brand, Dash: > 0 }).Select(l => l.Places[^1]).ToArray();
        Assert.True(ends[0].X < ends[1].X);
        Assert.Equal(ends[0].Y, ends[1].Y);
    }

    [Fact]
    public void The_gap_between_plan_and_agreement_is_told_in_days()
    {
        Assert.Contains("+14", Texts(new DateTrackPicture(Sample.Track)));
        Assert.Contains("-7", Texts(new DateTrackPicture(Track(Sample.Day(5, 10)))));
        Assert.DoesNotContain(Texts(new DateTrackPicture(Track(Sample.Day(5, 17)))), text => text[0] is '+' or '-');
    }

    [Fact]
    public void The_fan_ends_in_its_dates_where_nothing_else_stands()
    {
        var track = Sample.TrackWithOdds;
        var now = track.Points[^1];
        var apart = track with { Points = [.. track.Points[..^1], now with { P50 = Sample.Day(6, 30), P85 = Sample.Day(8, 29) }] };
        Assert.Contains("06-30", Texts(new DateTrackPicture(apart)));
        Assert.Contains("08-29", Texts(new DateTrackPicture(apart)));
        var together = track with { Points = [.. track.Points[..^1], now with { P50 = Sample.Day(8, 28), P85 = Sample.Day(8, 29) }] };
        Assert.DoesNotContain("08-28", Texts(new DateTrackPicture(together)));
    }

    [Fact]
    public void The_risk_a_letter_is_about_is_in_a_disc()
    {
        var drawing = All()["risks"].Draw();
        var disc = drawing.Shapes.OfType<Dot>().Single(d => d.Ink == Ink.Strong);
        Assert.Equal("2", drawing.Shapes.OfType<Figures>().Single(f => Math.Abs(f.At.X - disc.Centre.X) < 1 && Math.Abs(f.At.Y - disc.Centre.Y) < 20).Text);
    }

    [Fact]
    public void Risks_that_find_no_room_in_a_cell_are_counted()
    {
        var texts = Texts(new RiskMatrix([.. Enumerable.Range(1, 12).Select(i => new PlacedRisk(i, 5, 5))]));
        Assert.Contains("+9", texts);
    }

    [Fact]
    public void All_recipients_of_a_report_share_one()
    {
        var cache = new PictureCache();
        var content = Sample.Rich;
        Assert.Same(
            cache.Get(BurnUpPicture.Of(content), Colour), cache.Get(BurnUpPicture.Of(content with { Note = "x" }), Colour));
        Assert.Same(cache.Get(new DateTrackPicture(Sample.Track), Colour), cache.Get(new DateTrackPicture(Sample.Track), Colour));
        Assert.NotSame(
            cache.Get(BurnUpPicture.Of(content), Colour), cache.Get(BurnUpPicture.Of(content), new Rgb(1, 2, 3)));
    }

    [Fact]
    public void It_costs_little()
    {
        var pictures = All().Values.Select(p => p.Draw()).ToArray();
        _ = pictures.Select(drawing => PngPress.Write(drawing, Colour)).ToArray();
        var watch = Stopwatch.StartNew();
        _ = pictures.Select(drawing => PngPress.Write(drawing, Colour)).ToArray();
        // B1b asks for 300 letters a second of two pictures at most; this leaves room for a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromMilliseconds(30 * pictures.Length), $"{watch.Elapsed} for {pictures.Length}");
    }

    static Dictionary<string, Picture> All()
    {
        var day = Sample.Today;
        BurnUpPicture Counts(int inAll, int done) => new([new(day, inAll, done), new(day, inAll, done)], [], day);
        return new(StringComparer.Ordinal)
        {
            ["burn-up"] = BurnUpPicture.Of(Sample.Rich),
            ["burn-up-odds"] = BurnUpPicture.Of(Sample.WithOdds),
            ["burn-up-nothing"] = Counts(0, 0),
            ["burn-up-none-done"] = Counts(1, 0),
            ["burn-up-more-done"] = Counts(5, 9),
            ["burn-up-many"] = Counts(1_000_000, 999_999),
            ["date-track"] = new DateTrackPicture(Sample.Track),
            ["date-track-odds"] = new DateTrackPicture(Sample.TrackWithOdds),
            ["date-track-earlier"] = new DateTrackPicture(Track(Sample.Day(5, 10))),
            ["date-track-agreed"] = new DateTrackPicture(Track(Sample.Day(5, 17))),
            ["date-track-a-day"] = new DateTrackPicture(Track(Sample.Day(5, 18))),
            ["date-track-years"] = new DateTrackPicture(Track(new LocalDate(2031, 1, 1))),
            ["risks"] = new RiskMatrix([new(1, 5, 4), new(2, 4, 4, IsMeant: true), new(3, 2, 5), new(4, 2, 2), new(5, 2, 2)]),
            ["risks-many"] = new RiskMatrix([.. Enumerable.Range(1, 25).Select(i => new PlacedRisk(i, 1 + i / 8, 3, i == 3))]),
        };
    }

    static DateTrack Track(LocalDate now) => Sample.Track with
    {
        Points = [new TrackPoint(Sample.Day(3, 6), Sample.Day(5, 17), 9), new TrackPoint(Sample.Today, now, 4)],
    };

    static string[] Texts(Picture picture) => [.. picture.Draw().Shapes.OfType<Figures>().Select(f => f.Text)];

    static SKRect Box(Figures figures)
    {
        var width = Digits.Width(figures.Text);
        var left = figures.Side switch { Side.Start => figures.At.X, Side.Middle => figures.At.X - width / 2f, _ => figures.At.X - width };
        left = Math.Clamp(left, 0, Drawing.Width - width);
        return new SKRect(left, figures.At.Y - 0.74f * Drawing.TextSize, left + width, figures.At.Y);
    }

    // As a reader's screen shows it: the sixteen colours of the picture.
    static Rgb Shown(Ink ink, Rgb colour)
    {
        var dot = new Drawing(400, [new Dot(ink, new Spot(100, 100), 50)]);
        using var picture = SKBitmap.Decode(PngPress.Write(dot, colour));
        var pixel = picture.GetPixel(100, 100);
        return new Rgb(pixel.Red, pixel.Green, pixel.Blue);
    }

    static SKBitmap Draw(Picture shown) => SKBitmap.Decode(PngPress.Write(shown.Draw(), Colour));

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
