using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Pages.Http;

/// <summary>Lets in those who may come in.</summary>
sealed class Gate(WebSettings settings)
{
    const int LongestName = 80;

    /// <summary>Why the operator's pages stay shut for a request; none where they open.</summary>
    internal Refusal? Refuse(PageRequest request)
    {
        if (settings.OpenOnThisMachine && request.IsFromThisMachine)
            // A name that merely points to this machine may belong to someone else's page.
            return IsLocalName(request.Host)
                ? null
                : new Refusal(403, "Wrong host name", "Open this page as http://localhost instead.");
        if (settings.OperatorKey is null)
            return new Refusal(
                403, "No operator key is configured",
                "Set OperatorKey in the host's settings (16 characters or more) and sign in with it.");
        return IsKey(Given(request).Secret)
            ? null
            : new Refusal(
                401, "Please sign in",
                "Enter your name and, as password, the operator key; programs send it as a bearer token.");
    }

    /// <summary>Whether a POST may have been set off by someone else's page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="browser">Whether it can only come from a browser, which says where it comes from.</param>
    internal static bool IsFromElsewhere(PageRequest request, bool browser)
    {
        if (request.FetchSite is { } site)
            return site != "same-origin" && (browser || site != "none");
        if (request.Origin is { } origin)
            return !Uri.TryCreate(origin, UriKind.Absolute, out var from)
                || !string.Equals(from.Authority, request.Host, StringComparison.OrdinalIgnoreCase);
        return browser;
    }

    /// <summary>Name of the one who asks, for the ledger.</summary>
    internal static string NameOf(PageRequest request) => CleanName(Given(request).Name);

    /// <summary>A name as it may stand in the ledger.</summary>
    internal static string CleanName(string given)
    {
        var name = new string([.. given.Where(c => !char.IsControl(c)).Take(LongestName)]).Trim();
        return name.Length == 0 ? "manager" : name;
    }

    bool IsKey(string given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)),
        SHA256.HashData(Encoding.UTF8.GetBytes(settings.OperatorKey!)));

    static (string Name, string Secret) Given(PageRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Authorization, out var header)
            || header.Parameter is null)
            return ("", "");
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return ("", header.Parameter);
        return Basic(request.Authorization) ?? ("", "");
    }

    /// <summary>Name and password of Basic authentication; none where the header holds none.</summary>
    internal static (string Name, string Secret)? Basic(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || header.Parameter is null)
            return null;
        var decoded = new byte[header.Parameter.Length];
        return Convert.TryFromBase64String(header.Parameter, decoded, out var length)
            && Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2) is [var name, var secret]
                ? (name, secret)
                : null;
    }

    static bool IsLocalName(string? host) =>
        Uri.TryCreate($"http://{host}", UriKind.Absolute, out var uri) && uri.IsLoopback;
}

/// <summary>Why a request is not dealt with, and what to do.</summary>
sealed record Refusal(int Status, string Title, string WhatToDo);
