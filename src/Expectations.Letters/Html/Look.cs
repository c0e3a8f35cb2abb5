using System.Globalization;
using System.Runtime.InteropServices;
using Expectations.Letters.Pages;

namespace Expectations.Letters.Html;

/// <summary>
/// Colours and type of a letter, every pair of text and ground at WCAG AA contrast or better.
/// </summary>
public sealed record Look
{
    internal const string Ink = "#17212b";
    internal const string Muted = "#55616d";
    internal const string Page = "#f2f4f6";
    internal const string Card = "#ffffff";
    internal const string Hairline = "#e2e7ec";
    internal const double ReadableContrast = 4.5;

    static readonly Rgb Fallback = new(0x1f, 0x5f, 0x8b);
    static readonly Rgb White = new(255, 255, 255);
    static readonly Rgb Black = new(0, 0, 0);

    /// <summary>The brand's colour as it is.</summary>
    public string Brand { get; }

    /// <summary>Text on the brand's colour: black or white, whichever reads better.</summary>
    public string OnBrand { get; }

    /// <summary>
    /// The brand's colour for text on white and on <see cref="BrandTint"/>, darkened as far as needed.
    /// </summary>
    public string BrandText { get; }

    /// <summary>A breath of the brand's colour.</summary>
    public string BrandTint { get; }

    Look(Rgb brand)
    {
        var tint = brand.Mix(White, 0.93);
        var text = brand;
        while (text.Contrast(tint) < ReadableContrast)
            text = text.Mix(Black, 0.08);
        Brand = brand.ToString();
        OnBrand = (brand.Contrast(White) >= brand.Contrast(Black) ? White : Black).ToString();
        BrandText = text.ToString();
        BrandTint = tint.ToString();
    }

    /// <summary>The look in that <c>#rrggbb</c>; the product's own blue where it is no colour.</summary>
    internal static Look Of(string? colour) => new(Rgb.TryParse(colour) ?? Fallback);

    internal (string Text, string Ground) Colours(Tone tone) => tone switch
    {
        Tone.Good => ("#14603a", "#e9f6ee"),
        Tone.Caution => ("#7a4700", "#fff3dc"),
        Tone.Bad => ("#9b1c1c", "#fdecec"),
        Tone.Brand => (BrandText, BrandTint),
        _ => (Ink, Card),
    };

    internal static string Fonts(string language) => language switch
    {
        "zh-Hant" => Stack("'PingFang TC','Microsoft JhengHei','Noto Sans TC','Noto Sans CJK TC',"),
        "zh-Hans" => Stack("'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC',"),
        _ => Stack(""),
    };

    static string Stack(string more) =>
        $"-apple-system,'Segoe UI',Roboto,'Helvetica Neue',{more}Arial,sans-serif";
}

/// <summary>A colour in sRGB.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Rgb(byte R, byte G, byte B)
{
    internal static Rgb? TryParse(string? text) =>
        text is { Length: 7 } && text[0] == '#'
        && int.TryParse(
            text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;

    internal Rgb Mix(Rgb other, double share) =>
        new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    /// <summary>Contrast ratio as WCAG 2 defines it, from 1 to 21.</summary>
    internal double Contrast(Rgb other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");
}
