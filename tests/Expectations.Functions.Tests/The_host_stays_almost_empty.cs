using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Azure.Functions.Worker;

namespace Expectations.Functions.Tests;

public sealed class The_host_stays_almost_empty
{
    /// <summary>What each type of this host is on one machine. A type without an equal belongs into shared code.</summary>
    static readonly Dictionary<string, string> EqualOf = new(StringComparer.Ordinal)
    {
        ["ProjectClock"] = "Expectations.Local.DueLoop",
        ["ClockTurn"] = "Expectations.Local.DueLoop",
        ["ClockStatus"] = "Expectations.Local.DueLoop",
        ["Activities"] = "Expectations.Local.DueLoop",
        ["ProjectStanding"] = "Expectations.Local.DueLoop",
        ["SweepTimer"] = "Expectations.Local.DueLoop",
        ["SweepLog"] = "Expectations.Hosting.Pages.SweepWatch",
        ["ClockBell"] = "Expectations.Local.DueLoop",
        ["OutgoingTimer"] = "Expectations.Local.OutgoingLoop",
        ["HttpFunctions"] = "Expectations.Local.LocalSite",
        ["AcsEmailSender"] = "Expectations.Integrations.Mail.SmtpOutlet",
        // A mail server refuses while it is spoken to; the communication service reports later.
        ["DeliveryReports"] = "Expectations.Integrations.Mail.SmtpOutlet",
        ["FunctionsSettings"] = "Expectations.Local.Portfolio.HostSettings",
        ["HostParts"] = "Expectations.Local.RealParts",
        ["Program"] = "Program",
    };

    static readonly Assembly Host = typeof(ProjectClock).Assembly;
    static readonly Assembly Local = Assembly.Load("Expectations.Local");

    [Fact]
    public void Every_type_has_its_equal_on_one_machine()
    {
        var types = Host.GetTypes().Where(type => !type.IsNested && type.FullName!.All(c => c is not '<' and not '$')
            && (type.Namespace == "Expectations.Functions" || type.Name == "Program")).Select(type => type.Name);

        Assert.Equal(EqualOf.Keys.Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
        Assembly[] assemblies =
            [Local, typeof(Hosting.Pages.SweepWatch).Assembly, typeof(Integrations.Mail.SmtpOutlet).Assembly];
        Assert.All(EqualOf.Values, equal => Assert.Contains(assemblies, assembly => assembly.GetType(equal) is not null));
    }

    [Fact]
    public void It_has_at_most_600_lines_of_code()
    {
        var lines = TheRepository.Sources("src/Expectations.Functions").SelectMany(File.ReadLines)
            .Select(line => line.Trim()).Count(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

        Assert.InRange(lines, 100, 600);
    }

    [Fact]
    public void Functions_are_public_for_the_worker_finds_no_others()
    {
        var functions = Host.GetTypes().SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null).ToList();

        Assert.Equal(
            ["AdvanceProject", "DeliverLetters", "DeliveryReports", "Health", "OutgoingTimer", "Pages", "ProjectClock", "SweepTimer"],
            functions.Select(f => f.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal));
        Assert.All(functions, function => Assert.True(function.IsPublic && function.DeclaringType!.IsPublic));
    }

    [Fact]
    public void The_function_that_takes_every_address_is_asked_last()
    {
        var names =
            from type in new[] { typeof(HttpFunctions), typeof(DeliveryReports) }
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is not null
            select (method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger.Route);

        var inOrder = names.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).ToList();
        Assert.Equal(3, inOrder.Count);
        Assert.Equal("{*path}", inOrder[^1].Route);
        Assert.DoesNotContain(inOrder[..^1], function => function.Route!.Contains('{'));
    }

    [Fact]
    public void The_host_file_keeps_links_equal_and_versions_orchestrations()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var (http, durable) = (Extension("http"), Extension("durableTask"));

        Assert.Equal("", http.GetProperty("routePrefix").GetString());
        Assert.Equal("%TASKHUB_NAME%", durable.GetProperty("hubName").GetString());
        Assert.Equal("1.0", durable.GetProperty("defaultVersion").GetString());

        JsonElement Extension(string name) => file.RootElement.GetProperty("extensions").GetProperty(name);
    }

    [Fact]
    public void The_runtime_traces_no_requests_whatever_way_it_is_watched()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var levels = file.RootElement.GetProperty("logging").GetProperty("logLevel");

        // With a destination this mode traces requests; the start refuses one. The other mode would, by this category.
        Assert.Equal("OpenTelemetry", file.RootElement.GetProperty("telemetryMode").GetString());
        Assert.Equal("None", levels.GetProperty("Host.Results").GetString());
        using var sample = JsonDocument.Parse(TheRepository.Read("local.settings.sample.json"));
        var given = sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name);
        Assert.Empty(given.Intersect(FunctionsSettings.DestinationsOfTheRuntime));
    }

    [Fact]
    public void Local_settings_are_never_published()
    {
        var project = XDocument.Parse(TheRepository.Read("src/Expectations.Functions/Expectations.Functions.csproj"));

        var local = project.Descendants().Where(item => item.Attribute("Include")?.Value.Contains(
            "local.settings", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(2, local.Count);
        Assert.All(local, item => Assert.Equal("Never", item.Attribute("CopyToPublishDirectory")!.Value));
    }

    [Fact]
    public void The_sample_of_local_settings_and_the_readme_know_every_setting()
    {
        using var sample = JsonDocument.Parse(TheRepository.Read("local.settings.sample.json"));
        var given = sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name)
            .Where(name => name.StartsWith("Expectations__", StringComparison.Ordinal)).Select(name => name[14..]);
        var readme = TheRepository.Read("src/Expectations.Functions/README.md");

        Assert.Subset(SettingNames.All, given.ToHashSet());
        Assert.All(SettingNames.All, name => Assert.Contains($"| `Expectations__{name}` |", readme));
    }

    [Fact]
    public void Declarations_never_ship()
    {
        var project = TheRepository.Read("src/Expectations.Functions/Expectations.Functions.csproj");

        Assert.Contains("<Target Name=\"RefuseToShipTheSurface\" BeforeTargets=\"PrepareForPublish;", project);
        var declared = XDocument.Parse(project).Descendants("ProjectReference").Single(reference =>
            reference.Attribute("Include")!.Value.Contains("AzureApiSurface", StringComparison.Ordinal));
        Assert.Equal("'$(AzureWorkerSdk)' != 'packages'", declared.Parent!.Attribute("Condition")!.Value);
    }
}
