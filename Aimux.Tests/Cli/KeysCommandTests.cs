using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Xunit;

namespace Aimux.Tests.Cli;

[UnsupportedOSPlatform("windows")]
public sealed class KeysCommandTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Clear = "fake-Clear-Secret-4711";
    private const string File = $"""
        version: 1
        providers[1]{"{id}"}:
          ollama
        keys[2]{"{id,provider,secret}"}:
          main,ollama,{Clear}
          # It costs nothing.
          spare,ollama,env:SPARE

        """;

    private readonly Shell _shell = new();

    public KeysCommandTests()
    {
        _shell.Text = File;
        System.IO.File.SetUnixFileMode(_shell.Path, OwnerOnly);
    }

    [Fact]
    public async Task List_masks_secrets()
    {
        var table = await _shell.Succeed("keys list");
        var json = await _shell.Succeed("keys list --json");

        Assert.Contains("ollama/main", table.Out, StringComparison.Ordinal);
        Assert.Contains("…4711", table.Out, StringComparison.Ordinal);
        Assert.Equal(
            [("main", "…4711"), ("spare", "env:SPARE")],
            JsonNode.Parse(json.Out)!.AsArray().Select(one => ((string)one!["id"]!, (string)one["secret"]!))
        );
        Assert.DoesNotContain(Clear, table.All + json.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_takes_a_reference_and_limits()
    {
        await _shell.Succeed("keys add ollama/night --secret env:NIGHT --group team --rpm 30 --weight 0.5");

        var json = JsonNode.Parse((await _shell.Succeed("keys list --json")).Out)!.AsArray();
        var added = json[2]!;
        Assert.Equal("env:NIGHT", (string?)added["secret"]);
        Assert.Equal("team", (string?)added["quota_group"]);
        Assert.Equal((30, 0.5), ((int)added["rpm"]!, (double)added["weight"]!));
    }

    [Fact]
    public async Task A_secret_that_is_piped_in_goes_into_a_file_that_Git_ignores()
    {
        var ran = await _shell.RunWith("fake-key-two\n", "keys", "add", "ollama/night");

        var secret = _shell.Folder.Of("config", "secrets", "ollama.night");
        Assert.Equal((0, ""), (ran.Code, ran.Out));
        Assert.Contains(secret, ran.Error, StringComparison.Ordinal);
        Assert.Equal("fake-key-two\n", System.IO.File.ReadAllText(secret));
        Assert.Equal(OwnerOnly, System.IO.File.GetUnixFileMode(secret));
        foreach (var folder in new[] { "secrets", ".history" })
        {
            var rules = _shell.Folder.Of("config", folder, ".gitignore");
            Assert.Equal("*\n", System.IO.File.ReadAllText(rules));
        }

        Assert.DoesNotContain("fake-key-two", ran.All + _shell.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_secrets_that_is_there_stays_as_it_is()
    {
        _shell.Folder.Write("config/secrets/notes", "mine");

        await _shell.RunWith("fake-key-two\n", "keys", "add", "ollama/night");

        Assert.False(System.IO.File.Exists(_shell.Folder.Of("config", "secrets", ".gitignore")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_that_was_not_used_leaves_no_file(bool isThere)
    {
        if (isThere)
        {
            _shell.Folder.Write("config/secrets/.gitignore", "!*\n");
        }

        var before = _shell.Folder.Entries();

        var ran = await _shell.RunWith("fake-key-two\n", "keys", "add", "nobody/night");

        Assert.Equal(1, ran.Code);
        Assert.Equal(before, _shell.Folder.Entries().Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)));
        Assert.Equal(File, _shell.Text);
    }

    [Theory]
    [InlineData(0b110_100_100, true)]
    [InlineData(0b110_000_000, false)]
    public async Task A_clear_secret_in_a_file_that_others_read_is_warned_of(int mode, bool isWarned)
    {
        _shell.Text = File.Replace(Clear, "env:MAIN", StringComparison.Ordinal);
        System.IO.File.SetUnixFileMode(_shell.Path, (UnixFileMode)mode);

        var ran = await _shell.RunWith("fake-key-two\n", "keys", "add", "ollama/night", "--clear");

        Assert.Equal(0, ran.Code);
        Assert.Contains("night,ollama,fake-key-two\n", _shell.Text, StringComparison.Ordinal);
        Assert.Equal(isWarned, ran.Error.Contains("chmod 600", StringComparison.Ordinal));
        Assert.DoesNotContain("fake-key-two", ran.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add ollama/night --secret sk-abcDEF123456789", 2)]
    [InlineData("add ollama/night sk-abcDEF123456789", 2)]
    [InlineData("add sk-abcDEF123456789", 2)]
    [InlineData("add ollama/night --secret env:K --rpm sk-abcDEF123456789", 2)]
    [InlineData("add ollama/night --key=sk-abcDEF123456789", 2)]
    [InlineData("remove ollama/sk-abcDEF123456789", 1)]
    [InlineData("disable ollama/sk-abcDEF123456789", 1)]
    [InlineData("list sk-abcDEF123456789", 2)]
    public async Task A_secret_as_an_argument_is_refused_and_not_repeated(string command, int code)
    {
        var ran = await _shell.Run("keys " + command);

        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.StartsWith("aimux: ", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("abcDEF", ran.Error, StringComparison.Ordinal);
        Assert.Equal(File, _shell.Text);
    }

    [Theory]
    [InlineData("", "No secret was given")]
    [InlineData("two words\n", "printable ASCII characters without blanks")]
    [InlineData("…4711\n", "only the mask of a secret")]
    [InlineData("${KEY}\n", "expected env:NAME")]
    public async Task An_unusable_secret_is_refused(string input, string words)
    {
        var ran = await _shell.RunWith(input, "keys", "add", "ollama/night");

        Assert.Equal((1, ""), (ran.Code, ran.Out));
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.Equal(File, _shell.Text);
    }

    [Fact]
    public async Task Remove_takes_one_row()
    {
        await _shell.Succeed("keys remove ollama/main");

        Assert.Equal(
            File.Replace("[2]", "[1]", StringComparison.Ordinal)
                .Replace($"  main,ollama,{Clear}\n", "", StringComparison.Ordinal),
            _shell.Text
        );
    }

    [Fact]
    public async Task After_a_new_column_rows_that_were_commented_out_are_masked_still()
    {
        _shell.Text = File + "  # old,ollama,otherlowersecret\n";

        await _shell.Succeed("keys disable ollama/main");
        var shown = await _shell.Succeed("config show");

        Assert.Contains("{id,provider,secret,enabled}", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("otherlowersecret", shown.All, StringComparison.Ordinal);
        Assert.DoesNotContain(Clear, shown.All, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();
}
