using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Operations;
using Aimux.Tests.Architecture;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>docs/protocols.md: it names what is served without being translated.</summary>
public sealed class ProtocolsPagePathsTests
{
    [Fact]
    public void What_passes_as_it_is_stands_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "protocols.md"));
        Assert.All(
            Operation.PassedThrough.Append(Operation.CountTokens),
            operation => Assert.Contains($"/v1{operation.Path}`", page, StringComparison.Ordinal)
        );
        Assert.Contains($"`{HeaderRules.Estimate}: true`", page, StringComparison.Ordinal);
    }
}
