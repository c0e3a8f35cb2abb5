using System.CommandLine;
using Expectations.Core.Projects;
using Expectations.Local.Portfolio;
using Spectre.Console;

namespace Expectations.Local.Commands;

/// <summary>The portfolio folder most commands work on.</summary>
static class PortfolioOption
{
    public static Option<DirectoryInfo> Create() => new("--portfolio")
    {
        Description = "Folder with a YAML file a project, and portfolio.yaml.",
        Required = true,
    };

    /// <summary>
    /// Reads the settings all projects share; says what is wrong with them where they cannot be used.
    /// </summary>
    public static HostSettings? Settings(DirectoryInfo folder)
    {
        var (settings, mistakes) = HostSettingsFile.Load(folder.FullName, Environment.GetEnvironmentVariable);
        Tell(mistakes);
        return settings;
    }

    /// <summary>Reads the projects; says what is wrong with those that cannot be used. The others go on.</summary>
    public static ImmutableArray<ProjectSetup> Projects(DirectoryInfo folder)
    {
        var content = PortfolioFolder.Load(folder.FullName);
        Tell(content.Mistakes);
        return content.Projects;
    }

    static void Tell(ImmutableArray<Mistake> mistakes)
    {
        foreach (var mistake in mistakes)
            AnsiConsole.MarkupLine($"[yellow]{mistake.ToString().EscapeMarkup()}[/]");
    }
}
