using System.Text;
using Aimux.Silo.Configuration.Validation;
using Xunit;

namespace Aimux.Tests.Configuration.Validation;

public sealed class ShownSecretTests
{
    /// <summary>The secret may stand where a name belongs.</summary>
    [Theory]
    [InlineData("keys[1]{id,provider,secret}:\n  main,swordfishlower,groq\n")]
    [InlineData("keys[2]{id,provider,secret}:\n  main,swordfishlower,groq\n  main,swordfishlower,groq\n")]
    [InlineData("keys[2]{id,provider,secret}:\n  swordfishlower,groq,main\n  other,groq,main\n")]
    public void No_word_of_a_key_that_may_be_its_secret_is_shown(string keys)
    {
        var reading = Read("version: 1\nproviders[1]{id}:\n  groq\n" + keys);

        Assert.NotEmpty(reading.Findings);
        Assert.All(
            reading.Findings,
            finding => Assert.DoesNotContain("swordfish", finding.ToString(), StringComparison.Ordinal)
        );
    }

    private static ConfigurationReading Read(string text) =>
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "aimux.toon");
}
