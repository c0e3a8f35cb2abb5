using YamlDotNet.Core;

namespace Expectations.Local.Portfolio;

/// <summary>Something in a settings file that keeps it from being used.</summary>
/// <param name="File">Name of the file, as it stands in the folder.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Mend">What to do about it.</param>
internal sealed record Mistake(string File, int Line, int Column, string Reason, string Mend)
{
    /// <summary>A mistake at a place of the file.</summary>
    public static Mistake At(string file, Mark mark, string reason, string mend) =>
        new(file, (int)mark.Line, (int)mark.Column, reason, mend);

    /// <summary>A mistake of the file as a whole.</summary>
    public static Mistake Whole(string file, string reason, string mend) => new(file, 1, 1, reason, mend);

    /// <summary>The mistake on one line, in the form editors and terminals turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Reason} {Mend}";
}
