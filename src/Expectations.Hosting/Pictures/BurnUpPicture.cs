using System.Globalization;
using Expectations.Core.Reports;
using NodaTime.Text;

namespace Expectations.Hosting.Pictures;

/// <summary>
/// Tasks done and in all from week to week, today, the agreed dates of the milestones, and when the rest is expected
/// to be done: between even odds and 85 in 100.
/// </summary>
/// <param name="Points">Tasks in all and done, by date, oldest first; one at least.</param>
/// <param name="Agreed">Milestones with their agreed dates, in the order of the report.</param>
/// <param name="Today">The day the report was written.</param>
public sealed record BurnUpPicture(
    ImmutableArray<BurnUpPoint> Points, ImmutableArray<MilestoneLine> Agreed, LocalDate Today) : Picture
{
    const double FutureShare = 1.5;
    const int Height = 430;
    const float Left = 10;
    const float Right = Drawing.Width - 16;
    const float Top = 112;
    const float Bottom = Height - 62;
    const float Mark = Top - 36;

    /// <summary>The picture of a report.</summary>
    public static BurnUpPicture Of(ReportContent content) =>
        new(content.BurnUp, content.Milestones, content.Until);

    /// <inheritdoc/>
    public override string Name => "burn-up";

    /// <summary>First day shown.</summary>
    public LocalDate First => Points[0].On;

    /// <summary>Last day shown; never so far off that the past shrinks to a corner.</summary>
    public LocalDate Last
    {
        get
        {
            var past = Math.Max(7, Period.DaysBetween(First, Today));
            var ahead = Agreed.Select(m => m.Agreed).Append(Today);
            var last = Ends is { } ends ? LocalDate.Max(ends.P85, ahead.Max()) : ahead.Max();
            return LocalDate.Min(last, Today.PlusDays((int)(past * FutureShare)));
        }
    }

    /// <summary>
    /// When all is expected to be done, with even odds and with 85 in 100; none where nothing is forecast.
    /// </summary>
    public (LocalDate P50, LocalDate P85)? Ends =>
        Agreed.Where(m => m is { Reached: null, P50: not null, P85: not null }).ToArray() is { Length: > 0 } ahead
            ? (ahead.Max(m => m.P50!.Value), ahead.Max(m => m.P85!.Value))
            : null;

    /// <inheritdoc/>
    public override Drawing Draw() => new(
        Height, [.. Grid(), .. Milestones(), .. Forecast(), .. Done(), .. Curves(), .. Counts(), .. Dates()]);

    int Most => Math.Max(1, Points.Max(p => Math.Max(p.InAll, p.Done)));

    float X(LocalDate day)
    {
        var days = Math.Max(1, Period.DaysBetween(First, Last));
        return Left + (Right - Left) * Math.Max(0, Period.DaysBetween(First, day)) / days;
    }

    float Y(int tasks) => Bottom - (Bottom - Top) * tasks / Most;

    static IEnumerable<Shape> Grid()
    {
        for (var half = 0; half <= 2; half++)
        {
            var y = Bottom - (Bottom - Top) * half / 2;
            yield return new Line(Ink.Grid, 2, [new(Left, y), new(Right, y)]);
        }
    }

    IEnumerable<Shape> Milestones()
    {
        const float Half = 12;
        const float Apart = 14;
        var taken = float.NegativeInfinity;
        foreach (var (day, number) in Agreed.Select((m, i) => (m.Agreed, i + 1)).OrderBy(m => m.Agreed))
        {
            if (day < First || day > Last)
                continue;
            var x = Math.Clamp(X(day), Left + Half, Right - Half);
            yield return new Line(Ink.Quiet, 2, [new(x, Mark), new(x, Bottom)]);
            yield return new Area(
                Ink.Strong,
                [new(x - Half, Mark), new(x, Mark - Half), new(x + Half, Mark), new(x, Mark + Half)]);
            var half = Number(number).Length * Drawing.FigureWidth / 2f;
            if (x - half - taken < Apart)
                continue;
            taken = x + half;
            yield return new Figures(Ink.Strong, Number(number), new(x, Mark - 24), Side.Middle);
        }
    }

    // What is forecast beyond the last day runs out of the picture at the height it has there.
    IEnumerable<Shape> Forecast()
    {
        var now = Points[^1];
        if (Ends is not { } ends || now.Done >= now.InAll || ends.P85 <= Today)
            yield break;
        var (even, safe) = (Way(ends.P50), Way(ends.P85));
        Spot[] corner = even.X < Right - 1 ? [new(Math.Min(Right, X(ends.P85)), Y(now.InAll))] : [];
        yield return new Area(Ink.Tint, [new(X(now.On), Y(now.Done)), even, .. corner, safe]);
        yield return new Line(Ink.Brand, 4, [new(X(now.On), Y(now.Done)), even], 12);
        yield return new Line(Ink.Brand, 4, [new(X(now.On), Y(now.Done)), safe], 12);

        Spot Way(LocalDate end)
        {
            var (x, full) = (X(LocalDate.Max(end, Today.PlusDays(1))), X(now.On));
            var share = Math.Min(1, (Right - full) / Math.Max(1, x - full));
            return new Spot(full + (x - full) * share, Y(now.Done) - (Y(now.Done) - Y(now.InAll)) * share);
        }
    }

    IEnumerable<Shape> Done()
    {
        yield return new Area(Ink.Tint,
        [
            new(X(First), Bottom), .. Points.Select(p => new Spot(X(p.On), Y(p.Done))), new(X(Points[^1].On), Bottom),
        ]);
        yield return new Line(Ink.Strong, 3, [new(X(Today), Top - 14), new(X(Today), Bottom)], 8);
    }

    IEnumerable<Shape> Curves()
    {
        yield return new Line(Ink.Quiet, 6, Curve(p => p.InAll));
        yield return new Line(Ink.Brand, 9, Curve(p => p.Done));
        var end = Points[^1];
        yield return new Dot(Ink.Quiet, new(X(end.On), Y(end.InAll)), 8);
        yield return new Dot(Ink.Brand, new(X(end.On), Y(end.Done)), 12);
    }

    ImmutableArray<Spot> Curve(Func<BurnUpPoint, int> tasks) => Points.Length == 1
        ? [new(Left, Y(tasks(Points[0]))), new(X(Points[0].On), Y(tasks(Points[0])))]
        : [.. Points.Select(p => new Spot(X(p.On), Y(tasks(p))))];

    // In all below its line and before today, done beside its point: what is forecast rises between them.
    IEnumerable<Shape> Counts()
    {
        var end = Points[^1];
        var x = X(end.On);
        var (all, done) = (Math.Min(Y(end.InAll) + 46, Bottom - 8), Math.Min(Y(end.Done) + 44, Bottom - 8));
        var (inAll, isRoomy) = (Number(end.InAll), x > Left + 6 * Drawing.FigureWidth);
        var doneFits = x < Right - 6 * Drawing.FigureWidth;
        if (end.Done != end.InAll)
            yield return doneFits
                ? new Figures(Ink.Brand, Number(end.Done), new(x + 18, done), Side.Start)
                : new Figures(Ink.Brand, Number(end.Done), new(x - 20, done), Side.End);
        if (isRoomy && (doneFits || done - all > Drawing.TextSize || end.Done == end.InAll))
            yield return new Figures(Ink.Quiet, inAll, new(x - 20, all), Side.End);
        else if (doneFits && (done - all > Drawing.TextSize || end.Done == end.InAll))
            yield return new Figures(Ink.Quiet, inAll, new(x + 18, all), Side.Start);
    }

    IEnumerable<Shape> Dates()
    {
        const float Width = 10 * Drawing.FigureWidth;
        var today = Math.Clamp(X(Today), Left + Width / 2, Drawing.Width - Width / 2 - Left);
        yield return Date(Ink.Strong, Today, today, Side.Middle);
        if (today - Width / 2 > Left + Width)
            yield return Date(Ink.Quiet, First, Left, Side.Start);
        if (Last != Today && Drawing.Width - Left - Width > today + Width / 2)
            yield return Date(Ink.Quiet, Last, Drawing.Width - Left, Side.End);
    }

    static Figures Date(Ink ink, LocalDate day, float x, Side side) =>
        new(ink, LocalDatePattern.Iso.Format(day), new(x, Height - 14), side);

    static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
