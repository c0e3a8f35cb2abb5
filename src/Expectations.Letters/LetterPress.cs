using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Letters.Html;
using Expectations.Letters.Mail;
using Expectations.Letters.Pages;
using Expectations.Letters.Pictures;
using Expectations.Letters.Text;

namespace Expectations.Letters;

/// <summary>
/// Writes letters in the recipient's language as html and text, and freezes them. Safe to share.
/// </summary>
/// <param name="options">What letters need to know of this installation.</param>
/// <exception cref="ArgumentException">An option is unsafe; the message says how to mend it.</exception>
public sealed class LetterPress(LetterOptions options) : ILetterPress
{
    readonly LetterOptions options = LetterOptions.Checked(options);
    readonly Post post = new(options);
    readonly PictureCache pictures = new();

    /// <inheritdoc/>
    /// <exception cref="LetterBlockedException">
    /// The letter lacks something it must say, or an address is none.
    /// </exception>
    public FrozenLetter Press(Letter letter)
    {
        var page = LetterWriter.Write(letter, options);
        var look = Look.Of(letter.Branding.Colour);
        var brand = Rgb.TryParse(look.BrandText)!.Value;
        ImmutableArray<(string Name, byte[] Png)> drawn =
        [
            .. page.Blocks.OfType<PictureBlock>()
                .Select(block => (block.Picture.Name, pictures.Get(block.Picture, brand))),
        ];
        var html = HtmlPress.Render(page, look, name => $"cid:{post.PictureId(letter, name)}");
        return post.Freeze(letter, page, html, TextPress.Write(page), drawn);
    }

    /// <inheritdoc/>
    public ShownContent Show(Letter letter) => PageShowing.Of(LetterWriter.Write(letter, options, whole: true));
}
