using System.Buffers;
using System.Text;
using System.Text.Json;
using Aimux.Silo.Wire.Answers;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Wire.Answers;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":"b\\c\n"}""", """{\"a\":\"b\\\\c\\n\"}""")]
    [InlineData("\u0001\t\r\n", """\u0001\t\r\n""")]
    [InlineData("é漢😀/", "é漢😀/")]
    [InlineData("", "")]
    public void Plain_text_is_escaped(string plain, string escaped)
    {
        Assert.Equal(escaped, Escaped(plain));
        Assert.Equal(plain, Plain(escaped));
    }

    [Theory]
    [InlineData("""\"\\\/\b\f\n\r\t""", "\"\\/\b\f\n\r\t")]
    [InlineData("""\u0041\u00e9\u6f22""", "Aé漢")]
    [InlineData("""\ud83d\ude00""", "😀")]
    [InlineData("""a\ud83d""", """a\ud83d""")]
    [InlineData("""\ud83d\ud83d\ude00""", """\ud83d😀""")]
    [InlineData("""\ude00\n""", "\\ude00\n")]
    public void Escaped_text_is_unescaped_and_half_a_pair_stays_an_escape(string escaped, string plain) =>
        Assert.Equal(plain, Plain(escaped));

    [Fact]
    public void Whatever_is_escaped_is_a_json_text_that_says_it() =>
        Gen.String.Sample(text =>
        {
            var plain = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var escaped = Escaped(plain);
            Assert.Equal(plain, JsonSerializer.Deserialize<string>($"\"{escaped}\""));
            Assert.Equal(plain, Plain(escaped));
            Assert.Equal(plain, Plain(JsonSerializer.Serialize(plain)[1..^1]));
        });

    [Theory]
    [InlineData("", "{}")]
    [InlineData(" \\n ", "{}")]
    [InlineData("null", "{}")]
    [InlineData("{}", "{}")]
    [InlineData(""" {\"a\":[1,\"\\u00e9\"]} """, """{"a":[1,"\u00e9"]}""")]
    [InlineData("""{\"a\":\"\ud83d\"}""", """{"a":"\ud83d"}""")]
    [InlineData("""{\"a\":1""", """{"arguments":"{\"a\":1"}""")]
    [InlineData("""{\"a\":1} x""", """{"arguments":"{\"a\":1} x"}""")]
    [InlineData("[1]", """{"arguments":"[1]"}""")]
    [InlineData("\\\"text\\\"", """{"arguments":"\"text\""}""")]
    public void Arguments_become_an_object(string escaped, string json)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.WriteObject(Encoding.UTF8.GetBytes(escaped), new ArrayBufferWriter<byte>(), output);
        Assert.Equal(json, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string Escaped(string plain)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.Escape(Encoding.UTF8.GetBytes(plain), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Plain(string escaped)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.Unescape(Encoding.UTF8.GetBytes(escaped), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
