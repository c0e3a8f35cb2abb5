using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Expectations.Hosting.Pictures;

/// <summary>Writes a drawing as SVG; its inks are classes of the style sheet, so that it follows a dark page.</summary>
static class Svg
{
    /// <param name="drawing">What is drawn.</param>
    /// <param name="message">What it says, for those who do not see it.</param>
    internal static string Write(Drawing drawing, string message)
    {
        var svg = new StringBuilder();
        Add(svg, $"<svg viewBox=\"0 0 {Drawing.Width} {drawing.Height}\" role=\"img\" class=\"chart\" aria-label=\"");
        svg.Append(HtmlEncoder.Default.Encode(message)).Append("\">");
        foreach (var shape in drawing.Shapes)
            Write(svg, shape);
        return svg.Append("</svg>").ToString();
    }

    static void Write(StringBuilder svg, Shape shape)
    {
        var ink = Class(shape.Ink);
        switch (shape)
        {
            case Line line:
                Add(svg, $"<polyline class=\"line {ink}\" stroke-width=\"{line.Thickness}\"");
                if (line.Dash > 0)
                    Add(svg, $" stroke-dasharray=\"{line.Dash}\"");
                Add(svg, $" points=\"{Places(line.Places)}\"/>");
                break;
            case Area area:
                Add(svg, $"<polygon class=\"{ink}\" points=\"{Places(area.Corners)}\"/>");
                break;
            case Dot dot:
                Add(svg, $"<circle class=\"{ink}\" cx=\"{dot.Centre.X:0.#}\" cy=\"{dot.Centre.Y:0.#}\" ");
                Add(svg, $"r=\"{dot.Radius}\"/>");
                break;
            case Figures figures:
                Add(svg, $"<text class=\"{ink}\" x=\"{figures.At.X:0.#}\" y=\"{figures.At.Y:0.#}\" ");
                Add(svg, $"text-anchor=\"{Class(figures.Side)}\">{figures.Text}</text>");
                break;
        }
    }

    static string Places(ImmutableArray<Spot> places) => string.Join(
        ' ', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")));

    static string Class<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    static void Add(StringBuilder svg, FormattableString part) =>
        svg.Append(part.ToString(CultureInfo.InvariantCulture));
}
