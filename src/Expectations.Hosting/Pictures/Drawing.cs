namespace Expectations.Hosting.Pictures;

/// <summary>
/// A picture as shapes and figures, in no language: pages write it as SVG, letters as PNG, words stand beside it.
/// </summary>
/// <param name="Height">In units of the drawing.</param>
/// <param name="Shapes">Those behind come first.</param>
public sealed record Drawing(int Height, ImmutableArray<Shape> Shapes)
{
    /// <summary>Width of every drawing in its own units: two a pixel on a desk.</summary>
    public const int Width = 880;

    /// <summary>
    /// Height of an em. On the narrowest phone a letter is 280 pixels wide between its margins, which leaves figures
    /// of more than 11 pixels.
    /// </summary>
    public const int TextSize = 36;

    /// <summary>About the width of a figure; enough to keep things apart.</summary>
    internal const int FigureWidth = 23;
}

/// <summary>What something is drawn with; each medium has its own colours for it.</summary>
public enum Ink
{
    /// <summary>The ground.</summary>
    Paper,

    /// <summary>Lines that only help the eye.</summary>
    Grid,

    /// <summary>What stands back, but has to be read.</summary>
    Quiet,

    /// <summary>What was agreed, and other firm things.</summary>
    Strong,

    /// <summary>What the picture is about.</summary>
    Brand,

    /// <summary>A breath of the same, for areas.</summary>
    Tint,

    /// <summary>Where a risk weighs little.</summary>
    Low,

    /// <summary>Where a risk weighs something.</summary>
    Middle,

    /// <summary>Where a risk is grave.</summary>
    High,
}

/// <summary>A place in a drawing, from the left and from the top.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Spot(float X, float Y);

/// <summary>One shape of a drawing.</summary>
/// <param name="Ink">What it is drawn with.</param>
public abstract record Shape(Ink Ink);

/// <summary>A line through places.</summary>
/// <param name="Ink">What it is drawn with.</param>
/// <param name="Thickness">How thick it is.</param>
/// <param name="Places">Two at least.</param>
/// <param name="Dash">Length of its dashes; 0 for none.</param>
public sealed record Line(Ink Ink, float Thickness, ImmutableArray<Spot> Places, float Dash = 0) : Shape(Ink);

/// <summary>A filled area between places.</summary>
/// <param name="Ink">What it is drawn with.</param>
/// <param name="Corners">Three at least.</param>
public sealed record Area(Ink Ink, ImmutableArray<Spot> Corners) : Shape(Ink)
{
    internal static Area Box(Ink ink, float left, float top, float width, float height) => new(
        ink, [new(left, top), new(left + width, top), new(left + width, top + height), new(left, top + height)]);
}

/// <summary>A filled circle.</summary>
/// <param name="Ink">What it is drawn with.</param>
/// <param name="Centre">Its middle.</param>
/// <param name="Radius">Its radius.</param>
public sealed record Dot(Ink Ink, Spot Centre, float Radius) : Shape(Ink);

/// <summary>Figures: digits, hyphens, commas and a plus, which every reader reads.</summary>
/// <param name="Ink">What it is drawn with.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">A place on its baseline.</param>
/// <param name="Side">Which part of it that place is.</param>
public sealed record Figures(Ink Ink, string Text, Spot At, Side Side) : Shape(Ink);

/// <summary>Which part of some figures stands at their place.</summary>
public enum Side
{
    /// <summary>They begin there.</summary>
    Start,

    /// <summary>Their middle is there.</summary>
    Middle,

    /// <summary>They end there.</summary>
    End,
}

/// <summary>Something that can be drawn. Two that are equal look alike.</summary>
public abstract record Picture
{
    /// <summary>What kind of picture it is: lower-case letters and hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>Draws it.</summary>
    public abstract Drawing Draw();
}
