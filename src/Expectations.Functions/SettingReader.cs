using System.Globalization;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks.Outgoing;
using Microsoft.Extensions.Configuration;

namespace Expectations.Functions;

/// <summary>Reads values and gathers what is wrong, so that one start tells everything.</summary>
sealed class SettingReader(IConfiguration configuration)
{
    readonly List<string> complaints = [];

    public void Complain(string name, string what) => complaints.Add(
        $"{FunctionsSettings.Section}__{name.Replace(":", "__", StringComparison.Ordinal)} {what}.");

    public void ThrowIfWrong()
    {
        if (complaints.Count > 0)
            throw new InvalidOperationException(
                $"The host cannot start. {string.Join(' ', complaints)} See the settings in README.md.");
    }

    public string? Optional(string name)
    {
        var value = configuration[$"{FunctionsSettings.Section}:{name}"]?.Trim();
        // Where a vault reference cannot be resolved, the reference itself becomes the value.
        if (value?.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true)
            Complain(name,
                "is a Key Vault reference that was not resolved; let the app's identity read that secret");
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public string Text(string name, int shortest = 1)
    {
        var value = Optional(name);
        if (value is null)
            Complain(name, "is missing");
        else if (value.Length < shortest)
            Complain(name, $"must have at least {shortest} characters");
        return value ?? "";
    }

    public byte[] Key(string name, int bytes)
    {
        var buffer = new byte[1024];
        var isKey = Convert.TryFromBase64String(Text(name), buffer, out var length) && length >= bytes;
        if (!isKey && Optional(name) is not null)
            Complain(name,
                $"must be {bytes} bytes or more in Base64, as 'openssl rand -base64 {bytes}' prints them");
        return buffer[..length];
    }

    public int Number(string name, int otherwise)
    {
        var isNumber =
            int.TryParse(Optional(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (Optional(name) is not null && (!isNumber || number is < 1 or > 100_000))
            Complain(name, "must be a whole number from 1 to 100000");
        return isNumber ? number : otherwise;
    }

    public ImmutableArray<WebhookKey> Webhooks()
    {
        var keys = ImmutableArray.CreateBuilder<WebhookKey>();
        for (var i = 0; Optional($"Webhooks:{i}:Tool") is { } name; i++)
            if (ToolNames.Find(name) is { } tool)
                keys.Add(new WebhookKey(tool, Optional($"Webhooks:{i}:Project"), Secrets($"Webhooks:{i}:Secrets")));
            else
                Complain(
                    $"Webhooks:{i}:Tool",
                    $"must be one of: {string.Join(", ", Enum.GetValues<Tool>().Select(ToolNames.Of))}");
        return keys.ToImmutable();
    }

    ImmutableArray<string> Secrets(string place)
    {
        var secrets = ImmutableArray.CreateBuilder<string>();
        while (Optional($"{place}:{secrets.Count}") is { } secret)
            secrets.Add(secret);
        if (secrets.Count == 0)
            Complain($"{place}:0", "is missing; a tool without a secret is refused");
        return secrets.ToImmutable();
    }

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

    public OutgoingSettings Outgoing()
    {
        var endpoints = ImmutableArray.CreateBuilder<OutgoingEndpoint>();
        while (Url($"Outgoing:{endpoints.Count}:Url", optional: true) is { } url)
        {
            var place = $"Outgoing:{endpoints.Count}";
            var endpoint = new OutgoingEndpoint
            {
                Name = Optional($"{place}:Name") ?? url.IdnHost,
                Url = url,
                Secrets = Secrets($"{place}:Secrets"),
                Project = Optional($"{place}:Project"),
            };
            endpoints.Add(Optional($"{place}:Events") is { } events
                ? endpoint with { Events = Words(events) }
                : endpoint);
        }
        var settings = new OutgoingSettings
        {
            AllowedHosts = Words(Optional("OutgoingHosts") ?? ""),
            Endpoints = endpoints.ToImmutable(),
        };
        foreach (var problem in settings.Problems())
            Complain("Outgoing", $"cannot be used: {problem}");
        return settings;
    }

    static ImmutableArray<string> Words(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
