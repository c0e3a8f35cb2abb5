using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Tidy;

public partial class Every_fact_and_event_has_its_rule
{
    static readonly LedgerState Registered =
        ProjectLedger.Evolve(LedgerState.Empty, new ProjectRegistered(A.Registration, A.Project));

    public static TheoryData<string> Facts => [.. Names<Fact>()];

    public static TheoryData<string> Events => [.. Names<LedgerEvent>()];

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_fact_is_decided(string name) => AssertKnown(
        () => ProjectLedger.Decide(Registered, (Fact)AnInstance.Of(TypeNamed(name))));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_folded(string name) => AssertKnown(
        () => ProjectLedger.Evolve(Registered, (LedgerEvent)AnInstance.Of(TypeNamed(name))));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_has_a_name_in_storage(string name) =>
        Assert.Single(Registrations, registration => registration.DerivedType.Name == name);

    [Fact]
    public void Names_in_storage_are_plain_and_no_two_the_same()
    {
        var names = Registrations
            .Select(registration => Assert.IsType<string>(registration.TypeDiscriminator)).ToList();
        Assert.Distinct(names);
        Assert.All(names, name => Assert.Matches(Kebab(), name));
    }

    [Fact]
    public void A_fact_and_an_event_without_a_rule_would_be_noticed()
    {
        Assert.Throws<UnreachableException>(() =>
            ProjectLedger.Decide(Registered, new UnheardOf(A.Registration)));
        Assert.Throws<UnreachableException>(() =>
            ProjectLedger.Evolve(Registered, new NeverRecorded(A.Registration)));
    }

    static IEnumerable<JsonDerivedTypeAttribute> Registrations =>
        typeof(LedgerEvent).GetCustomAttributes<JsonDerivedTypeAttribute>();

    static IEnumerable<string> Names<T>() => typeof(T).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract).Select(type => type.Name).Order();

    static Type TypeNamed(string name) => typeof(Fact).Assembly.GetTypes().Single(
        type => type.Name == name && (type.IsAssignableTo(typeof(Fact)) || type.IsAssignableTo(typeof(LedgerEvent))));

    // An invented instance may make no sense to its rule; it only has to have one.
    static void AssertKnown(Action act)
    {
        var trouble = Record.Exception(act);
        Assert.False(trouble is UnreachableException or NotSupportedException or NotImplementedException,
            trouble?.Message);
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kebab();

    sealed record UnheardOf(Instant At) : Fact(At);

    sealed record NeverRecorded(Instant At) : LedgerEvent(At);
}
