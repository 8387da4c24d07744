using System.Text.Json.Nodes;
using Xunit;

namespace Aimux.Tests.Cli;

public sealed class ProvidersCommandTests : IDisposable
{
    private const string File = """
        version: 1
        # Who serves.
        providers[2]{id,base_url}:
          ollama,null
          # Ours.
          mine,"http://192.0.2.7:8000/v1"
        keys[1]{id,provider,secret}:
          main,mine,env:MINE

        """;

    private readonly Shell _shell = new();

    public ProvidersCommandTests() => _shell.Text = File;

    [Fact]
    public async Task List_shows_each_with_its_keys()
    {
        var table = await _shell.Succeed("providers list");
        var json = JsonNode.Parse((await _shell.Succeed("providers list --json")).Out)!.AsArray();

        Assert.Contains("http://192.0.2.7:8000/v1", table.Out, StringComparison.Ordinal);
        Assert.Equal("", table.Error);
        Assert.Equal(
            [("ollama", "ollama", 0, true), ("mine", null, 1, true)],
            json.Select(one => ((string)one!["id"]!, (string?)one["preset"], (int)one["keys"]!, (bool)one["enabled"]!))
        );
    }

    [Fact]
    public async Task List_without_any_says_how_to_add_one()
    {
        _shell.Text = "version: 1\n";

        Assert.Contains("aimux providers add", (await _shell.Succeed("providers list")).Out, StringComparison.Ordinal);
        Assert.Equal("[]", (await _shell.Succeed("providers list --json")).Out.Trim());
    }

    [Fact]
    public async Task Presets_are_listed()
    {
        var table = await _shell.Succeed("providers presets");
        var json = JsonNode.Parse((await _shell.Succeed("providers presets --json")).Out)!.AsArray();

        Assert.Contains("cerebras", table.Out, StringComparison.Ordinal);
        Assert.Contains(json, one => (string)one!["id"]! == "ollama" && !(bool)one["needs_key"]!);
    }

    [Fact]
    public async Task Add_puts_a_row_below_the_others()
    {
        var ran = await _shell.Succeed("providers add groq");

        Assert.Equal(
            File.Replace("[2]", "[3]", StringComparison.Ordinal)
                .Replace("8000/v1\"\n", "8000/v1\"\n  groq,null\n", StringComparison.Ordinal),
            _shell.Text
        );
        Assert.Contains("aimux keys add groq/main", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", ran.Out);
    }

    [Fact]
    public async Task Add_makes_the_file_if_there_is_none()
    {
        System.IO.File.Delete(_shell.Path);

        var ran = await _shell.Succeed("providers add ollama");

        var path = _shell.Folder.Of("home", "aimux", "aimux.toon");
        Assert.Contains(path, ran.Error, StringComparison.Ordinal);
        Assert.Contains("providers[1]", System.IO.File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add ollama", 1, "There is a provider ollama already.")]
    [InlineData("add nowhere", 1, "needs a `base_url`")]
    [InlineData("add other --base-url ftp://x.example", 1, "is no http(s) URL")]
    [InlineData("add other --preset zai-codng", 1, "Did you mean `zai-coding`?")]
    [InlineData("remove none", 1, "There is no provider 'none'")]
    [InlineData("enable none", 1, "There is no provider 'none'")]
    [InlineData("remove mine", 1, "mine has a key: mine/main")]
    [InlineData("add", 2, "ID")]
    [InlineData("add groq openai", 2, "aimux: ")]
    [InlineData("delete groq", 2, "delete")]
    public async Task What_cannot_be_done_changes_nothing(string command, int code, string words)
    {
        var ran = await _shell.Run("providers " + command);

        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.Equal(File, _shell.Text);
    }

    [Fact]
    public async Task Remove_takes_the_row_and_with_keys_its_keys()
    {
        await _shell.Succeed("providers remove mine --with-keys");

        var json = JsonNode.Parse((await _shell.Succeed("config show --json")).Out)!;
        Assert.Equal("ollama", (string?)Assert.Single(json["providers"]!.AsArray())!["id"]);
        Assert.Empty(json["keys"]!.AsArray());
        Assert.Contains("# Who serves.\n", _shell.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disable_and_enable_switch_one_row()
    {
        await _shell.Succeed("providers disable ollama");
        Assert.Contains("{id,base_url,enabled}", _shell.Text, StringComparison.Ordinal);
        Assert.Contains("\n  ollama,null,false\n", _shell.Text, StringComparison.Ordinal);
        await _shell.Succeed("providers enable ollama");

        var json = JsonNode.Parse((await _shell.Succeed("providers list --json")).Out)!.AsArray();
        Assert.All(json, one => Assert.True((bool)one!["enabled"]!));
    }

    public void Dispose() => _shell.Dispose();
}
