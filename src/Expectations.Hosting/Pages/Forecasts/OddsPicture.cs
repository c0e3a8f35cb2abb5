using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Core.Projects;
using Expectations.Hosting.Pages.Words;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>
/// How the date of one milestone has moved: week by week to the right, dates upwards; what the plan announced, the fan
/// between even odds and 85 in 100, and what is agreed.
/// </summary>
/// <param name="Points">What was known, week by week; two at least.</param>
/// <param name="Agreed">The agreed date, and since which week it is.</param>
public sealed record OddsPicture(
    ImmutableArray<TrackPoint> Points, ImmutableArray<(LocalDate From, LocalDate Date)> Agreed)
{
    const int Width = 480;
    const int Height = 240;
    const int Left = 96;
    const int Right = 12;
    const int Top = 14;
    const int Bottom = 30;

    LocalDate First => Points[0].On;

    LocalDate Last => Points[^1].On;

    IEnumerable<LocalDate> Dates => Points.SelectMany(p => new[] { p.Announced, p.P50, p.P85 })
        .OfType<LocalDate>().Concat(Agreed.Select(a => a.Date));

    /// <summary>The drawing as SVG.</summary>
    /// <param name="message">What it says, for those who do not see it.</param>
    public string Drawing(string message)
    {
        var svg = new StringBuilder();
        Add(svg, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" class=\"odds\" aria-label=\"");
        svg.Append(HtmlEncoder.Default.Encode(message)).Append("\">");
        foreach (var date in new[] { Dates.Min(), Dates.Max() }.Distinct())
            Text(svg, Left - 8, Y(date) + 4, "end", date);
        Text(svg, Left, Height - 8, "start", First);
        Text(svg, Width - Right, Height - 8, "end", Last);
        TrackPoint[] fan = [.. Points.Where(p => p is { P50: not null, P85: not null })];
        Line(svg, "fan",
            [.. fan.Select(p => (p.On, p.P50!.Value)), .. fan.Reverse().Select(p => (p.On, p.P85!.Value))]);
        Line(svg, "even", [.. fan.Select(p => (p.On, p.P50!.Value))]);
        Line(svg, "announced",
            [.. Points.Where(p => p.Announced is not null).Select(p => (p.On, p.Announced!.Value))]);
        Line(svg, "agreed", [.. Steps()]);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>What it says in words.</summary>
    internal string Message(ClientSpeech speech, string milestone)
    {
        TrackPoint[] said = [.. Points.Where(p => p.Announced is not null)];
        return said is not [var first, .., var last] ? speech.Say(ClientWord.OddsPicture, milestone) : speech.Say(
            ClientWord.OddsPictureMoved, milestone, speech.Day(Agreed[^1].Date), speech.Day(first.On),
            speech.Day(first.Announced!.Value), speech.Day(last.Announced!.Value));
    }

    internal static OddsPicture? Of(LedgerState state, string milestone)
    {
        if (state.Forecasts?.Milestones.GetValueOrDefault(milestone) is not { Points: [var first, _, ..] points }
            || state.Agreed.Milestones.FirstOrDefault(m => m.Id == milestone) is not { } agreed)
            return null;
        var moves = state.Moved.Where(m => m.Milestone == milestone).ToArray();
        return new OddsPicture(points,
        [
            (first.On, moves is [var earliest, ..] ? earliest.From : agreed.Date),
            .. moves.Select(m => (LocalDate.Max(first.On, state.Setup!.Day(m.At)), m.To)),
        ]);
    }

    IEnumerable<(LocalDate On, LocalDate Date)> Steps()
    {
        for (var i = 0; i < Agreed.Length; i++)
        {
            yield return (Agreed[i].From, Agreed[i].Date);
            yield return (i + 1 < Agreed.Length ? Agreed[i + 1].From : Last, Agreed[i].Date);
        }
    }

    void Line(StringBuilder svg, string name, ImmutableArray<(LocalDate On, LocalDate Date)> points)
    {
        if (points.Length < 2)
            return;
        Add(svg, $"<{(name == "fan" ? "polygon" : "polyline")} class=\"{name}\" points=\"");
        foreach (var (on, date) in points)
            Add(svg, $"{X(LocalDate.Min(Last, on))},{Y(date)} ");
        svg.Append("\"/>");
    }

    int X(LocalDate on) => Left + Scaled(First, Last, on, Width - Left - Right);

    int Y(LocalDate date) => Height - Bottom - Scaled(Dates.Min(), Dates.Max(), date, Height - Top - Bottom);

    static int Scaled(LocalDate from, LocalDate until, LocalDate at, int length) =>
        Period.DaysBetween(from, at) * length / Math.Max(1, Period.DaysBetween(from, until));

    static void Text(StringBuilder svg, int x, int y, string anchor, LocalDate date) => Add(
        svg, $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{LocalDatePattern.Iso.Format(date)}</text>");

    static void Add(StringBuilder svg, FormattableString part) =>
        svg.Append(part.ToString(CultureInfo.InvariantCulture));
}
