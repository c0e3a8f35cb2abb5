namespace Expectations.Local.Tests.Portfolio;

public sealed class When_a_project_file_has_a_mistake : IDisposable
{
    readonly Shelf shelf = new();

    /// <summary>What is written, what stands there instead, and the one mistake that must be named.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "zone:", "zoen:", "4:1: There is no key 'zoen' in this file. Did you mean 'zone'?" },
        { "    role:", "    stand-in: ann\n    role:", "11:5: There is no key 'stand-in' in 'people[1]'. Did you mean 'standIn'?" },
        { "planId: p1,", "planId: p1, colour: red,", "12:21: There is no key 'colour' in 'plan'. Remove it, or use one of: planId, teamMailboxes, clientCalendar, waitingLabel, internalLabel, boundaryLabel, everyBucketIsAMilestone, webhooks." },
        { "baseline:", "baseline:\n  version: 2", "18:3: There is no key 'version' in 'baseline'. Remove it, or use one of: goals, deliverables, boundaries, milestones, requirements, capacity, deemedAcceptedAfterDays." },
        { "client: Harbour & Sons\n", "", "1:1: The key 'client' is missing. Add 'client: …'." },
        { "    email: bo@harbour.example\n", "", "8:5: The key 'email' is missing. Add 'email: …'." },
        { "plan: { planId: p1, waitingLabel: category5 }\n", "", "1:1: The key 'plan' is missing. Add 'plan: { planId: … }'." },
        { "cadence: { rule: \"FREQ=WEEKLY;BYDAY=FR\", start: 2026-09-04T09:00 }", "cadence: weekly", "5:10: 'cadence' must be a group of keys. Write 'cadence: { rule: …, start: … }'." },
        { "name: Web shop relaunch", "name: [Web, shop]", "2:7: 'name' must be a text, not a list. Write the text after the colon." },
        { "name: Web shop relaunch", "name:", "2:6: 'name' is empty. Write a value, or remove the line." },
        { "[saturday, sunday]", "saturday", "14:12: 'weekend' must be a list. Begin each entry with '- ' on a line of its own." },
        { "[saturday, sunday]", "[saturday, sun]", "14:23: 'sun' is not one of monday, tuesday, wednesday, thursday, friday, saturday, sunday. Write one of: monday, tuesday, wednesday, thursday, friday, saturday, sunday." },
        { "role: decider", "role: boss", "11:11: 'boss' is not one of manager, decider, reader, sponsor. Write one of: manager, decider, reader, sponsor." },
        { "role: decider", "role: 1", "11:11: '1' is not one of manager, decider, reader, sponsor. Write one of: manager, decider, reader, sponsor." },
        { "start: 2026-09-04T09:00", "start: 2026-09-04", "5:49: '2026-09-04' is not a date with time. Write date, T, hours and minutes, for example 2026-09-04T09:00." },
        { "date: 2026-12-04", "date: 2026-02-30", "19:40: '2026-02-30' is not a date. Write year-month-day, for example 2026-09-04." },
        { "date: 2026-12-04", "date: 04.12.2026", "19:40: '04.12.2026' is not a date. Write year-month-day, for example 2026-09-04." },
        { "\"20:00\"", "8pm", "15:14: '8pm' is not a time of day. Write hours and minutes, for example \"20:00\"." },
        { "\"20:00\"", "\"24:00\"", "15:14: '24:00' is not a time of day. Write hours and minutes, for example \"20:00\"." },
        { "calendar:", "noise: { lettersPerWeek: many }\ncalendar:", "13:26: 'many' is not a whole number. Write digits only, for example 3." },
        { "calendar:", "noise: { skipWhenNothingChanged: yes }\ncalendar:", "13:34: 'yes' is not true or false. Write true or false." },
        { "calendar:", "branding: { footer: \"@Microsoft.KeyVault(VaultName=v;SecretName=s)\" }\ncalendar:", "13:21: 'footer' still holds a Key Vault reference, not its value. Write the value; references are resolved only in the settings of a host in Azure." },
        { "name: Web shop relaunch", "name: &n Web shop relaunch", "2:7: Anchors and aliases are not used here. Write the value out." },
        { "name: Web shop relaunch", "name: !!str Web shop relaunch", "2:7: Tags are not used here. Remove the word that begins with '!'." },
        { "name: Web shop relaunch", "name: Web shop\nname: relaunch", "3:1: Duplicate key name. Keep one of the two." },
        { "name: Web shop relaunch", "name: Web shop relaunch\n---\nid: other", "3:1: The file holds more than one document. Give each project a file of its own." },
    };

    /// <summary>What the setup check finds, and the beginning of what must be said about it.</summary>
    public static TheoryData<string, string, string> Senseless => new()
    {
        { "id: webshop", "id: Web Shop", "1:5: id: " },
        { "Europe/London", "Europe/Londn", "4:7: zone: " },
        { "FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=XX", "5:18: cadence.rule: " },
        { "bo@harbour.example", "bo at harbour", "10:12: people[1].email: " },
        { "    role: decider", "    role: decider\n    standIn: carl", "12:14: people[1].standIn: " },
        { "    role: decider", "    role: manager", "7:3: people: " },
        { "bucket: Go-live", "bucket: \"\"", "19:60: baseline.milestones[0].bucket: " },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void It_is_named_with_line_column_reason_and_mend(string right, string wrong, string named)
    {
        var content = shelf.With("webshop.yaml", Broken(right, wrong)).Load();
        Assert.Equal($"webshop.yaml:{named}", Assert.Single(content.Mistakes).ToString());
        Assert.Empty(content.Projects);
    }

    [Theory]
    [MemberData(nameof(Senseless))]
    public void What_makes_no_sense_is_named_where_it_stands(string right, string wrong, string named)
    {
        var mistakes = shelf.With("webshop.yaml", Broken(right, wrong)).Load().Mistakes;
        Assert.NotEmpty(mistakes);
        Assert.StartsWith($"webshop.yaml:{named}", mistakes[0].ToString(), StringComparison.Ordinal);
        Assert.All(mistakes, mistake => Assert.NotEmpty(mistake.Mend));
    }

    [Fact]
    public void All_mistakes_of_the_file_are_named_at_once()
    {
        var text = Broken("zone: Europe/London", "zone: Mars/Olympus").Replace("role: decider", "role: boss", StringComparison.Ordinal)
            .Replace("2026-12-04", "soon", StringComparison.Ordinal).Replace("weekend", "weekends", StringComparison.Ordinal);
        var mistakes = shelf.With("webshop.yaml", text).Load().Mistakes;
        Assert.Equal([4, 11, 14, 19], mistakes.Select(mistake => mistake.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just words\n")]
    public void A_file_without_settings_is_named(string text)
    {
        var mistake = Assert.Single(shelf.With("webshop.yaml", text).Load().Mistakes);
        Assert.Equal("The file holds no settings.", mistake.Reason);
    }

    [Fact]
    public void A_tab_or_a_lost_bracket_is_named_where_it_stands()
    {
        var tab = Assert.Single(shelf.With("webshop.yaml", Broken("  weekend", "\tweekend")).Load().Mistakes);
        Assert.Equal((14, "Indent with spaces."), (tab.Line, tab.Mend));
        var bracket = Assert.Single(shelf.With("webshop.yaml", Broken("sunday]", "sunday")).Load().Mistakes);
        Assert.InRange(bracket.Line, 14, 16);
        Assert.NotEmpty(bracket.Mend);
    }

    [Fact]
    public void A_huge_a_deep_or_a_binary_file_is_refused_at_once()
    {
        shelf.With("deep.yaml", "id: " + new string('[', 100_000));
        shelf.With("huge.yaml", new string('#', (1 << 20) + 1));
        File.WriteAllBytes(Path.Combine(shelf.Folder, "odd.yaml"), [0x69, 0x64, 0x3a, 0x20, 0xff, 0xfe]);
        Assert.Equal(
            ["The settings are nested too deeply.", "The file is larger than 1 MiB.", "The file is not UTF-8 text."],
            shelf.Load().Mistakes.Select(mistake => mistake.Reason));
    }

    [Fact]
    public void An_alias_bomb_is_refused_before_it_goes_off()
    {
        var bomb = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nid: *c\n";
        Assert.Equal(1, Assert.Single(shelf.With("webshop.yaml", bomb).Load().Mistakes).Line);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("}")]
    [InlineData("\"")]
    [InlineData(": ")]
    [InlineData("\t")]
    [InlineData("\n")]
    [InlineData("\n- ")]
    [InlineData("? ")]
    [InlineData("|\n")]
    [InlineData("%")]
    public void Whatever_is_typed_by_accident_the_file_is_read_or_a_place_in_it_is_named(string slip)
    {
        for (var at = 0; at < Shelf.Sound.Length; at += 11)
        {
            var content = shelf.With("webshop.yaml", Shelf.Sound.Insert(at, slip)).Load();
            Assert.Equal(content.Projects.IsEmpty, content.Mistakes.Length > 0);
            Assert.All(content.Mistakes, mistake => Assert.InRange(mistake.Line, 1, 25));
        }
    }

    [Fact]
    public void Other_projects_go_on()
    {
        var content = shelf.With("broken.yaml", "id: [").With("webshop.yaml", Shelf.Sound).Load();
        Assert.Equal("webshop", Assert.Single(content.Projects).Id);
        Assert.Equal("broken.yaml", Assert.Single(content.Mistakes).File);
    }

    static string Broken(string right, string wrong)
    {
        Assert.Contains(right, Shelf.Sound, StringComparison.Ordinal);
        return Shelf.Sound.Replace(right, wrong, StringComparison.Ordinal);
    }

    public void Dispose() => shelf.Dispose();
}
