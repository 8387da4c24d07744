using System.Globalization;
using System.Text;
using Xunit;

namespace Aimux.Tests.Cli;

public sealed class ToonCommandTests : IDisposable
{
    private const string Json = """{"a":1,"rows":[{"id":1,"name":"x, y"},{"id":2,"name":"é"}]}""";
    private const string Toon = "a: 1\nrows[2]{id,name}:\n  1,\"x, y\"\n  2,é";

    private readonly Shell _shell = new();

    [Fact]
    public async Task Standard_input_is_turned_and_turned_back()
    {
        var toon = await _shell.RunWith(Json, "toon", "encode");
        var json = await _shell.RunWith(toon.Out, "toon", "decode", "-");

        Assert.Equal(new Shell.Ran(0, Toon + Environment.NewLine, ""), toon);
        Assert.Equal(new Shell.Ran(0, Json + Environment.NewLine, ""), json);
    }

    [Fact]
    public async Task A_file_is_found_from_the_current_directory()
    {
        _shell.Folder.Write("a.json", Json);
        _shell.Folder.Write("a.toon", Toon);

        Assert.Equal(Toon, (await _shell.Succeed("toon encode a.json")).Out.TrimEnd());
        Assert.Equal(Json, (await _shell.Succeed("toon decode a.toon")).Out.TrimEnd());
        Assert.Equal(1, (await _shell.Run("toon decode none.toon")).Code);
    }

    [Fact]
    public async Task Delimiter_and_indentation_can_be_chosen()
    {
        var toon = await _shell.RunWith(Json, "toon", "encode", "--delimiter", "pipe", "--indent", "4");
        var json = await _shell.RunWith(toon.Out, "toon", "decode", "--indent", "4");

        Assert.Contains("rows[2|]{id|name}:\n    1|x, y\n", toon.Out, StringComparison.Ordinal);
        Assert.Equal(Json, json.Out.TrimEnd());
    }

    [Theory]
    [InlineData("encode", "{\"a\":", "standard input:1:", "This is no JSON.")]
    [InlineData("decode", "rows[2]{a}:\n  1\n", "standard input:1:6", "Write [1].")]
    public async Task A_mistake_is_told_with_its_place(string verb, string input, string place, string words)
    {
        var ran = await _shell.RunWith(input, "toon", verb);

        Assert.Equal((1, ""), (ran.Code, ran.Out));
        Assert.Contains(place, ran.Error, StringComparison.Ordinal);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_strictness_what_can_be_recovered_is()
    {
        var ran = await _shell.RunWith("rows[2]{a}:\n  1\n", "toon", "decode", "--strict=false");

        Assert.Equal((0, """{"rows":[{"a":1}]}"""), (ran.Code, ran.Out.TrimEnd()));
    }

    [Theory]
    [InlineData("decode --indent 0")]
    [InlineData("decode --indent x")]
    [InlineData("encode --delimiter dot")]
    [InlineData("encode a b")]
    [InlineData("encode --no-such")]
    public async Task A_wrong_command_line_ends_with_2(string command)
    {
        var ran = await _shell.Run("toon " + command);

        Assert.Equal((2, ""), (ran.Code, ran.Out));
        Assert.Contains("aimux --help", ran.Error, StringComparison.Ordinal);
    }

    /// <summary>More bytes in one line, and more values, than a configuration may have.</summary>
    [Fact]
    public async Task Whatever_was_encoded_can_be_decoded()
    {
        var line = new StringBuilder("[0");
        for (var number = 1; number < 200_000; number++)
        {
            line.Append(CultureInfo.InvariantCulture, $",{number}");
        }

        await RoundTrip(line.Append(']').ToString());
        var rows = new StringBuilder("""[{"a":0,"b":0}""");
        for (var number = 1; number < 400_000; number++)
        {
            rows.Append(CultureInfo.InvariantCulture, $$""",{"a":{{number}},"b":{{number % 7}}}""");
        }

        await RoundTrip(rows.Append(']').ToString());
        await RoundTrip($$"""{"{{new string('k', 10_000)}}":1}""");
    }

    [Fact]
    public async Task A_suggestion_for_strictness_is_one_that_is_taken()
    {
        var ran = await _shell.RunWith("", "[suggest]", "toon decode --strict ");

        Assert.Equal(["false", "true"], ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    public void Dispose() => _shell.Dispose();

    private async Task RoundTrip(string json)
    {
        var toon = await _shell.RunWith(json, "toon", "encode");
        Assert.Equal((0, ""), (toon.Code, toon.Error));
        var back = await _shell.RunWith(toon.Out, "toon", "decode");
        Assert.Equal((0, ""), (back.Code, back.Error));
        Assert.True(json == back.Out.TrimEnd(), "It came back otherwise.");
    }
}
