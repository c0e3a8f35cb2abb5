using System.Security.Cryptography;

namespace Expectations.Local;

/// <summary>The secret that seals unsubscribe links, made once and kept beside the ledgers.</summary>
static class UnsubscribeKey
{
    const int Bytes = 32;

    /// <summary>Reads the key of a data folder, or makes it. Without it, links in old letters stop working.</summary>
    /// <exception cref="InvalidDataException">The file holds no key; the message says what to do.</exception>
    public static byte[] Of(string folder)
    {
        var path = Path.Combine(folder, "unsubscribe.key");
        if (!File.Exists(path))
            Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Bytes
            ? key
            : throw new InvalidDataException(
                $"{path} holds no key of {Bytes} bytes. Restore it from a backup; "
                + "deleting it breaks the links of old letters.");
    }

    static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(RandomNumberGenerator.GetBytes(Bytes));
        file.Flush(flushToDisk: true);
    }
}
