using System.Globalization;
using Expectations.Core.Reports;
using NodaTime.Text;
using SkiaSharp;

namespace Expectations.Letters.Pictures;

/// <summary>
/// Draws the burn-up picture: tasks done and in all, today, and the agreed dates of the milestones.
/// </summary>
/// <remarks>
/// Drawn in one channel: from the middle of the range up lie the tints of the brand's colour, from there down
/// those of the ink. Sixteen of them make a picture of a few kilobytes at a fraction of what full colour
/// costs to pack.
/// </remarks>
sealed class BurnUpPicture : IDisposable
{
    internal const int Width = 1088;
    internal const int Height = 440;
    const float Left = 8;
    const float Right = Width - 104;
    const float Top = 100;
    const float Bottom = Height - 58;

    static readonly SKColor Ground = Level(0x88);
    static readonly SKColor Brand = Level(0xff);
    static readonly SKColor BrandTint = Level(0x9a);
    static readonly SKColor Ink = Level(0x18);
    static readonly SKColor Grey = Level(0x48);
    static readonly SKColor Faint = Level(0x78);

    readonly BurnUp shown;
    readonly int days;
    readonly SKCanvas canvas;
    readonly SKPixmap pixels;
    readonly SKPaint paint = new() { IsAntialias = true };

    BurnUpPicture(BurnUp shown, SKCanvas canvas, SKPixmap pixels)
    {
        this.shown = shown;
        this.canvas = canvas;
        this.pixels = pixels;
        days = Math.Max(1, Period.DaysBetween(shown.First, shown.Last));
    }

    /// <summary>The picture as PNG, twice as many pixels as it is shown at.</summary>
    /// <param name="shown">What it shows.</param>
    /// <param name="colour">Colour of the line of tasks done.</param>
    internal static byte[] Draw(BurnUp shown, Html.Rgb colour)
    {
        using var surface = SKSurface.Create(
            new SKImageInfo(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque));
        using var drawn = surface.PeekPixels();
        using (var picture = new BurnUpPicture(shown, surface.Canvas, drawn))
            picture.Draw();
        return PalettePng.Write(
            drawn.GetPixelSpan(), drawn.RowBytes, Width, Height, PalettePng.Tints(colour));
    }

    public void Dispose() => paint.Dispose();

    void Draw()
    {
        canvas.Clear(Ground);
        for (var quarter = 0; quarter <= 4; quarter++)
            Bar(Left, Bottom - ((Bottom - Top) * quarter / 4), Right - Left, 2, Faint);
        Milestones();
        Area();
        Today();
        Curve(p => p.InAll, Grey, 6);
        Curve(p => p.Done, Brand, 9);
        EndLabels();
        DateLabels();
    }

    float X(LocalDate day) =>
        Left + ((Right - Left) * Math.Clamp(Period.DaysBetween(shown.First, day), 0, days) / days);

    float Y(int tasks) => Bottom - ((Bottom - Top) * tasks / Math.Max(1, shown.Most));

    void Area()
    {
        using var area = new SKPathBuilder();
        area.MoveTo(X(shown.Points[0].On), Bottom);
        foreach (var point in shown.Points)
            area.LineTo(X(point.On), Y(point.Done));
        area.LineTo(X(shown.Points[^1].On), Bottom);
        using var path = area.Detach();
        Fill(BrandTint);
        canvas.DrawPath(path, paint);
    }

    void Curve(Func<BurnUpPoint, int> tasks, SKColor colour, float width)
    {
        using var curve = new SKPathBuilder();
        curve.MoveTo(X(shown.Points[0].On), Y(tasks(shown.Points[0])));
        foreach (var point in shown.Points.AsSpan()[1..])
            curve.LineTo(X(point.On), Y(tasks(point)));
        using var path = curve.Detach();
        Stroke(colour, width);
        canvas.DrawPath(path, paint);
        Fill(colour);
        canvas.DrawCircle(X(shown.Points[^1].On), Y(tasks(shown.Points[^1])), width * 1.3f, paint);
    }

    void Today()
    {
        const float Dash = 8;
        for (var y = Top - 12; y < Bottom; y += 2 * Dash)
            Bar(X(shown.Today), y, 3, Math.Min(Dash, Bottom - y), Ink);
    }

    void Milestones()
    {
        const float Half = 11;
        const float Apart = 44;
        var taken = float.NegativeInfinity;
        foreach (var (day, number) in shown.Agreed.Select((m, i) => (m.Agreed, i + 1)).OrderBy(m => m.Agreed))
        {
            if (day < shown.First || day > shown.Last)
                continue;
            var x = Math.Max(X(day), Left + Half);
            Bar(x, Top - 28, 3, Bottom - Top + 28, Level(0x68));
            Fill(Ink);
            canvas.Save();
            canvas.RotateDegrees(45, x, Top - 42);
            canvas.DrawRect(x - Half, Top - 42 - Half, 2 * Half, 2 * Half, paint);
            canvas.Restore();
            if (x - taken < Apart)
                continue;
            taken = x;
            Centred(Number(number), x, Top - 66, Ink);
        }
    }

    void EndLabels()
    {
        var end = shown.Points[^1];
        var (all, done) = (Y(end.InAll) + 11, Y(end.Done) + 11);
        if (done - all < Digits.Size + 4)
            done = all + Digits.Size + 4;
        var x = X(end.On) + 18;
        Text(Number(end.InAll), x, all, Grey);
        if (end.Done != end.InAll)
            Text(Number(end.Done), x, Math.Min(done, Bottom - 4), Brand);
    }

    void DateLabels()
    {
        const float Gap = 16;
        float width = Digits.Width(Date(shown.Today));
        var today = Math.Clamp(X(shown.Today) - (width / 2), Left, Width - width - Left);
        Text(Date(shown.Today), today, Height - 12, Ink);
        if (today > Left + width + Gap)
            Text(Date(shown.First), Left, Height - 12, Grey);
        var last = Math.Min(X(shown.Last) - (width / 2), Width - width - Left);
        if (last > today + width + Gap)
            Text(Date(shown.Last), last, Height - 12, Grey);
    }

    void Centred(string text, float x, float y, SKColor colour) =>
        Text(text, Math.Max(Left, x - (Digits.Width(text) / 2f)), y, colour);

    void Text(string text, float x, float y, SKColor colour)
    {
        var left = Math.Clamp((int)MathF.Round(x), 0, Width - Digits.Width(text));
        Digits.Stamp(
            pixels.GetPixelSpan<byte>(), pixels.RowBytes, text, left, (int)MathF.Round(y), colour.Red);
    }

    // What lies along the pixels needs no smoothing.
    void Bar(float x, float y, float width, float height, SKColor colour)
    {
        Fill(colour);
        paint.IsAntialias = false;
        canvas.DrawRect(MathF.Round(x), MathF.Round(y), width, height, paint);
        paint.IsAntialias = true;
    }

    void Fill(SKColor colour) => (paint.Style, paint.Color) = (SKPaintStyle.Fill, colour);

    void Stroke(SKColor colour, float width) =>
        (paint.Style, paint.Color, paint.StrokeWidth, paint.StrokeJoin) =
        (SKPaintStyle.Stroke, colour, width, SKStrokeJoin.Round);

    static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Date(LocalDate day) => LocalDatePattern.Iso.Format(day);

    static SKColor Level(byte level) => new(level, level, level);
}
