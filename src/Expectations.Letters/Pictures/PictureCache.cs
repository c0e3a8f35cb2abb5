using System.Collections.Concurrent;
using Expectations.Letters.Html;

namespace Expectations.Letters.Pictures;

/// <summary>Keeps the last pictures, because all recipients of a report share one.</summary>
sealed class PictureCache
{
    const int Kept = 256;

    // Arrays count as the same only where they are one array, which makes comparing them free of cost.
    readonly ConcurrentDictionary<(BurnUp Shown, Rgb Colour), byte[]> pictures = new();

    internal byte[] Get(BurnUp shown, Rgb colour)
    {
        if (pictures.Count >= Kept)
            pictures.Clear();
        return pictures.GetOrAdd((shown, colour), static key => BurnUpPicture.Draw(key.Shown, key.Colour));
    }
}
