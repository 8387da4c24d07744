using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Toon;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Configuration.Toon;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0e7", "0")]
    [InlineData("-0.000e-99", "0")]
    [InlineData("1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("1.0", "1")]
    [InlineData("1.50", "1.5")]
    [InlineData("-2.50e1", "-25")]
    [InlineData("0.1e1", "1")]
    [InlineData("0.05", "0.05")]
    [InlineData("1e2", "100")]
    [InlineData("1E+2", "100")]
    [InlineData("12.5e-1", "1.25")]
    [InlineData("100e-2", "1")]
    [InlineData("123.456e2", "12345.6")]
    // No digit is lost where a double would lose some.
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("0.12345678901234567890123", "0.12345678901234567890123")]
    // The bounds of plain digits.
    [InlineData("999999999999999999999", "999999999999999999999")]
    [InlineData("999999999999999999999.5", "999999999999999999999.5")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("1e21", "1e+21")]
    [InlineData("123e19", "1.23e+21")]
    [InlineData("-1.5e300", "-1.5e+300")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1e-6", "0.000001")]
    [InlineData("1.5e-6", "0.0000015")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("1.25e-7", "1.25e-7")]
    [InlineData("0.0000009", "9e-7")]
    [InlineData("5e-324", "5e-324")]
    // Beyond any double.
    [InlineData("1e400", "1e+400")]
    [InlineData("-1e-400", "-1e-400")]
    public void A_number_is_laid_out_in_one_way(string json, string toon)
    {
        var to = new ArrayBufferWriter<byte>();
        ToonCodec.EncodeJson(to, Encoding.UTF8.GetBytes(json));

        Assert.Equal(toon, Encoding.UTF8.GetString(to.WrittenSpan));
        Assert.Equal(toon, ToonCodec.Encode(JsonNode.Parse(json)));
    }

    [Fact]
    public void A_layout_is_laid_out_as_it_is() =>
        Gen.Select(Gen.Long, Gen.Int[-60, 60])
            .Sample(
                (digits, exponent) =>
                {
                    var once = ToonCodec.Encode(JsonNode.Parse($"{digits}e{exponent}"));
                    Assert.Equal(once, ToonCodec.Encode(ToonCodec.Decode(once)));
                },
                iter: 2000
            );

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_becomes_null(double value)
    {
        Assert.Equal("null", ToonCodec.Encode(JsonValue.Create(value)));
        Assert.Equal("null", ToonCodec.Encode(JsonValue.Create((float)value)));
        Assert.Equal("a: null", ToonCodec.Encode(new JsonObject { ["a"] = value }));
        Assert.Equal("a[2]: 1,null", ToonCodec.Encode(new JsonObject { ["a"] = new JsonArray(1, value) }));
    }

    [Fact]
    public void Numbers_of_every_type_are_written()
    {
        Assert.Equal("0.1", ToonCodec.Encode(JsonValue.Create(0.1f)));
        Assert.Equal("0.1", ToonCodec.Encode(JsonValue.Create(0.1)));
        Assert.Equal("0.1", ToonCodec.Encode(JsonValue.Create(0.10m)));
        Assert.Equal("18446744073709551615", ToonCodec.Encode(JsonValue.Create(ulong.MaxValue)));
        Assert.Equal("-9223372036854775808", ToonCodec.Encode(JsonValue.Create(long.MinValue)));
        Assert.Equal("7", ToonCodec.Encode(JsonValue.Create((byte)7)));
        Assert.Equal("1e+21", ToonCodec.Encode(JsonValue.Create(1e21)));
        Assert.Equal("0", ToonCodec.Encode(JsonValue.Create(-0.0)));
    }
}
