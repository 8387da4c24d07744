using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Wire;
using Xunit;

namespace Aimux.Tests.Wire.Requests;

/// <summary>Compares a translation with what it should be. Requests are told by their fields, without the model's name.</summary>
internal static class Golden
{
    public delegate TranslatedRequest Translation(ReadOnlyMemory<byte> body);

    /// <param name="translate">The translation.</param>
    /// <param name="from">The fields of the request.</param>
    /// <param name="to">The fields of the translation.</param>
    /// <param name="lost">What did not cross, separated by spaces.</param>
    public static void Check(Translation translate, string from, string to, string lost)
    {
        var translated = translate(Body(from));
        var expected = JsonNode.Parse(Body(to))!;
        var actual = JsonNode.Parse(translated.Json)!;
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"expected {expected.ToJsonString()}\n  actual {actual.ToJsonString()}"
        );
        Assert.Equal(lost, string.Join(' ', translated.Dropped));
    }

    /// <summary>The request is refused at the place, and the message names it and what was expected.</summary>
    public static void CheckRefused(Translation translate, string from, string parameter)
    {
        var refusal = Assert.Throws<UntranslatableException>(() => translate(Body(from)));
        Assert.Equal(parameter, refusal.Parameter);
        Assert.StartsWith(parameter, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("expected ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    public static byte[] Body(string fields) => Encoding.UTF8.GetBytes($$"""{"model":"m",{{fields}}}""");
}
