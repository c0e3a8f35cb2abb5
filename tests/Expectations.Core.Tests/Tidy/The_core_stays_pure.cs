namespace Expectations.Core.Tests.Tidy;

public class The_core_stays_pure
{
    [Fact]
    public void It_references_the_platform_and_two_libraries_only()
    {
        var references = typeof(ProjectLedger).Assembly.GetReferencedAssemblies().Select(name => name.Name!);
        var beside = references.Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Order();
        Assert.Equal(["Ical.Net", "NodaTime"], beside);
    }

    [Fact]
    public void Its_state_is_immutable()
    {
        var changeable =
            from type in typeof(LedgerState).Assembly.GetTypes()
            where type.IsAssignableTo(typeof(Fact)) || type.IsAssignableTo(typeof(LedgerEvent))
                || type.IsAssignableTo(typeof(Effect)) || type == typeof(LedgerState)
            from property in type.GetProperties()
            where property.SetMethod is { } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(
                    typeof(System.Runtime.CompilerServices.IsExternalInit))
            select $"{type.Name}.{property.Name}";
        Assert.Empty(changeable);
    }
}
