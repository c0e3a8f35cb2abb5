namespace Expectations.Forecasting.Warnings;

/// <summary>
/// Turns chances that wobble into a lamp that does not: it goes on after two readings in a row at or above the
/// threshold, or at once when the chance is near certainty; it goes off after two readings well below.
/// </summary>
/// <param name="IsOn">Whether the lamp is on.</param>
/// <param name="Against">Readings in a row that spoke against its present state.</param>
public sealed record WarningLamp(bool IsOn = false, int Against = 0)
{
    const double NearCertain = 0.9;
    const double WellBelow = 0.15;
    const int Readings = 2;

    /// <summary>The lamp after one more reading.</summary>
    /// <param name="chance">The chance of missing the date, between 0 and 1.</param>
    /// <param name="threshold">The chance from which on a warning is due.</param>
    public WarningLamp Next(double chance, double threshold)
    {
        if (!IsOn && chance >= Math.Max(NearCertain, threshold))
            return new WarningLamp(IsOn: true);
        var against = IsOn ? chance < threshold - WellBelow : chance >= threshold;
        if (!against)
            return this with { Against = 0 };
        return Against + 1 >= Readings ? new WarningLamp(!IsOn) : this with { Against = Against + 1 };
    }
}
