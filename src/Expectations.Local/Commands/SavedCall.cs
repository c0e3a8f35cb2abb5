using System.Text;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Local.Commands;

/// <summary>A call of a tool as somebody saved it.</summary>
sealed record SavedCall(Tool Tool, string Project, string? Key, Dictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Reads request line, headers, an empty line and the body, byte for byte.</summary>
    /// <returns>None where it is something else.</returns>
    public static SavedCall? Read(byte[] bytes)
    {
        var (head, body) = Split(bytes);
        var lines = Encoding.UTF8.GetString(head).Split('\n', StringSplitOptions.TrimEntries);
        if (lines[0].Split(' ') is not ["POST", var target, ..]
            || !Uri.TryCreate(new Uri("http://localhost"), target, out var address)
            || address.AbsolutePath.Split('/') is not ["", "api", "webhooks", var name, var project]
            || ToolNames.Find(name) is not { } tool)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is [var header, var value])
                headers[header] = value;
        var key = System.Web.HttpUtility.ParseQueryString(address.Query)["key"];
        return new SavedCall(tool, project, key, headers, body);
    }

    /// <summary>The call as the endpoint sees it.</summary>
    public WebhookRequest ToRequest(WebhookSettings settings, Instant now) => new()
    {
        Headers = Headers,
        Body = Body,
        Callback = settings.CallbackOf(Tool, Project),
        Now = now,
        Secrets = settings.SecretsOf(Tool, Project),
        Key = Key,
    };

    static (byte[] Head, byte[] Body) Split(byte[] bytes)
    {
        foreach (var gap in (byte[][])["\r\n\r\n"u8.ToArray(), "\n\n"u8.ToArray()])
            if (bytes.AsSpan().IndexOf(gap) is >= 0 and var at)
                return (bytes[..at], bytes[(at + gap.Length)..]);
        return (bytes, []);
    }
}
