using System.Reflection;
using Aimux.Grains.Hosting;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Hosting;
using Xunit;

namespace Aimux.Tests.Architecture;

public sealed class TypeTests
{
    private static readonly Assembly Interfaces = typeof(ICatalogView).Assembly;
    private static readonly Assembly Grains = typeof(GrainServices).Assembly;
    private static readonly Assembly Silo = typeof(AimuxHost).Assembly;

    private static IEnumerable<Type> Messages => TypeShape.Written(Interfaces).Where(TypeShape.IsRecord);

    private static IEnumerable<Type> GrainInterfaces =>
        TypeShape.Written(Interfaces).Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)));

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        Type[] all = [.. TypeShape.Written(Interfaces), .. TypeShape.Written(Grains), .. TypeShape.Written(Silo)];

        Assert.True(all.Length > 100);
        Assert.DoesNotContain(all, TypeShape.IsOpen);
        Assert.True(TypeShape.IsOpen(typeof(OpenMessage)));
        Assert.False(TypeShape.IsOpen(typeof(ClosedMessage)));
    }

    [Fact]
    public void Every_message_is_closed_serializable_immutable_and_has_an_alias()
    {
        Assert.True(Messages.Count() > 15);
        Assert.Empty(Messages.SelectMany(TypeShape.MistakesOfMessage));
    }

    [Fact]
    public void The_rule_of_messages_finds_each_mistake()
    {
        Assert.True(TypeShape.IsRecord(typeof(OpenMessage)));
        Assert.True(TypeShape.IsRecord(typeof(BareValue)));
        Assert.Equal(
            ["neither sealed nor abstract", "no [GenerateSerializer]", "no [Immutable]", "no [Alias]", "no [Id]"],
            TypeShape.MistakesOfMessage(typeof(OpenMessage)).Select(Kind)
        );
        Assert.Equal(
            ["no [GenerateSerializer]", "no [Immutable]", "no [Alias]", "no [Id]"],
            TypeShape.MistakesOfMessage(typeof(BareValue)).Select(Kind)
        );

        static string Kind(string mistake) =>
            mistake[(mistake.IndexOf(' ', StringComparison.Ordinal) + 1)..]
                .Replace("is ", "", StringComparison.Ordinal)
                .Replace("has ", "", StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_types_share_an_alias()
    {
        var aliases = Messages.Concat(GrainInterfaces).Select(TypeShape.AliasOf).ToList();

        Assert.All(aliases, alias => Assert.StartsWith("aimux.", alias, StringComparison.Ordinal));
        Assert.Equal(aliases.Distinct(), aliases);
    }

    [Fact]
    public void Every_grain_interface_and_each_of_its_methods_has_an_alias()
    {
        Assert.NotEmpty(GrainInterfaces);
        Assert.All(GrainInterfaces, type => Assert.NotNull(TypeShape.AliasOf(type)));
        Assert.All(
            GrainInterfaces.SelectMany(type => type.GetMethods()),
            method => Assert.NotNull(TypeShape.AliasOf(method))
        );
        Assert.Null(TypeShape.AliasOf(typeof(IComparable).GetMethods()[0]));
    }

    [Fact]
    public void Implementations_are_internal()
    {
        // What another assembly calls: one method that adds the grains.
        Assert.Equal([typeof(GrainServices)], TypeShape.Written(Grains).Where(type => type.IsPublic));
    }

    private record OpenMessage(int Value);

    private sealed record ClosedMessage(int Value) : OpenMessage(Value);

    private readonly record struct BareValue(int Value);
}
