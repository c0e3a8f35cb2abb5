using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Expectations.Functions.Tests.Infrastructure;

/// <summary>Compiled by the real compiler; only the public registry's modules are replaced.</summary>
[Trait("Speed", "slow")]
public sealed partial class When_the_infrastructure_is_compiled(CompiledInfrastructure compiled)
    : IClassFixture<CompiledInfrastructure>
{
    readonly JsonElement template = compiled.Template;

    [Fact]
    public void The_compiler_has_nothing_to_complain_about() => Assert.Equal("", compiled.Complaints);

    [Fact]
    public void Azd_passes_every_parameter_that_is_needed_and_none_that_is_not()
    {
        var declared = template.GetProperty("parameters").EnumerateObject().ToList();
        using var file = JsonDocument.Parse(TheRepository.Read("infra/main.parameters.json"));
        var passed = file.RootElement.GetProperty("parameters").EnumerateObject().Select(p => p.Name).ToHashSet();

        Assert.Subset(declared.Select(p => p.Name).ToHashSet(), passed);
        Assert.All(
            declared.Where(parameter => !parameter.Value.TryGetProperty("defaultValue", out _)),
            parameter => Assert.Contains(parameter.Name, passed));
    }

    [Fact]
    public void Secrets_are_secure_and_no_output_tells_them()
    {
        foreach (var name in new[] { "operatorKey", "unsubscribeKey", "graphClientSecret" })
            Assert.Equal("securestring", template.GetProperty("parameters").GetProperty(name).GetProperty("type").GetString());
        Assert.DoesNotContain("Key", template.GetProperty("outputs").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_storage_key_and_no_instrumentation_key_opens_anything()
    {
        Assert.Contains("\"allowSharedKeyAccess\":{\"value\":false}", Compact(template));
        Assert.Contains("\"disableLocalAuth\":{\"value\":true}", Compact(template));
        Assert.DoesNotContain("AccountKey", Compact(template));
    }

    [Fact]
    public void The_app_is_given_exactly_settings_the_host_knows()
    {
        var given = Setting().Matches(TheRepository.Read("infra/app/app.bicep")).Select(m => m.Groups["name"].Value);

        Assert.Subset(SettingNames.All, given.ToHashSet());
    }

    [Fact]
    public void The_runtime_is_given_no_destination_for_its_own_traces()
    {
        var settings = TheRepository.Read("infra/app/app.bicep").Split('\n')
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).ToList();

        Assert.Contains(settings, line => line.Contains("Expectations__ApplicationInsights: insights", StringComparison.Ordinal));
        foreach (var name in FunctionsSettings.DestinationsOfTheRuntime)
            Assert.DoesNotContain(settings, line => line.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("is failing", "src/Expectations.Functions/ProjectClock.cs")]
    [InlineData("the others go on", "src/Expectations.Functions/ProjectClock.cs")]
    [InlineData("times and is tried on", "src/Expectations.Hosting/Delivery/EffectCourier.cs")]
    [InlineData("did not arrive", "src/Expectations.Integrations/Mail/Acs/DeliveryReportBook.cs")]
    [InlineData("\"deliver letter\"", "src/Expectations.Hosting/Delivery/DeliveryTelemetry.cs")]
    [InlineData("A sweep has ended", "src/Expectations.Functions/SweepTimer.cs")]
    public void Alerts_look_for_words_the_host_writes(string words, string source)
    {
        Assert.Contains(words, TheRepository.Read("infra/app/alerts.bicep"));
        Assert.Contains(words, TheRepository.Read(source).Replace("\"\n                + \"", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Azd_finds_the_project_and_the_hooks()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(TheRepository.Read("azure.yaml")));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;

        Assert.True(Directory.Exists(Path.Combine(TheRepository.Root, root["services"]["api"]["project"].ToString())));
        foreach (var hook in ((YamlMappingNode)root["hooks"]).Children.Values)
        {
            var script = Path.Combine(TheRepository.Root, hook["run"].ToString());
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), script);
        }
        Assert.Contains("'azd-service-name': 'api'", TheRepository.Read("infra/app/app.bicep"));
    }

    static string Compact(JsonElement json) => JsonSerializer.Serialize(json);

    [GeneratedRegex(@"Expectations__(?<name>\w+):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}

/// <summary>The infrastructure, compiled once.</summary>
public sealed class CompiledInfrastructure : IAsyncLifetime
{
    readonly string folder = Bicep.CopyWithoutRegistry();

    public JsonElement Template { get; private set; }

    public string Complaints { get; private set; } = "";

    public async Task InitializeAsync()
    {
        (var json, Complaints) = await Bicep.BuildAsync(Path.Combine(folder, "main.bicep"));
        if (json.Length > 0)
            Template = JsonDocument.Parse(json).RootElement;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}
