namespace Expectations.Benchmarks.Forecasts;

/// <summary>The benchmarks that measure how right the product is, not how fast.</summary>
static class Quality
{
    public static int Run(string name, string? data)
    {
        if (data is null || (!File.Exists(data) && !Directory.Exists(data)))
        {
            Console.Error.WriteLine($"Name the file or folder with the data: {name} <path>. See README.md.");
            return 2;
        }

        Console.WriteLine(name switch
        {
            "q1" => Q1EarlyWarning.Run(data),
            "q1-weekly" => Q1Weekly.Run(data),
            "q2" => Q2FinishDates.Run(data),
            "q3" => Q3Replay.Run(data),
            "q3-product" => Q3Product.Run(data),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        });
        return 0;
    }

    /// <summary>The file itself, or the files of a folder whose names end so, in order.</summary>
    public static string[] Files(string path, string ending) => File.Exists(path)
        ? [path]
        : [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(ending, StringComparison.Ordinal) || f.EndsWith(ending + ".gz", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
}
