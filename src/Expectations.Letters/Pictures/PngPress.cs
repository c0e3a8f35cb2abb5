using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Expectations.Hosting.Pictures;
using Expectations.Letters.Html;
using SkiaSharp;

namespace Expectations.Letters.Pictures;

/// <summary>Writes a drawing as PNG, on a ground of its own, so that a dark mail program changes nothing.</summary>
/// <remarks>
/// Drawn in one channel: from the middle of the range up lie the tints of the colour, from there down those of the
/// ink. Sixteen of them make a picture of a few kilobytes at a fraction of what full colour costs to pack.
/// </remarks>
sealed class PngPress : IDisposable
{
    /// <summary>Quiet figures have a contrast of 4.7 on the ground, all others more.</summary>
    static readonly FrozenDictionary<Ink, byte> Levels = new Dictionary<Ink, byte>
    {
        [Ink.Paper] = 0x88,
        [Ink.Grid] = 0x78,
        [Ink.Quiet] = 0x38,
        [Ink.Strong] = 0x08,
        [Ink.Brand] = 0xff,
        [Ink.Tint] = 0x9a,
        [Ink.Low] = 0x9a,
        [Ink.Middle] = 0xba,
        [Ink.High] = 0xff,
    }.ToFrozenDictionary();

    readonly SKCanvas canvas;
    readonly SKPixmap pixels;
    readonly SKPaint paint = new() { IsAntialias = true };

    PngPress(SKCanvas canvas, SKPixmap pixels) => (this.canvas, this.pixels) = (canvas, pixels);

    /// <summary>The picture as PNG, twice as many pixels as it is shown at.</summary>
    /// <param name="drawing">What is drawn.</param>
    /// <param name="colour">Colour of what it is about.</param>
    internal static byte[] Write(Drawing drawing, Rgb colour)
    {
        using var surface = SKSurface.Create(
            new SKImageInfo(Drawing.Width, drawing.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        using var drawn = surface.PeekPixels();
        using (var press = new PngPress(surface.Canvas, drawn))
            press.Draw(drawing);
        return PalettePng.Write(
            drawn.GetPixelSpan(), drawn.RowBytes, Drawing.Width, drawing.Height, PalettePng.Tints(colour));
    }

    public void Dispose() => paint.Dispose();

    void Draw(Drawing drawing)
    {
        canvas.Clear(Level(Ink.Paper));
        foreach (var shape in drawing.Shapes)
        {
            paint.Color = Level(shape.Ink);
            switch (shape)
            {
                case Line line:
                    Draw(line);
                    break;
                case Area area:
                    paint.Style = SKPaintStyle.Fill;
                    using (var path = Through(area.Corners, isClosed: true))
                        canvas.DrawPath(path, paint);
                    break;
                case Dot dot:
                    paint.Style = SKPaintStyle.Fill;
                    canvas.DrawCircle(dot.Centre.X, dot.Centre.Y, dot.Radius, paint);
                    break;
                case Figures figures:
                    Draw(figures);
                    break;
            }
        }
    }

    void Draw(Line line)
    {
        using var path = Through(line.Places, isClosed: false);
        using var dash = line.Dash > 0 ? SKPathEffect.CreateDash([line.Dash, line.Dash], 0) : null;
        (paint.Style, paint.StrokeWidth, paint.StrokeJoin) = (SKPaintStyle.Stroke, line.Thickness, SKStrokeJoin.Round);
        paint.PathEffect = dash;
        canvas.DrawPath(path, paint);
        paint.PathEffect = null;
    }

    void Draw(Figures figures)
    {
        var width = Digits.Width(figures.Text);
        var left = figures.Side switch
        {
            Side.Start => figures.At.X,
            Side.Middle => figures.At.X - width / 2f,
            _ => figures.At.X - width,
        };
        canvas.Flush();
        Digits.Stamp(
            pixels.GetPixelSpan<byte>(), pixels.RowBytes, figures.Text,
            Math.Clamp((int)MathF.Round(left), 0, Drawing.Width - width), (int)MathF.Round(figures.At.Y),
            Levels[figures.Ink]);
    }

    static SKPath Through(ImmutableArray<Spot> places, bool isClosed)
    {
        using var path = new SKPathBuilder();
        path.MoveTo(places[0].X, places[0].Y);
        foreach (var place in places.AsSpan()[1..])
            path.LineTo(place.X, place.Y);
        if (isClosed)
            path.Close();
        return path.Detach();
    }

    static SKColor Level(Ink ink) => new(Levels[ink], Levels[ink], Levels[ink]);
}
