using Aimux.Dashboard;
using Aimux.Grains.Hosting;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Hosting;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using Xunit;

namespace Aimux.Tests.Architecture;

/// <summary>Who in Aimux names whom, read from the compiled assemblies. Names are given as regular expressions.</summary>
internal static class Dependencies
{
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> All = new(() =>
        new ArchLoader()
            .LoadAssemblies(
                typeof(ICatalogView).Assembly,
                typeof(GrainServices).Assembly,
                typeof(AimuxHost).Assembly,
                typeof(DashboardServices).Assembly,
                typeof(Dependencies).Assembly
            )
            .Build()
    );

    /// <summary>The types among <paramref name="from"/> that name one of <paramref name="to"/>; fails if there is nobody to ask.</summary>
    public static IReadOnlyList<string> Find(string from, string to)
    {
        var sources = ArchRuleDefinition.Types().That().HaveFullNameMatching(from);
        Assert.NotEmpty(sources.GetObjects(All.Value));

        // Types(true): types of assemblies that are not loaded, such as Orleans' own, count too.
        var targets = ArchRuleDefinition.Types(true).That().HaveFullNameMatching(to);
        Assert.NotEmpty(targets.GetObjects(All.Value));
        return
        [
            .. ArchRuleDefinition
                .Types()
                .That()
                .Are(sources)
                .Should()
                .NotDependOnAny(targets)
                .Evaluate(All.Value)
                .Where(result => !result.Passed)
                .Select(result => result.Description),
        ];
    }
}
