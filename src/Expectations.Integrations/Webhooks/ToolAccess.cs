using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>By what the present state of a PM tool's projects is read.</summary>
/// <param name="Tool">Which tool.</param>
/// <param name="Token">A token that may read.</param>
public sealed record ToolAccess(Tool Tool, string Token)
{
    /// <summary>Identity of our project it is for; none for all of the portfolio.</summary>
    public string? Project { get; init; }

    /// <summary>Where the tool is reached, from the settings and from nowhere else; none for the tool's own.</summary>
    public Uri? Address { get; init; }

    /// <summary>Who the token belongs to, where the tool asks for that.</summary>
    public string? User { get; init; }

    /// <summary>Why it cannot be used, and what to do; none where it can.</summary>
    public string? Problem()
    {
        var title = ToolTitles.Of(Tool);
        if (WebhookTools.ReadingOf(Tool) is not { } reading)
            return $"{title} offers nothing that could be read; leave the token out.";
        if (Address is null && reading.Home is null)
            return $"{title} is reached at an address of your own; add it: {reading.AddressHint}.";
        if (Address is not null && !KeepsSecrets(Address))
            return $"The address of {title} would not keep the token secret; begin it with https://, and leave out "
                + "what follows the path.";
        return reading.UserHint is { } hint && User is null
            ? $"{title} asks who the token belongs to; {hint}."
            : null;
    }

    /// <summary>Never the token.</summary>
    public override string ToString() => $"a token of {ToolTitles.Of(Tool)} for {Project ?? "all projects"}";

    static bool KeepsSecrets(Uri address) =>
        address.IsAbsoluteUri && address is { UserInfo: "", Query: "", Fragment: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
