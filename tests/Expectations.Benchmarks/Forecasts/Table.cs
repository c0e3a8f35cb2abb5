using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>Rows of a file with a header, gzipped or not; columns are found by name.</summary>
static class Table
{
    public static List<Dictionary<string, string>> Read(string file)
    {
        using var text = Open(file);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var columns = csv.HeaderRecord ?? throw new InvalidDataException($"{file} has no header.");
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(columns.ToDictionary(c => c, c => csv.GetField(c) ?? ""));
        return rows;
    }

    public static StreamReader Open(string file)
    {
        Stream bytes = File.OpenRead(file);
        if (file.EndsWith(".gz", StringComparison.Ordinal))
            bytes = new GZipStream(bytes, CompressionMode.Decompress);
        return new StreamReader(bytes);
    }
}
