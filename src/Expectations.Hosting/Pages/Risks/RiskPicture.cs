using System.Globalization;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Hosting.Pictures;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>Risks by probability and impact, as a picture and in order of weight.</summary>
/// <param name="Risks">The weightiest first, those that are over last: their numbers are those of the table.</param>
public sealed record RiskPicture(ImmutableArray<Risk> Risks)
{
    /// <summary>What the drawing says, for those who do not see it.</summary>
    public string Message => Open.Length == 0
        ? "No open risks are recorded."
        : string.Join("; ", Open.Select((risk, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{i + 1} {risk.Title}: probability {risk.Probability}, impact {risk.Impact} of 5")));

    /// <summary>The drawing as SVG.</summary>
    public string Drawing() => Svg.Write(
        new RiskMatrix([.. Open.Select((risk, i) => new PlacedRisk(i + 1, risk.Probability, risk.Impact))]).Draw(),
        Message);

    /// <summary>Probability times impact.</summary>
    public static int Weight(Risk risk) => RiskRegister.Weight(risk);

    Risk[] Open => [.. Risks.Where(risk => !risk.IsOver)];
}
