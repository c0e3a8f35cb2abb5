namespace Expectations.Core;

/// <summary>
/// Marks a list that ledgers did not have from the first version on. Empty, it is not written, so that what was
/// recorded before still reads and writes the same.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddedLaterAttribute : Attribute;
