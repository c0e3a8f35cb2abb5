using System.Reflection;
using System.Runtime.CompilerServices;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Tidy;

/// <summary>Invents an instance of any record of the core.</summary>
static class AnInstance
{
    public static object Of(Type type) => Known(type) ?? Build(type);

    static object? Known(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(Instant) ? A.FirstReport
        : type == typeof(ProjectSetup) ? A.Project
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : type.Namespace == typeof(ImmutableArray).Namespace ? EmptyOf(type)
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    static object Build(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type.Name} cannot be built.");
        var built = constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
        foreach (var property in type.GetProperties())
            if (property.IsDefined(typeof(RequiredMemberAttribute)))
                property.SetValue(built, Of(property.PropertyType));
        return built;
    }

    static object? Argument(ParameterInfo parameter) =>
        parameter.HasDefaultValue || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            ? null : Of(parameter.ParameterType);

    static object EmptyOf(Type type) =>
        type.GetField("Empty", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
}
