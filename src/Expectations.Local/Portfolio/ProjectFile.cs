using Expectations.Core.Calendars;
using Expectations.Core.Projects;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Expectations.Local.Portfolio;

/// <summary>The identity a file gives its project, and where it stands.</summary>
internal sealed record StatedId(string Text, int Line, int Column);

/// <summary>One project file as it was read.</summary>
/// <param name="Name">Name of the file in its folder.</param>
/// <param name="Id">Identity of the project; none when it could not be read.</param>
/// <param name="Setup">The project; none when the file has a mistake.</param>
/// <param name="Mistakes">All that is wrong in the file.</param>
internal sealed record ProjectFile(
    string Name, StatedId? Id, ProjectSetup? Setup, ImmutableArray<Mistake> Mistakes)
{
    const string HolidayPath = $"calendar.{Shape.HolidayFiles}";

    /// <summary>Reads one file and the holiday files it names.</summary>
    public static ProjectFile Load(string folder, string name)
    {
        var mistakes = new List<Mistake>();
        if (YamlText.Load(Path.Combine(folder, name), name, mistakes) is not { } root)
            return new(name, null, null, [.. mistakes]);
        var reader = new NodeReader(name, mistakes);
        var setup = reader.Read<ProjectSetup>(root);
        setup = setup with { Calendar = WithHolidays(setup.Calendar, folder, HolidayFiles(root), reader) };
        foreach (var problem in SetupCheck.Problems(setup).Where(problem => !reader.IsFaulty(problem.Path)).ToList())
            reader.Note(problem.Path, $"{problem.Path}: {problem.What}", problem.Mend);
        return new(name, IdOf(root), mistakes.Count == 0 ? setup : null, [.. mistakes]);
    }

    static WorkingCalendar WithHolidays(
        WorkingCalendar calendar, string folder, ImmutableArray<string> files, NodeReader reader)
    {
        if (reader.IsFaulty(HolidayPath)) return calendar;
        var read = files.Select((file, index) => Holidays(folder, file, $"{HolidayPath}[{index}]", reader)).ToList();
        // What the project file itself says about a day outweighs the holiday files.
        var makeUps = calendar.MakeUpDays
            .Union(read.SelectMany(dates => dates.MakeUpDays).Except(calendar.Holidays)).Order().ToList();
        var holidays = calendar.Holidays
            .Union(read.SelectMany(dates => dates.Holidays).Except(makeUps)).Order();
        return calendar with { Holidays = [.. holidays], MakeUpDays = [.. makeUps] };
    }

    static HolidayDates Holidays(string folder, string file, string path, NodeReader reader)
    {
        var nothing = new HolidayDates([], []);
        if (!Enclosure.Holds(folder, file))
        {
            reader.Note(path, "The holiday file lies outside the portfolio folder.",
                "Copy it beside the project file.");
            return nothing;
        }
        var trouble = new List<Mistake>();
        var text = YamlText.Text(Path.Combine(folder, file), file, trouble);
        foreach (var mistake in trouble) reader.Note(path, $"{file}: {mistake.Reason}", mistake.Mend);
        try
        {
            return text is null ? nothing : HolidayFile.Read(text);
        }
        catch (FormatException broken)
        {
            reader.Note(path, $"{file} is no usable holiday file. {broken.Message.TrimEnd('.')}.",
                "Mend it there, or take it out here.");
            return nothing;
        }
    }

    static ImmutableArray<string> HolidayFiles(YamlMappingNode root) =>
        Child(root, "calendar") is YamlMappingNode calendar
            && Child(calendar, Shape.HolidayFiles) is YamlSequenceNode list
            ? [.. list.Children.OfType<YamlScalarNode>().Select(node => node.Value ?? string.Empty)]
            : [];

    static StatedId? IdOf(YamlMappingNode root) =>
        Child(root, "id") is YamlScalarNode { Value: { Length: > 0 } text, Start: var start }
            ? new(text, (int)start.Line, (int)start.Column)
            : null;

    static YamlNode? Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
}
