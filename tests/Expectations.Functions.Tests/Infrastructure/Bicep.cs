using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Expectations.Functions.Tests.Infrastructure;

/// <summary>The Bicep compiler, from its package.</summary>
static partial class Bicep
{
    static readonly string Compiler = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Bicep").Value!;

    /// <summary>Compiles a file.</summary>
    /// <returns>The ARM template, and everything the compiler has to say.</returns>
    public static async Task<(string Template, string Complaints)> BuildAsync(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Compiler, File.GetUnixFileMode(Compiler) | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(Compiler, ["build", "--no-restore", "--stdout", file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (template, complaints) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(patience.Token);
        return (await template, await complaints);
    }

    /// <summary>
    /// A copy of the infrastructure in which the Azure Verified Modules, which only a registry has, are replaced by
    /// modules that take the same parameters and make nothing.
    /// </summary>
    public static string CopyWithoutRegistry()
    {
        var copy = Directory.CreateTempSubdirectory("infra-").FullName;
        Copy(Path.Combine(TheRepository.Root, "infra"), copy);
        Copy(Path.Combine(TheRepository.Root, "tests/Expectations.Functions.Tests/Infrastructure/Modules"),
            Path.Combine(copy, "modules"));
        var main = Path.Combine(copy, "main.bicep");
        File.WriteAllText(main, Verified().Replace(File.ReadAllText(main), "'modules/${name}.bicep'"));
        return copy;
    }

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"'br/public:avm/res/[a-z-]+/(?<name>[a-z-]+):\d+\.\d+\.\d+'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Verified();
}
