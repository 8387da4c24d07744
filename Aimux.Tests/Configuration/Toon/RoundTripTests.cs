using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class RoundTripTests
{
    private static readonly Gen<ToonEncodeOptions> AnyOptions = Gen.Select(
        Gen.Int[1, 4],
        Gen.Int[0, 2],
        (indent, delimiter) => new ToonEncodeOptions { IndentSize = indent, Delimiter = (ToonDelimiter)delimiter }
    );

    [Fact]
    public void What_is_written_reads_as_what_it_was() =>
        Gen.Select(AnyTree.Value, AnyOptions)
            .Sample(
                (value, options) =>
                {
                    var text = Encoding.UTF8.GetBytes(ToonCodec.Encode(value, options));
                    var back = ToonCodec.Decode(text, new ToonDecodeOptions { IndentSize = options.IndentSize });
                    Assert.True(
                        Same(value, back),
                        $"{value?.ToJsonString()}\n{Encoding.UTF8.GetString(text)}\n{back?.ToJsonString()}"
                    );
                },
                iter: 3000
            );

    [Fact]
    public void What_was_read_is_written_as_it_was() =>
        Gen.Select(AnyTree.Value, AnyOptions)
            .Sample(
                (value, options) =>
                {
                    var text = ToonCodec.Encode(value, options);
                    var back = ToonCodec.Decode(text, new ToonDecodeOptions { IndentSize = options.IndentSize });
                    Assert.Equal(text, ToonCodec.Encode(back, options));
                },
                iter: 1500
            );

    [Fact]
    public void A_json_text_and_its_tree_are_written_alike() =>
        Gen.Select(AnyTree.Value, AnyOptions)
            .Sample(
                (value, options) =>
                {
                    var written = new ArrayBufferWriter<byte>();
                    ToonCodec.EncodeJson(written, Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null"), options);
                    Assert.Equal(ToonCodec.Encode(value, options), Encoding.UTF8.GetString(written.WrittenSpan));
                },
                iter: 1500
            );

    [Fact]
    public void The_generator_makes_every_form()
    {
        var texts = new StringBuilder();
        AnyTree.Value.Sample(
            value => texts.Append(ToonCodec.Encode(value)).Append('\n'),
            iter: 2000,
            threads: 1,
            seed: "0N0XIzNsQ0O2"
        );
        var all = texts.ToString();

        Assert.Contains("[2]{", all, StringComparison.Ordinal);
        Assert.Contains("[2:]{", all, StringComparison.Ordinal);
        Assert.Contains("- ", all, StringComparison.Ordinal);
        Assert.Contains(": []", all, StringComparison.Ordinal);
        Assert.Matches(@"\{[^}]*\{[^}]*\}", all);
        Assert.Matches(@"(?m)^ *- [^ ]*\[\d+\]\{", all);
    }

    /// <summary>Order of rows' fields may change in a table; numbers keep every digit, but not how they are laid out.</summary>
    private static bool Same(JsonNode? left, JsonNode? right) =>
        (left, right) switch
        {
            (JsonObject a, JsonObject b) => a.Count == b.Count
                && a.All(field => b.TryGetPropertyValue(field.Key, out var other) && Same(field.Value, other)),
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
            _ => ToonCodec.Encode(left?.DeepClone()) == ToonCodec.Encode(right?.DeepClone())
                && left?.GetValueKind() == right?.GetValueKind(),
        };
}
