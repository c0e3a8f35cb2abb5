using System.Globalization;

namespace Expectations.Hosting.Pictures;

/// <summary>A risk's place in the matrix.</summary>
/// <param name="Number">Its number in the list beside the picture.</param>
/// <param name="Probability">From 1 to 5.</param>
/// <param name="Impact">From 1 to 5.</param>
/// <param name="IsMeant">Whether it is the one spoken of.</param>
public sealed record PlacedRisk(int Number, int Probability, int Impact, bool IsMeant = false);

/// <summary>
/// Open risks by probability, upwards, and impact, to the right; each by its number, the one spoken of in a disc.
/// </summary>
/// <param name="Risks">The weightiest first.</param>
public sealed record RiskMatrix(ImmutableArray<PlacedRisk> Risks) : Picture
{
    /// <summary>Probability times impact from which on a risk is grave.</summary>
    public const int Grave = 12;

    const int Steps = 5;
    const float Left = 62;
    const float CellWidth = (Drawing.Width - Left - 8) / Steps;
    const float CellHeight = 100;
    const float Top = 8;
    const float Bottom = Top + Steps * CellHeight;
    const int Down = 2;

    /// <inheritdoc/>
    public override string Name => "risks";

    /// <inheritdoc/>
    public override Drawing Draw() => new(
        (int)Bottom + 54, [.. Cells(), .. Risks.GroupBy(r => (r.Probability, r.Impact)).SelectMany(InCell)]);

    static IEnumerable<Shape> Cells()
    {
        for (var step = 1; step <= Steps; step++)
        {
            for (var impact = 1; impact <= Steps; impact++)
                yield return Area.Box(
                    Zone(step * impact), X(impact) + 3, Y(step) + 3, CellWidth - 6, CellHeight - 6);
            yield return Number(Ink.Quiet, step, new(Left - 18, Y(step) + CellHeight / 2 + 13), Side.End);
            yield return Number(Ink.Quiet, step, new(X(step) + CellWidth / 2, Bottom + 42), Side.Middle);
        }
    }

    // More than fit into a cell are counted by their last place.
    static IEnumerable<Shape> InCell(IGrouping<(int Probability, int Impact), PlacedRisk> cell)
    {
        PlacedRisk[] all = [.. cell.OrderByDescending(r => r.IsMeant)];
        var ink = Zone(cell.Key.Probability * cell.Key.Impact) == Ink.High ? Ink.Paper : Ink.Strong;
        var across = all.All(r => r.Number < 10) ? 3 : 2;
        var shown = all.Length > across * Down ? across * Down - 1 : all.Length;
        for (var i = 0; i < shown; i++)
        {
            var at = Slot(cell.Key, i, all.Length, across);
            if (all[i].IsMeant)
            {
                yield return new Dot(Ink.Paper, at, 27);
                yield return new Dot(Ink.Strong, at, 23);
            }
            yield return Number(
                all[i].IsMeant ? Ink.Paper : ink, all[i].Number, at with { Y = at.Y + 13 }, Side.Middle);
        }
        if (shown < all.Length)
        {
            var at = Slot(cell.Key, shown, all.Length, across);
            yield return new Figures(ink, $"+{all.Length - shown}", at with { Y = at.Y + 13 }, Side.Middle);
        }
    }

    static Spot Slot((int Probability, int Impact) cell, int place, int inAll, int across)
    {
        var rows = inAll > across ? Down : 1;
        var inRow = Math.Min(across, inAll - place / across * across);
        return new Spot(
            X(cell.Impact) + CellWidth * (place % across + 1) / (inRow + 1),
            Y(cell.Probability) + CellHeight * (place / across * 2 + 1) / (2 * rows));
    }

    static float X(int impact) => Left + (impact - 1) * CellWidth;

    static float Y(int probability) => Bottom - probability * CellHeight;

    static Ink Zone(int weight) => weight switch
    {
        >= Grave => Ink.High,
        >= 6 => Ink.Middle,
        _ => Ink.Low,
    };

    static Figures Number(Ink ink, int number, Spot at, Side side) =>
        new(ink, number.ToString(CultureInfo.InvariantCulture), at, side);
}
