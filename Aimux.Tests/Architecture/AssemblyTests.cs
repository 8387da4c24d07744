using System.Reflection;
using Aimux.Grains.Hosting;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Hosting;
using Xunit;

namespace Aimux.Tests.Architecture;

public sealed class AssemblyTests
{
    private static readonly Assembly Interfaces = typeof(ICatalogView).Assembly;
    private static readonly Assembly Grains = typeof(GrainServices).Assembly;
    private static readonly Assembly Silo = typeof(AimuxHost).Assembly;
    private static readonly Assembly Dashboard = Assembly.Load("Aimux.Dashboard");

    [Fact]
    public void The_interfaces_stand_on_nothing_of_aimux()
    {
        Assert.Empty(AimuxBelow(Interfaces));
        Assert.Equal(["Aimux.Grains.Interfaces"], AimuxBelow(Grains));
    }

    [Fact]
    public void The_dashboard_stands_on_the_interfaces_alone()
    {
        Assert.Empty(AimuxBelow(Dashboard).Except(["Aimux.Grains.Interfaces"], StringComparer.Ordinal));
        Assert.NotEmpty(AimuxBelow(Silo).Except(["Aimux.Grains.Interfaces"], StringComparer.Ordinal));
    }

    [Fact]
    public void The_interfaces_bring_no_server_with_them()
    {
        Assert.DoesNotContain(References(Interfaces), IsServer);
        Assert.Contains(References(Silo), IsServer);

        static bool IsServer(string name) =>
            name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "Orleans.Runtime";
    }

    private static string[] AimuxBelow(Assembly assembly) =>
        [
            .. References(assembly)
                .Where(name => name.StartsWith("aimux", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
