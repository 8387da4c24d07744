using System.Buffers;
using System.Text;
using Aimux.Silo.Configuration.Toon;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class EncodeFixtureTests
{
    [Fact]
    public void Every_official_case_of_encoding_holds()
    {
        var cases = ToonFixtures.Read("encode");
        var failures = cases.Select(Check).OfType<string>().ToList();

        Assert.Equal(160, cases.Count);
        Assert.Empty(failures);
    }

    private static string? Check(ToonFixtures.Case test)
    {
        var options = new ToonEncodeOptions { IndentSize = test.IndentSize, Delimiter = test.Delimiter };
        var expected = (string)test.Expected!;
        var text = ToonCodec.Encode(test.Input, options);
        var fromJson = new ArrayBufferWriter<byte>();
        ToonCodec.EncodeJson(fromJson, Encoding.UTF8.GetBytes(test.Input?.ToJsonString() ?? "null"), options);
        return text != expected ? $"{test}: {text}, not {expected}"
            : Encoding.UTF8.GetString(fromJson.WrittenSpan) != expected ? $"{test}: otherwise from JSON text"
            : null;
    }
}
