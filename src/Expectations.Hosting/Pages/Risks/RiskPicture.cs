using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Expectations.Core.Projects;
using Expectations.Core.Risks;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>Risks by probability and impact, as a picture and in order of weight.</summary>
/// <param name="Risks">The weightiest first.</param>
public sealed record RiskPicture(ImmutableArray<Risk> Risks)
{
    const int Size = 320;
    const int Margin = 34;
    const int Steps = 5;
    const int Cell = (Size - (2 * Margin)) / Steps;

    /// <summary>What the drawing says, for those who do not see it.</summary>
    public string Message => Open.Length == 0
        ? "No open risks are recorded."
        : string.Join("; ", Open.Select((risk, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{i + 1} {risk.Title}: probability {risk.Probability}, impact {risk.Impact} of 5")));

    /// <summary>The drawing as SVG: impact to the right, probability upwards, each risk by its number.</summary>
    public string Drawing()
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Size} {Size}\" role=\"img\" ")
            .Append(CultureInfo.InvariantCulture, $"aria-label=\"{HtmlEncoder.Default.Encode(Message)}\" ")
            .Append("class=\"matrix\">");
        for (var probability = 1; probability <= Steps; probability++)
            for (var impact = 1; impact <= Steps; impact++)
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left(impact)}\" y=\"{Top(probability)}\" ")
                    .Append(CultureInfo.InvariantCulture, $"width=\"{Cell}\" height=\"{Cell}\" ")
                    .Append(CultureInfo.InvariantCulture, $"class=\"{Zone(probability * impact)}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Size / 2}\" y=\"{Size - 8}\" ")
            .Append("text-anchor=\"middle\">impact →</text>")
            .Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(16 {Size / 2}) rotate(-90)\" ")
            .Append("text-anchor=\"middle\">probability →</text>");
        foreach (var cell in Open.Index().GroupBy(risk => (risk.Item.Probability, risk.Item.Impact)))
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left(cell.Key.Impact) + (Cell / 2)}\" ")
                .Append(CultureInfo.InvariantCulture, $"y=\"{Top(cell.Key.Probability) + (Cell / 2) + 5}\" ")
                .Append("text-anchor=\"middle\" class=\"on-zone\">")
                .AppendJoin(' ', cell.Select(risk => risk.Index + 1)).Append("</text>");
        return svg.Append("</svg>").ToString();
    }

    // Those that are over come last, so that the numbers are those of the table.
    Risk[] Open => [.. Risks.Where(risk => !risk.IsOver)];

    static int Left(int impact) => Margin + ((impact - 1) * Cell);

    static int Top(int probability) => Size - Margin - (probability * Cell);

    // Colour never alone: the numbers in the table say the same.
    static string Zone(int weight) => weight switch
    {
        >= 12 => "zone high",
        >= 6 => "zone middle",
        _ => "zone low",
    };

    /// <summary>Probability times impact.</summary>
    public static int Weight(Risk risk) => RiskRegister.Weight(risk);
}
