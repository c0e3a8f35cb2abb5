using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Expectations.Core.Tests.Tidy;

public class The_source_stays_readable
{
    const int LongestLine = 120;
    const int LongestFile = 250;
    const int LongestMethod = 40;

    // Tables of cases in tests read better unwrapped.
    [Fact]
    public void No_line_is_too_long_to_read() => AssertNone(
        from file in TheRepository.Sources("src")
        from line in file.Text.Split('\n').Index()
        where line.Item.TrimEnd('\r').Length > LongestLine
        select $"{file.Name}:{line.Index + 1} has {line.Item.Length} columns");

    [Fact]
    public void No_file_is_longer_than_250_lines() => AssertNone(
        from file in TheRepository.Sources("src")
        let lines = file.Text.TrimEnd().Split('\n').Length
        where lines > LongestFile
        select $"{file.Name} has {lines} lines");

    [Fact]
    public void No_method_is_longer_than_40_lines() => AssertNone(
        from file in TheRepository.Sources("src")
        from method in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
        where method is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
            or LocalFunctionStatementSyntax
        let span = method.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > LongestMethod
        select $"{file.Name}:{span.StartLinePosition.Line + 1} has a method of {lines} lines");

    [Fact]
    public void There_is_source_to_read() => Assert.True(TheRepository.Sources("src", "tests").Count() > 40);

    static void AssertNone(IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, $"{all.Count} to mend:\n{string.Join('\n', all)}");
    }
}
