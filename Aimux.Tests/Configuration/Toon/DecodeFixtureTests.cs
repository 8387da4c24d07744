using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class DecodeFixtureTests
{
    [Fact]
    public void Every_official_case_of_decoding_holds()
    {
        var cases = ToonFixtures.Read("decode");
        var failures = cases.Select(Check).OfType<string>().ToList();

        Assert.Equal(404, cases.Count);
        Assert.Equal(158, cases.Count(test => test.Fails));
        Assert.Empty(failures);
    }

    private static string? Check(ToonFixtures.Case test)
    {
        var options = new ToonDecodeOptions { IndentSize = test.IndentSize, Strict = test.Strict };
        var text = Encoding.UTF8.GetBytes((string)test.Input!);
        var errors = new List<ToonError>();
        _ = ToonDocument.Read(text, options, errors);
        var read = ToonCodec.TryDecode(text, options, out var value, out var error);
        if (read != (errors.Count == 0))
        {
            return $"{test}: decoding and collecting errors disagree";
        }

        return (read, test.Fails) switch
        {
            (true, true) => $"{test}: read as {value?.ToJsonString()}, but it is wrong",
            (false, false) => $"{test}: {error}",
            (true, false) when !Same(value, test.Expected) =>
                $"{test}: {value?.ToJsonString()}, not {test.Expected?.ToJsonString()}",
            _ => null,
        };
    }

    /// <summary>Order counts; numbers are the same if their values are.</summary>
    private static bool Same(JsonNode? left, JsonNode? right) =>
        (left, right) switch
        {
            (JsonObject a, JsonObject b) => a.Select(field => field.Key).SequenceEqual(b.Select(field => field.Key))
                && a.All(field => Same(field.Value, b[field.Key])),
            _ => JsonNode.DeepEquals(left, right) || (left is JsonArray a && right is JsonArray b && Same(a, b)),
        };

    private static bool Same(JsonArray left, JsonArray right) =>
        left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second));
}
