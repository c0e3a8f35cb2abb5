using Expectations.Core.Projects;
using Microsoft.Extensions.Configuration;

namespace Expectations.Functions.Tests;

public sealed class When_settings_are_wrong
{
    static readonly string[] Needed = ["BaseUrl", "Sender", "UnsubscribeKey", "OperatorKey", "EmailEndpoint", "LedgerFile"];

    readonly Dictionary<string, string?> values = new(StringComparer.Ordinal)
    {
        ["BaseUrl"] = "https://projects.example.com",
        ["Sender"] = "letters@example.com",
        ["UnsubscribeKey"] = Convert.ToBase64String(new byte[32]),
        ["OperatorKey"] = "a-key-of-enough-length",
        ["EmailEndpoint"] = "https://mail.communication.azure.com",
        ["LedgerFile"] = "ledgers.db",
    };

    readonly Dictionary<string, string?> others = new(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Needed];

    [Fact]
    public void What_is_left_out_has_a_default_that_keeps_within_the_quota_of_a_new_domain()
    {
        var settings = Read();

        Assert.Equal((30, 100), (settings.LettersPerMinute, settings.LettersPerHour));
        Assert.Null(settings.Graph);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_one_stops_the_start_with_its_name(string name)
    {
        values.Remove(name);

        Assert.Contains($"Expectations__{(name == "LedgerFile" ? "Tables" : name)} ", Refusal());
    }

    [Theory]
    [MemberData(nameof(Names))]
    [InlineData("GraphClientSecret")]
    [InlineData("Tables")]
    public void A_vault_reference_that_was_not_resolved_stops_the_start_with_its_name(string name)
    {
        values[name] = "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/it)";

        Assert.Contains($"Expectations__{name} is a Key Vault reference", Refusal());
    }

    [Theory]
    [InlineData("BaseUrl", "http://projects.example.com", "https://")]
    [InlineData("BaseUrl", "projects", "https://")]
    [InlineData("EmailEndpoint", "ftp://mail", "https://")]
    [InlineData("OperatorKey", "short", "16 characters")]
    [InlineData("UnsubscribeKey", "c2hvcnQ=", "32 bytes")]
    [InlineData("UnsubscribeKey", "no base64!", "32 bytes")]
    [InlineData("LettersPerMinute", "0", "from 1 to")]
    [InlineData("LettersPerHour", "many", "from 1 to")]
    [InlineData("GraphClientSecret", "a-secret", "GraphTenantId is missing")]
    [InlineData("Tables", "https://x.table.core.windows.net", "only one of the two")]
    [InlineData("Blobs", "https://x.blob.core.windows.net", "goes with Tables")]
    [InlineData("Webhooks:0:Tool", "fax", "Expectations__Webhooks__0__Tool must be one of: github")]
    [InlineData("Webhooks:0:Tool", "jira", "Expectations__Webhooks__0__Secrets__0 is missing")]
    [InlineData("Outgoing:0:Url", "http://hooks.example", "https://")]
    [InlineData("Outgoing:0:Url", "https://hooks.example", "not among the allowed hosts")]
    [InlineData("OtlpEndpoint", "http://collector.example.com:4318", "https://")]
    public void A_wrong_one_says_what_to_write(string name, string value, string expected)
    {
        values[name] = value;

        Assert.Contains(expected, Refusal());
    }

    [Fact]
    public void Tokens_of_PM_tools_come_with_where_the_tool_is_and_what_is_missing_is_named()
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("Webhooks:0:Tool", "jira"), ("Webhooks:0:Secrets:0", "secret"), ("Webhooks:0:Project", "webshop"),
            ("Webhooks:0:Token", "token"), ("Webhooks:0:User", "mei@agency.example"),
        ])
            values[name] = value;
        var named = Assert.Throws<InvalidOperationException>(Read).Message;
        Assert.Contains("Expectations__Webhooks__0__Token", named, StringComparison.Ordinal);
        Assert.Contains("atlassian.net", named, StringComparison.Ordinal);

        values["Webhooks:0:Address"] = "https://agency.atlassian.net";
        var access = Assert.Single(Read().Webhooks.Access);
        Assert.Equal((Tool.Jira, "token", "webshop", "mei@agency.example", "agency.atlassian.net"), (access.Tool, access.Token, access.Project, access.User, access.Address!.Host));
    }

    [Fact]
    public void Webhooks_in_both_directions_come_with_their_secrets()
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("Webhooks:0:Tool", "azure-devops"), ("Webhooks:0:Project", "webshop"), ("Webhooks:0:Secrets:0", "old"),
            ("Webhooks:0:Secrets:1", "new"), ("Webhooks:1:Tool", "github"), ("Webhooks:1:Secrets:0", "another"),
            ("GitHubToken", "token"), ("OutgoingHosts", "hooks.example, other.example"),
            ("Outgoing:0:Url", "https://hooks.example/in"), ("Outgoing:0:Secrets:0", "whsec_x"), ("Outgoing:0:Events", "report-,change-"),
        ])
            values[name] = value;

        var webhooks = Read().Webhooks;

        Assert.Equal(["AzureDevops/webshop/old,new", "Github//another"], webhooks.Keys.Select(key => $"{key.Tool}/{key.Project}/{string.Join(',', key.Secrets)}"));
        Assert.Equal((Tool.Github, "token"), Assert.Single(webhooks.Access) is var access ? (access.Tool, access.Token) : default);
        var told = Assert.Single(webhooks.Outgoing.Endpoints);
        Assert.Equal(("hooks.example", "report- change-"), (told.Name, string.Join(' ', told.Events)));
        Assert.DoesNotContain("another", $"{Read()}", StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_no_secret_with_it()
    {
        values["OperatorKey"] = "short-secret";
        values.Remove("Sender");

        var refusal = Refusal();

        Assert.Contains("Sender", refusal);
        Assert.Contains("OperatorKey", refusal);
        Assert.DoesNotContain("short-secret", refusal);
    }

    [Theory]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "Expectations__ApplicationInsights")]
    [InlineData("APPINSIGHTS_INSTRUMENTATIONKEY", "Expectations__ApplicationInsights")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "Expectations__OtlpEndpoint")]
    public void A_destination_of_the_runtime_stops_the_start_with_what_to_set_in_its_place(string name, string instead)
    {
        others[name] = "InstrumentationKey=0;IngestionEndpoint=https://watch.example.com";

        var refusal = Refusal();

        Assert.Contains($"{instead} must take the place of {name}", refusal);
        Assert.DoesNotContain("watch.example.com", refusal);
    }

    [Theory]
    [InlineData(30, 100)]
    [InlineData(5, 10)]
    [InlineData(1, 1)]
    [InlineData(1, 1000)]
    [InlineData(30, 100_000)]
    [InlineData(1000, 20_000)]
    public void The_bucket_keeps_within_both_quotas(int perMinute, int perHour)
    {
        (values["LettersPerMinute"], values["LettersPerHour"]) = ($"{perMinute}", $"{perHour}");
        var clock = new HandClock();
        var bucket = HostParts.Quota(Read(), clock);
        var taken = new List<Instant>();

        for (var second = 0; second < 2 * 3600; second++, clock.Now += Duration.FromSeconds(1))
            while (bucket.TryTake(Duration.Zero, out _))
                taken.Add(clock.Now);

        Assert.InRange(Most(taken, Duration.FromMinutes(1)), 1, perMinute);
        Assert.InRange(Most(taken, Duration.FromHours(1)), Math.Min(perHour, 60 * perMinute) / 2, perHour);
    }

    static int Most(List<Instant> taken, Duration span)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < taken.Count; last++)
        {
            while (taken[last] - taken[first] >= span)
                first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    FunctionsSettings Read() => FunctionsSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"Expectations:{v.Key}", v.Value)))
        .AddInMemoryCollection(others).Build());

    string Refusal() => Assert.Throws<InvalidOperationException>(Read).Message;

    sealed class HandClock : IClock
    {
        public Instant Now { get; set; } = Instant.FromUtc(2026, 9, 1, 0, 0);

        public Instant GetCurrentInstant() => Now;
    }
}
