namespace Expectations.Local.Tests.Commands;

/// <summary>A portfolio folder of projects that report once, at a moment of their own, into a folder of letters.</summary>
sealed class TryOut : IDisposable
{
    static readonly NodaTime.Text.LocalDateTimePattern Minute =
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("expectations-tryout-");

    public TryOut() => Write("portfolio.yaml", """
        dataFolder: data
        baseUrl: http://localhost:5080
        sender: reports@northlight.example
        lettersPerMinute: 6000
        outlet: { folder: { path: letters } }
        """);

    public string Folder => root.FullName;

    public string Data => Path.Combine(Folder, "data");

    /// <summary>The sample's recorded plans.</summary>
    public static string Plans => Path.Combine(AppContext.BaseDirectory, "Sample");

    public string[] Letters =>
        Directory.Exists(Path.Combine(Folder, "letters")) ? Directory.GetFiles(Path.Combine(Folder, "letters"), "*.eml") : [];

    public void Add(string id, LocalDateTime report) => Write($"{id}.yaml", $$"""
        id: {{id}}
        name: Project {{id}}
        client: Harbour & Finch
        zone: Etc/UTC
        cadence: { rule: FREQ=DAILY, start: {{Minute.Format(report)}} }
        people:
          - { id: grace, name: Grace Lindqvist, email: grace@northlight.example, role: manager }
          - { id: eleanor, name: Eleanor Finch, email: eleanor@harbour-finch.example, role: decider }
        plan: { planId: shop-relaunch }
        calendar: { weekend: [], quietFrom: "00:00", quietUntil: "00:00" }
        review: { hold: never }
        """);

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public void Dispose() => root.Delete(recursive: true);
}
