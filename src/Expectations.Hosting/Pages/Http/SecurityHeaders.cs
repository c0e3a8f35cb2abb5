namespace Expectations.Hosting.Pages.Http;

/// <summary>Headers that keep pages from doing more, or telling more, than they must.</summary>
static class SecurityHeaders
{
    internal const string OfPages =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Letters may style themselves and show their own pictures, and nothing else.</summary>
    internal const string OfLetters =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
        + "base-uri 'none'; frame-ancestors 'self'";

    const string OfEverythingElse = "default-src 'none'; frame-ancestors 'none'";

    internal static PageResponse AddTo(PageResponse response)
    {
        var secured = response
            .With("Referrer-Policy", "no-referrer")
            .With("X-Content-Type-Options", "nosniff")
            .With("Cache-Control", "no-store")
            .With("X-Robots-Tag", "noindex")
            .With("Cross-Origin-Opener-Policy", "same-origin")
            .With("Cross-Origin-Resource-Policy", "same-origin")
            .With("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        return secured.Headers.ContainsKey("Content-Security-Policy")
            ? secured
            : secured.With("Content-Security-Policy", OfEverythingElse);
    }
}
