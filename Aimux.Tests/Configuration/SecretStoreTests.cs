using Aimux.Silo.Configuration;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class SecretStoreTests
{
    private readonly SecretStore _secrets = new();

    [Fact]
    public void A_secret_is_found_by_the_id_of_its_key()
    {
        _secrets.Set("a/env", new ApiSecret("fake-a"));
        _secrets.Set("b/env", new ApiSecret("fake-b"));
        Assert.Equal("fake-a", _secrets.Find("a/env")!.Reveal());
        Assert.Null(_secrets.Find("A/env"));
        Assert.Null(_secrets.Find("c/env"));
    }

    [Fact]
    public void A_later_secret_takes_the_place_of_an_earlier_one()
    {
        _secrets.Set("a/env", new ApiSecret("fake-1"));
        _secrets.Set("a/env", new ApiSecret("fake-2"));
        Assert.Equal("fake-2", _secrets.Find("a/env")!.Reveal());
    }

    [Fact]
    public void Keys_that_left_are_forgotten()
    {
        _secrets.Set("a/env", new ApiSecret("fake-a"));
        _secrets.Set("b/env", new ApiSecret("fake-b"));
        _secrets.Keep(new HashSet<string>(StringComparer.Ordinal) { "b/env", "c/env" });
        Assert.Null(_secrets.Find("a/env"));
        Assert.NotNull(_secrets.Find("b/env"));
    }
}
