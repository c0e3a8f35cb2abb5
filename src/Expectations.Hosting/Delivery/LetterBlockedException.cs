namespace Expectations.Hosting.Delivery;

/// <summary>
/// A letter lacks something it must say, or an address is none; it is never sent with a gap in it.
/// </summary>
/// <param name="missing">What is missing or invalid, and of which part; no addresses.</param>
public sealed class LetterBlockedException(string missing) : Exception(missing)
{
    /// <summary>What is missing or invalid, for example <c>milestone-name (m2)</c>.</summary>
    public string Missing => Message;
}
