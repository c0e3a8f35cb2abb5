using System.Text.Encodings.Web;
using System.Text.Unicode;
using Expectations.Letters.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Letters.Html;

/// <summary>Renders a letter's Razor components to html.</summary>
static class HtmlPress
{
    // Without an encoder of its own the renderer would write every Chinese character as an eight-byte entity.
    static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    internal static string Render(LetterPage page, Look look, Func<string, string> pictureSource)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(LetterHtml.Page)] = page,
            [nameof(LetterHtml.Colours)] = look,
            [nameof(LetterHtml.PictureSource)] = pictureSource,
        });
        // A renderer keeps what it has rendered, so each letter has its own. Nothing in a letter waits, so
        // neither do these calls.
        using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<LetterHtml>(parameters);
            using var html = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            root.WriteHtmlTo(html);
            return html.ToString();
        }).GetAwaiter().GetResult();
    }
}
