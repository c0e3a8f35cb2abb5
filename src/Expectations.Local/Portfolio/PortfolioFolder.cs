using Expectations.Core.Projects;

namespace Expectations.Local.Portfolio;

/// <summary>The projects of a folder, and what keeps others from being used.</summary>
/// <param name="Projects">Projects without a mistake, by identity.</param>
/// <param name="Mistakes">Everything that is wrong, by file and line.</param>
internal sealed record PortfolioContent(ImmutableArray<ProjectSetup> Projects, ImmutableArray<Mistake> Mistakes);

/// <summary>A folder of project files: one YAML file a project, beside <see cref="HostSettingsFile.Name"/>.</summary>
internal static class PortfolioFolder
{
    /// <summary>Reads all project files. A file with a mistake is left out; the others go on.</summary>
    /// <param name="path">The folder; folders within it hold no project files.</param>
    public static PortfolioContent Load(string path)
    {
        var folder = Path.GetFullPath(path);
        if (!Directory.Exists(folder))
            return Nothing(path, "The folder does not exist.", "Create it, or name another one.");
        var files = ProjectFiles(folder).Select(file => ProjectFile.Load(folder, file)).ToList();
        if (files.Count == 0)
            return Nothing(path, "The folder holds no project file.", "Add one, for example webshop.yaml.");
        var twice = files.Where(file => file.Id is not null)
            .GroupBy(file => file.Id!.Text, StringComparer.Ordinal)
            .SelectMany(Twins).ToList();
        var faulty = twice.Select(mistake => mistake.File).ToHashSet(StringComparer.Ordinal);
        return new(
            [.. files.Where(file => !faulty.Contains(file.Name)).Select(file => file.Setup).OfType<ProjectSetup>()
                .OrderBy(setup => setup.Id, StringComparer.Ordinal)],
            [.. files.SelectMany(file => file.Mistakes).Concat(twice)
                .OrderBy(mistake => mistake.File, StringComparer.Ordinal)
                .ThenBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)]);
    }

    static IEnumerable<string> ProjectFiles(string folder) =>
        Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file))
            .Where(name => Path.GetExtension(name) is ".yaml" or ".yml" && name[0] != '.')
            .Where(name => name != HostSettingsFile.Name)
            .Order(StringComparer.Ordinal);

    static IEnumerable<Mistake> Twins(IGrouping<string, ProjectFile> same) =>
        from file in same
        let other = same.FirstOrDefault(candidate => candidate != file)
        where other is not null
        select new Mistake(file.Name, file.Id!.Line, file.Id.Column,
            $"The id '{file.Id.Text}' is also used in {other.Name}.", "Give one of the two another id.");

    static PortfolioContent Nothing(string path, string reason, string mend) =>
        new([], [Mistake.Whole(path, reason, mend)]);
}
