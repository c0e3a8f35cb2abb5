namespace Expectations.Integrations.Tests.Plans;

/// <summary>
/// Finds the real data, which is never part of the repository: by EXPECTATIONS_DATA, else beside the repository.
/// </summary>
static class SharedData
{
    public static string? Find(string file)
    {
        var given = Environment.GetEnvironmentVariable("EXPECTATIONS_DATA");
        var folders = given is null ? Above(AppContext.BaseDirectory) : [given];
        return folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
    }

    static IEnumerable<string> Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}

/// <summary>A fact about a file of the real data: skipped by name without it, failing without it in CI.</summary>
sealed class ReplayFactAttribute : FactAttribute
{
    public ReplayFactAttribute(string file)
    {
        if (SharedData.Find(file) is null && Environment.GetEnvironmentVariable("CI") is null)
            Skip = $"The real data are not here: {file}. Set EXPECTATIONS_DATA to their folder.";
    }
}
