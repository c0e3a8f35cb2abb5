using System.Collections.Concurrent;
using Expectations.Hosting.Pictures;
using Expectations.Letters.Html;

namespace Expectations.Letters.Pictures;

/// <summary>Keeps the last pictures, because all recipients of a report share them, whatever they read.</summary>
sealed class PictureCache
{
    const int Kept = 256;

    /// <summary>The colour of danger; a brand's own might be green.</summary>
    static readonly Rgb Danger = new(0x9b, 0x1c, 0x1c);

    // Arrays count as the same only where they are one array, which makes comparing them free of cost.
    readonly ConcurrentDictionary<(Picture Shown, Rgb Colour), byte[]> pictures = new();

    internal byte[] Get(Picture shown, Rgb brand)
    {
        if (pictures.Count >= Kept)
            pictures.Clear();
        var colour = shown is RiskMatrix ? Danger : brand;
        return pictures.GetOrAdd(
            (shown, colour), static key => PngPress.Write(key.Shown.Draw(), key.Colour));
    }
}
