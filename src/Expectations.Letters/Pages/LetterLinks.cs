using System.Globalization;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;

namespace Expectations.Letters.Pages;

/// <summary>Where the links of one letter lead; none of them does anything when it is only opened.</summary>
sealed class LetterLinks(Letter letter, LetterOptions options)
{
    /// <summary>The token of a letter that is only looked at, as in a preview.</summary>
    const string NotDrawn = "preview";

    readonly string root = options.BaseUrl.AbsoluteUri.TrimEnd('/');

    internal Uri Home => options.BaseUrl;

    internal Uri Decisions() => To("decisions", letter.ProjectId);

    internal Uri Risks() => To("risks", letter.ProjectId);

    internal Uri Changes() => To("changes", letter.ProjectId);

    internal Uri Change(string change) => To("changes", letter.ProjectId, change);

    internal Uri Decide() => To("decide", letter.ProjectId, letter.Secret?.Reveal() ?? NotDrawn);

    internal Uri Client() =>
        To("client", PersonSeal.Client.Write(options.UnsubscribeKey.Span, letter.ProjectId, letter.To.Id));

    internal Uri Unsubscribe() =>
        To("unsubscribe", PersonSeal.Unsubscribe.Write(options.UnsubscribeKey.Span, letter.ProjectId, letter.To.Id));

    internal Uri Pulse(int score)
    {
        var page = To("pulse", PersonSeal.Pulse.Write(options.UnsubscribeKey.Span, letter.ProjectId, letter.To.Id));
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"{page.AbsoluteUri}?score={score}"));
    }

    Uri To(params ReadOnlySpan<string> parts)
    {
        var path = root;
        foreach (var part in parts)
            path += "/" + Uri.EscapeDataString(part);
        return new Uri(path);
    }
}
