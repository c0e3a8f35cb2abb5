using Expectations.Core.Projects;
using Expectations.Local.Portfolio;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Expectations.Local.Tests.Portfolio;

public sealed class When_an_editor_checks_a_settings_file
{
    const string ProjectSchema = "Portfolio/project.schema.json";
    const string HostSchema = "Portfolio/portfolio.schema.json";

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Shelf.Source("Sample/portfolio"), "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(ProjectSchema, typeof(ProjectSetup), "Project file of Expectations.Functions")]
    [InlineData(HostSchema, typeof(HostSettings), "Settings all projects of a portfolio share")]
    public void The_published_schema_says_what_the_program_reads(string file, Type record, string title)
    {
        var published = Shelf.Source(file);
        var received = Path.ChangeExtension(published, ".received.json");
        var now = SchemaWriter.Write(record, title);
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_ACCEPT") == "1") File.WriteAllText(published, now);
        if (File.Exists(published) && File.ReadAllText(published) == now)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, now);
        Assert.Fail($"{file} is out of date. Compare it with {received}; run again with EXPECTATIONS_ACCEPT=1 to accept.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_samples_pass(string sample)
    {
        var lines = await File.ReadAllLinesAsync(Shelf.Source($"Sample/portfolio/{sample}"));
        var file = sample == "portfolio.yaml" ? HostSchema : ProjectSchema;
        Assert.Equal($"# yaml-language-server: $schema=../../{file}", lines[0]);
        Assert.Empty(await Problems(file, string.Join('\n', lines)));
    }

    [Theory]
    [InlineData("zone:", "zoen:")]
    [InlineData("    email: bo@harbour.example\n", "")]
    [InlineData("role: decider", "role: boss")]
    [InlineData("[saturday, sunday]", "saturday")]
    [InlineData("start: 2026-09-04T09:00", "start: 2026-09-04")]
    [InlineData("\"20:00\"", "8pm")]
    [InlineData("calendar:", "noise: { lettersPerWeek: many }\ncalendar:")]
    [InlineData("baseline:", "baseline:\n  version: 2")]
    public async Task It_finds_the_mistakes_of_form_the_program_finds(string right, string wrong)
    {
        Assert.Empty(await Problems(ProjectSchema, Shelf.Sound));
        Assert.NotEmpty(await Problems(ProjectSchema, Shelf.Sound.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_key_it_offers_is_one_the_program_knows()
    {
        using var shelf = new Shelf();
        var schema = await JsonSchema.FromFileAsync(Shelf.Source(ProjectSchema));
        var offered = schema.ActualProperties.Keys.ToList();
        var mistakes = shelf.With("all.yaml", string.Concat(offered.Select(key => $"{key}:\n"))).Load().Mistakes;
        Assert.Equal(offered.Count, mistakes.Length);
        Assert.DoesNotContain(mistakes, mistake => mistake.Reason.StartsWith("There is no key", StringComparison.Ordinal));
    }

    static async Task<IEnumerable<string>> Problems(string file, string yaml)
    {
        var schema = await JsonSchema.FromFileAsync(Shelf.Source(file));
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return schema.Validate(Json(stream.Documents[0].RootNode)).Select(error => error.ToString());
    }

    static JToken Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(child => new JProperty(child.Key.ToString(), Json(child.Value)))),
        YamlSequenceNode list => new JArray(list.Children.Select(Json)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } truth => truth.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } plain when int.TryParse(plain.Value, out var number) => number,
        _ => ((YamlScalarNode)node).Value,
    };
}
