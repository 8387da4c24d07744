using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aimux.Tests.Architecture;

/// <summary>What the rules ask of a type.</summary>
internal static class TypeShape
{
    /// <summary>The types that somebody wrote: not what the compiler or a source generator added.</summary>
    public static IEnumerable<Type> Written(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type =>
                type.Namespace?.StartsWith("Aimux.", StringComparison.Ordinal) == true && !IsGenerated(type)
            );

    /// <summary>A class that others may inherit from although it is not made for it.</summary>
    public static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };

    public static bool IsRecord(Type type) =>
        type.IsValueType
            ? type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null
            : type.GetMethod("<Clone>$") is not null;

    /// <summary>What is wrong with a record as a message between silos; empty if nothing.</summary>
    public static IEnumerable<string> MistakesOfMessage(Type type)
    {
        if (IsOpen(type))
        {
            yield return $"{type} is neither sealed nor abstract";
        }

        if (type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is null)
        {
            yield return $"{type} has no [GenerateSerializer]";
        }

        if (type.GetCustomAttribute<ImmutableAttribute>(inherit: false) is null)
        {
            yield return $"{type} has no [Immutable]";
        }

        if (AliasOf(type) is null)
        {
            yield return $"{type} has no [Alias]";
        }

        foreach (
            var member in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        )
        {
            if (member.CanWrite && member.GetCustomAttribute<IdAttribute>() is null)
            {
                yield return $"{type}.{member.Name} has no [Id]";
            }
        }
    }

    public static string? AliasOf(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || type.DeclaringType is { } outer && IsGenerated(outer);
}
