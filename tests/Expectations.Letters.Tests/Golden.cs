using System.Runtime.CompilerServices;

namespace Expectations.Letters.Tests;

/// <summary>Compares what was written with what was once looked at and found good.</summary>
static class Golden
{
    /// <summary>
    /// Fails where the text differs from the golden file and leaves what came instead beside it, as
    /// <c>*.received.*</c>. With EXPECTATIONS_ACCEPT=1 the golden file is written anew.
    /// </summary>
    internal static void Matches(
        string actual, string name, string ending, [CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "Golden");
        var golden = Path.Combine(folder, $"{name}.golden.{ending}");
        var received = Path.Combine(folder, $"{name}.received.{ending}");
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_ACCEPT") == "1")
            File.WriteAllText(golden, actual);
        var expected = File.Exists(golden) ? File.ReadAllText(golden).ReplaceLineEndings("\n") : "";
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, actual);
        Assert.Fail($"{name}.{ending} differs from its golden file. Compare {received} with {golden}; "
            + "if the new one is right, run again with EXPECTATIONS_ACCEPT=1.");
    }
}
