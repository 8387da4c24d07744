using Aimux.Silo.Hosting;
using Xunit;

namespace Aimux.Tests.Hosting;

public sealed class StateFolderTests
{
    [Theory]
    [InlineData("/a", "AIMUX_STATE=/b;STATE_DIRECTORY=/c", "/a")]
    [InlineData("none", "AIMUX_STATE=/b", null)]
    [InlineData("", "AIMUX_STATE=/b;STATE_DIRECTORY=/c", "/b")]
    [InlineData("", "AIMUX_STATE=none;STATE_DIRECTORY=/c", null)]
    [InlineData("", "STATE_DIRECTORY=/c:/d;XDG_STATE_HOME=/e", "/c")]
    [InlineData("", "XDG_STATE_HOME=/e;HOME=/f", "/e/aimux")]
    [InlineData("", "XDG_STATE_HOME=e;HOME=/f", "/f/.local/state/aimux")]
    [InlineData("", "HOME=/f", "/f/.local/state/aimux")]
    public void Is_the_first_that_is_named(string configured, string environment, string? expected)
    {
        var variables = environment
            .Split(';')
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        Assert.Equal(expected, StateFolder.Find(configured, variables.GetValueOrDefault));
    }
}
