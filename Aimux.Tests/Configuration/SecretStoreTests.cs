using Aimux.Silo.Configuration;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class SecretStoreTests
{
    private const string Here = "https://here.test/v1";
    private const string There = "https://there.test/v1";

    private readonly SecretStore _secrets = new();

    [Fact]
    public void A_secret_is_found_by_the_id_of_its_key()
    {
        _secrets.Add(With(("a/env", Here, "fake-a"), ("b/env", Here, "fake-b")));
        Assert.Equal("fake-a", _secrets.Find("a/env", Here)!.Reveal());
        Assert.Null(_secrets.Find("A/env", Here));
        Assert.Null(_secrets.Find("c/env", Here));
    }

    [Fact]
    public void A_secret_is_for_the_place_that_it_was_given_for()
    {
        _secrets.Add(With(("a/env", Here, "fake-a")));
        Assert.Null(_secrets.Find("a/env", There));

        // While the configuration changes, either catalog finds its own.
        _secrets.Add(With(("a/env", There, "fake-b")));
        Assert.Equal("fake-a", _secrets.Find("a/env", Here)!.Reveal());
        Assert.Equal("fake-b", _secrets.Find("a/env", There)!.Reveal());
    }

    [Fact]
    public void A_later_secret_takes_the_place_of_an_earlier_one()
    {
        _secrets.Add(With(("a/env", Here, "fake-1")));
        _secrets.Add(With(("a/env", Here, "fake-2")));
        Assert.Equal("fake-2", _secrets.Find("a/env", Here)!.Reveal());
    }

    [Fact]
    public void Keys_that_left_or_moved_are_forgotten()
    {
        _secrets.Add(With(("a/env", Here, "fake-a"), ("b/env", Here, "fake-b"), ("c/env", Here, "fake-c")));
        var after = With(("b/env", Here, "fake-b"), ("c/env", There, "fake-c"));
        _secrets.Add(after);
        _secrets.Keep(after);
        Assert.Null(_secrets.Find("a/env", Here));
        Assert.NotNull(_secrets.Find("b/env", Here));
        Assert.Null(_secrets.Find("c/env", Here));
        Assert.NotNull(_secrets.Find("c/env", There));
    }

    private static ConfiguredProviders With(params (string KeyId, string BaseUrl, string Secret)[] keys)
    {
        var providers = keys.Select(key =>
        {
            var (provider, name) = (key.KeyId.Split('/')[0], key.KeyId.Split('/')[1]);
            return Some.Provider(provider, new Uri(key.BaseUrl), Some.Key(provider, name));
        });
        var secrets = keys.ToDictionary(key => key.KeyId, key => new ApiSecret(key.Secret), StringComparer.Ordinal);
        return new ConfiguredProviders([.. providers], secrets, null, []);
    }
}
