using System.Text.RegularExpressions;

namespace Expectations.Core.Tests.Tidy;

public partial class The_readme_leads_to_the_rules
{
    static readonly string Readme = TheRepository.Read("README.md");

    [Fact]
    public void Every_file_it_names_is_there() =>
        Assert.All(Links().Matches(Readme), link => Assert.True(TheRepository.Has(link.Groups[1].Value), link.Value));

    [Fact]
    public void Every_story_of_the_core_stands_in_its_table()
    {
        var stories = TheRepository.Sources("tests/Expectations.Core.Tests").Select(f => Path.GetFileName(f.Name))
            .Where(name => name.StartsWith("When_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(stories);
        Assert.DoesNotContain(stories, story => !Readme.Contains($"`{story}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_story_in_its_table_has_been_written()
    {
        var written = TheRepository.Sources("tests").Select(f => Path.GetFileName(f.Name)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(Stories().Matches(Readme));
        Assert.All(Stories().Matches(Readme), story => Assert.Contains(story.Groups[1].Value, written));
    }

    [GeneratedRegex(@"`(\w+\.cs)` \|")]
    private static partial Regex Stories();

    [GeneratedRegex(@"\]\(((?:src|tests)/[^)]+)\)")]
    private static partial Regex Links();
}
