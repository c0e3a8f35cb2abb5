namespace Expectations.Functions.Tests;

/// <summary>The repository the tests stand in.</summary>
static class TheRepository
{
    public static string Root { get; } = Up(AppContext.BaseDirectory);

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    /// <summary>C# files below a folder, without what is generated.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any());

    static string Up(string folder) => File.Exists(Path.Combine(folder, "Expectations.Functions.sln"))
        ? folder
        : Up(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Outside the repository."));
}
