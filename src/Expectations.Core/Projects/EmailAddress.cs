using System.Globalization;

namespace Expectations.Core.Projects;

/// <summary>What is wrong with an address, and what to write instead.</summary>
readonly record struct AddressProblem(string What, string Mend);

/// <summary>E-mail addresses that letters can be sent to, written in one way only.</summary>
public static class EmailAddress
{
    const int LongestAddress = 254;
    const int LongestMailbox = 64;
    const string Marks = "!#$%&'*+-/=?^_`{|}~.";
    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The form in which addresses are compared and sent to: the part before the @ as written, the domain in
    /// lower case and, where it is international, as its <c>xn--</c> labels (RFC 5891).
    /// </summary>
    /// <exception cref="FormatException">No letter can be sent to the address.</exception>
    public static string Canonical(string address)
    {
        if (Problem(address) is { } problem)
            throw new FormatException($"{problem.What} {problem.Mend}");
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return $"{address[..at]}@{Idn.GetAscii(address, at + 1).ToLowerInvariant()}";
    }

    internal static AddressProblem? Problem(string? address)
    {
        if (address?.Split('@') is not [{ Length: > 0 and <= LongestMailbox } mailbox, { Length: > 0 } domain]
            || address.Length > LongestAddress
            || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || !IsMailbox(mailbox))
            return new("This is not an e-mail address.",
                "Write it as name@example.com, without spaces, quotes or line breaks.");
        if (Labels(domain) is not { } labels)
            return new("The domain of the address is none.", "Write it as name@example.com.");
        return labels.Any(LookAlike.Deceives)
            ? new("The domain mixes alphabets or imitates Latin letters, as look-alike addresses do.",
                "Ask the person for the address and type it in by hand.")
            : null;
    }

    static bool IsMailbox(string mailbox) =>
        mailbox.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal))
        && mailbox[0] != '.' && mailbox[^1] != '.' && !mailbox.Contains("..", StringComparison.Ordinal);

    /// <summary>The labels of a domain in Unicode; none where it is not a domain.</summary>
    static string[]? Labels(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain);
            var labels = Idn.GetUnicode(ascii).Split('.');
            return labels.Length > 1 && labels.All(label => label.Length > 0) && ascii.Length <= 253
                && labels[^1].Any(char.IsLetter) ? labels : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
