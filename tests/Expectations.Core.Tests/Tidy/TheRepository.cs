namespace Expectations.Core.Tests.Tidy;

/// <summary>The C# files of the repository, as they are written.</summary>
static class TheRepository
{
    static readonly string[] NotOurs = ["bin", "obj", "node_modules", "AzureApiSurface"];

    /// <summary>Files below a folder of the repository, without what is generated.</summary>
    public static IEnumerable<(string Name, string Text)> Sources(params string[] folders) =>
        from folder in folders
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !name.Split('/').Intersect(NotOurs).Any() && !name.EndsWith(".g.cs", StringComparison.Ordinal)
        orderby name
        select (name, File.ReadAllText(path));

    /// <summary>The text of a file.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    /// <summary>Whether there is a file or folder of that name.</summary>
    public static bool Has(string name) => Path.Exists(Path.Combine(Root, name));

    static string Root { get; } = Up(AppContext.BaseDirectory);

    static string Up(string folder) => File.Exists(Path.Combine(folder, "Expectations.Functions.sln"))
        ? folder
        : Up(Path.GetDirectoryName(folder)
            ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
