using Expectations.Core.Forecasts;
using Expectations.Core.Reports;
using NodaTime.Text;

namespace Expectations.Hosting.Pictures;

/// <summary>
/// How the date of one milestone has moved: weeks to the right, later dates further up; the date in the plan, what is
/// agreed, by how many days they differ now, and what is forecast between even odds and 85 in 100.
/// </summary>
/// <param name="Track">How it went.</param>
public sealed record DateTrackPicture(DateTrack Track) : Picture
{
    const int Height = 470;
    const float Left = 10;
    const float Right = Drawing.Width - 150;
    const float Top = 62;
    const float Bottom = Height - 136;

    static readonly LocalDatePattern MonthAndDay = LocalDatePattern.CreateWithInvariantCulture("MM'-'dd");

    /// <summary>A shorter span would make a day look like a disaster.</summary>
    const int ShortestSpan = 14;

    /// <inheritdoc/>
    public override string Name => "date-track";

    LocalDate First => Track.Points[0].On;

    LocalDate Last => Track.Points[^1].On;

    LocalDate Earliest => Dates.Min().PlusDays(-Spare / 2);

    LocalDate Latest => Dates.Max().PlusDays(Spare / 2);

    int Spare => Math.Max(0, ShortestSpan - Period.DaysBetween(Dates.Min(), Dates.Max()));

    IEnumerable<LocalDate> Dates => Track.Points.SelectMany(p => new[] { p.Announced, p.P50, p.P85 })
        .OfType<LocalDate>().Concat(Track.Agreed.Select(a => a.Date));

    /// <inheritdoc/>
    public override Drawing Draw() =>
        new(Height, [.. Axis(), .. Fan(), .. FanEnds(), .. Announced(), .. Agreed(), .. Gap()]);

    IEnumerable<Shape> Axis()
    {
        yield return new Line(Ink.Grid, 3, [new(Left, Height - 58), new(Right, Height - 58)]);
        yield return Date(Ink.Quiet, First, new(Left, Height - 14), Side.Start);
        if (First != Last)
            yield return Date(Ink.Quiet, Last, new(Right, Height - 14), Side.End);
    }

    IEnumerable<Shape> Fan()
    {
        TrackPoint[] fan = [.. Track.Points.Where(p => p is { P50: not null, P85: not null })];
        if (fan.Length < 2)
            yield break;
        Spot[] even = [.. fan.Select(p => Place(p.On, p.P50!.Value))];
        Spot[] safe = [.. fan.Select(p => Place(p.On, p.P85!.Value))];
        yield return new Area(Ink.Tint, [.. even, .. safe.Reverse()]);
        yield return new Line(Ink.Brand, 3, [.. even], 8);
        yield return new Line(Ink.Brand, 3, [.. safe], 8);
    }

    /// <summary>Month and day at the end of the fan, where nothing else stands.</summary>
    IEnumerable<Shape> FanEnds()
    {
        if (Track.Points[^1] is not { P50: { } even, P85: { } safe })
            yield break;
        var taken = new List<float> { Y(AgreedNow), Y(Now ?? AgreedNow) };
        foreach (var date in new[] { safe, even })
        {
            if (taken.Exists(y => Math.Abs(y - Y(date)) < Drawing.TextSize + 4))
                continue;
            taken.Add(Y(date));
            yield return new Figures(
                Ink.Quiet, MonthAndDay.Format(date), new(Right + 14, Y(date) + Drawing.TextSize / 3), Side.Start);
        }
    }

    IEnumerable<Shape> Agreed()
    {
        var steps = Track.Agreed.Select(a => (a.From, (LocalDate?)a.Date)).ToArray();
        yield return new Line(Ink.Strong, 6, Steps(steps), 18);
        foreach (var shape in Label(Ink.Strong, AgreedNow, isAbove: !IsLater))
            yield return shape;
    }

    IEnumerable<Shape> Announced()
    {
        var said = Track.Points.Where(p => p.Announced is not null).Select(p => (p.On, p.Announced)).ToArray();
        if (said.Length == 0 || Now is not { } now)
            yield break;
        yield return new Line(Ink.Brand, 9, Steps(said));
        yield return new Dot(Ink.Brand, Place(Last, now), 12);
        foreach (var shape in now == AgreedNow ? [] : Label(Ink.Brand, now, isAbove: IsLater))
            yield return shape;
    }

    /// <summary>By how many days the plan differs from what is agreed, beside the span itself.</summary>
    IEnumerable<Shape> Gap()
    {
        if (Track.DaysLate is not { } days || days == 0)
            yield break;
        var (x, from, to) = (Right + 30, Y(AgreedNow), Y(Now!.Value));
        yield return new Line(Ink.Strong, 4, [new(x - 10, from), new(x, from), new(x, to), new(x - 10, to)]);
        var said = days.ToString("+0;-0", System.Globalization.CultureInfo.InvariantCulture);
        yield return new Figures(Ink.Strong, said, new(x + 12, (from + to) / 2 + Drawing.TextSize / 3), Side.Start);
    }

    LocalDate AgreedNow => Track.Agreed[^1].Date;

    LocalDate? Now => Track.Now;

    bool IsLater => Now is { } now && now >= AgreedNow;

    // What stays as it is goes on to the right; what changes does so on a day.
    ImmutableArray<Spot> Steps((LocalDate From, LocalDate? Date)[] steps)
    {
        var line = ImmutableArray.CreateBuilder<Spot>();
        for (var i = 0; i < steps.Length; i++)
        {
            var until = i + 1 < steps.Length ? steps[i + 1].From : Last;
            line.Add(Place(steps[i].From, steps[i].Date!.Value));
            line.Add(Place(LocalDate.Max(steps[i].From, until), steps[i].Date!.Value));
        }
        return line.ToImmutable();
    }

    // On paper of its own, so that no line runs through it.
    IEnumerable<Shape> Label(Ink ink, LocalDate date, bool isAbove)
    {
        const float Wide = 10 * Drawing.FigureWidth - 12;
        var baseline = Y(date) + (isAbove ? -22 : Drawing.TextSize + 12);
        yield return Area.Box(Ink.Paper, Right - Wide, baseline - Drawing.TextSize + 4, Wide + 4, Drawing.TextSize + 2);
        yield return Date(ink, date, new(Right, baseline), Side.End);
    }

    static Figures Date(Ink ink, LocalDate date, Spot at, Side side) =>
        new(ink, LocalDatePattern.Iso.Format(date), at, side);

    Spot Place(LocalDate on, LocalDate date) => new(X(LocalDate.Min(on, Last)), Y(date));

    float X(LocalDate on) => Left + Share(First, Last, on) * (Right - Left);

    float Y(LocalDate date) => Bottom - Share(Earliest, Latest, date) * (Bottom - Top);

    static float Share(LocalDate from, LocalDate until, LocalDate at) =>
        Period.DaysBetween(from, at) / (float)Math.Max(1, Period.DaysBetween(from, until));
}
