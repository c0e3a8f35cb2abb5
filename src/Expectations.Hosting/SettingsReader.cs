using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Expectations.Hosting;

/// <summary>Reads settings and gathers what is wrong with them, so that one start tells everything.</summary>
/// <param name="configuration">Where they stand.</param>
/// <param name="section">The section of it.</param>
public sealed class SettingsReader(IConfiguration configuration, string section)
{
    readonly List<string> complaints = [];

    /// <summary>Notes what is wrong with one, in words that follow its name.</summary>
    public void Complain(string name, string what) => complaints.Add(
        $"{section}__{name.Replace(":", "__", StringComparison.Ordinal)} {what}.");

    /// <summary>Ends the start where anything was wrong.</summary>
    /// <exception cref="InvalidOperationException">Something was; it names each.</exception>
    public void ThrowIfWrong()
    {
        if (complaints.Count > 0)
            throw new InvalidOperationException(
                $"The host cannot start. {string.Join(' ', complaints)} See the settings in README.md.");
    }

    /// <summary>A text that may be left out.</summary>
    public string? Optional(string name)
    {
        var value = configuration[$"{section}:{name}"]?.Trim();
        // Where a vault reference cannot be resolved, the reference itself becomes the value.
        if (value?.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true)
            Complain(name,
                "is a Key Vault reference that was not resolved; let the app's identity read that secret");
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>A text of so many characters or more.</summary>
    public string Text(string name, int shortest = 1)
    {
        var value = Optional(name);
        if (value is null)
            Complain(name, "is missing");
        else if (value.Length < shortest)
            Complain(name, $"must have at least {shortest} characters");
        return value ?? "";
    }

    /// <summary>A secret of so many bytes or more, written in Base64.</summary>
    public byte[] Key(string name, int bytes)
    {
        var buffer = new byte[1024];
        var isKey = Convert.TryFromBase64String(Text(name), buffer, out var length) && length >= bytes;
        if (!isKey && Optional(name) is not null)
            Complain(name,
                $"must be {bytes} bytes or more in Base64, as 'openssl rand -base64 {bytes}' prints them");
        return buffer[..length];
    }

    /// <summary>A whole number from 1 to 100000; the other one where it is left out.</summary>
    public int Number(string name, int otherwise)
    {
        var isNumber =
            int.TryParse(Optional(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (Optional(name) is not null && (!isNumber || number is < 1 or > 100_000))
            Complain(name, "must be a whole number from 1 to 100000");
        return isNumber ? number : otherwise;
    }

    /// <summary>An address by https, or by http on this machine.</summary>
    public Uri? Url(string name, bool optional = false)
    {
        var text = optional ? Optional(name) : Text(name);
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            return url;
        if (!string.IsNullOrEmpty(text))
            Complain(name, "must begin with https://, or with http://localhost on this machine");
        return null;
    }
}
