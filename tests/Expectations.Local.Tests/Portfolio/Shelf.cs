using System.Runtime.CompilerServices;
using Expectations.Local.Portfolio;

namespace Expectations.Local.Tests.Portfolio;

/// <summary>A portfolio folder of one test, removed afterwards.</summary>
public sealed class Shelf : IDisposable
{
    /// <summary>A project file without a mistake; tests break one line of it.</summary>
    public const string Sound = """
        id: webshop
        name: Web shop relaunch
        client: Harbour & Sons
        zone: Europe/London
        cadence: { rule: "FREQ=WEEKLY;BYDAY=FR", start: 2026-09-04T09:00 }
        people:
          - { id: ann, name: Ann Lee, email: ann@agency.example, role: manager }
          - id: bo
            name: Bo Marsh
            email: bo@harbour.example
            role: decider
        plan: { planId: p1, waitingLabel: category5 }
        calendar:
          weekend: [saturday, sunday]
          quietFrom: "20:00"
          quietUntil: "07:00"
        baseline:
          milestones:
            - { id: live, name: Go-live, date: 2026-12-04, bucket: Go-live }

        """;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("portfolio-").FullName;

    internal Shelf With(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    internal PortfolioContent Load() => PortfolioFolder.Load(Folder);

    internal static string Source(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Expectations.Local", path));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
