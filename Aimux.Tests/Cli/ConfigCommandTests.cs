using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Xunit;

namespace Aimux.Tests.Cli;

/// <summary><c>aimux config</c>, but for <c>set</c>, <c>unset</c> and <c>edit</c>.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ConfigCommandTests : IDisposable
{
    private const string Clear = "fake-Clear-Secret-4711";
    private const string File = $"""
        # Mine.
        version: 1
        server:
          # Long thoughts.
          deadline: 5m
        admin:
          password: {Clear}
        providers[2]{"{id,base_url}"}:
          ollama,
          # The other one.
          mine,"http://192.0.2.7:8000/v1"
        keys[1]{"{id,provider,secret}"}:
          main,ollama,{Clear}
          # spare,ollama,otherlowersecret

        """;

    private readonly Shell _shell = new();

    [Fact]
    public async Task Path_says_where_the_file_is()
    {
        var none = await _shell.Run("config path");
        _shell.Text = File;
        var found = await _shell.Run("config path");
        var json = JsonNode.Parse((await _shell.Succeed("config path --json")).Out)!;

        Assert.Equal((1, ""), (none.Code, none.Out));
        Assert.Contains("none is needed", none.Error, StringComparison.Ordinal);
        Assert.Contains(_shell.Folder.Of("home", "aimux", "aimux.toon"), none.Error, StringComparison.Ordinal);
        Assert.Equal((0, _shell.Path + Environment.NewLine, ""), (found.Code, found.Out, found.Error));
        Assert.Equal(_shell.Path, (string?)json["path"]);
    }

    [Fact]
    public async Task A_file_that_is_named_must_be_there()
    {
        foreach (var command in new[] { "path", "show", "validate", "get version", "set version 1", "reset --yes" })
        {
            var ran = await _shell.Run($"config {command} --config none.toon");

            Assert.Equal(1, ran.Code);
            Assert.Contains(_shell.Folder.Of("none.toon"), ran.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await _shell.RunWith("", "config", "show", "--config", "")).Code);
    }

    [Fact]
    public async Task Show_shows_the_file_with_its_secrets_masked()
    {
        _shell.Text = File;

        var ran = await _shell.Succeed("config show");

        Assert.Equal(
            File.Replace(Clear, "…4711", StringComparison.Ordinal)
                .Replace("otherlowersecret", "…", StringComparison.Ordinal),
            ran.Out
        );
        Assert.Equal("", ran.Error);
    }

    [Fact]
    public async Task Show_as_JSON_holds_every_setting_and_no_secret()
    {
        _shell.Text = File;

        var ran = await _shell.Succeed("config show --json");

        var json = JsonNode.Parse(ran.Out)!;
        Assert.Equal("5m", (string?)json["server"]!["deadline"]);
        Assert.Equal(4, (int)json["routing"]!["max_failures"]!);
        Assert.Equal("…4711", (string?)json["keys"]![0]!["secret"]);
        Assert.Equal("…4711", (string?)json["admin"]!["password"]);
        Assert.DoesNotContain(Clear, ran.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_without_a_file_says_so()
    {
        var ran = await _shell.Succeed("config show");

        Assert.Equal("", ran.Out);
        Assert.Contains("There is no configuration file", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server.deadline", "5m")]
    [InlineData("routing.max_failures", "4")]
    [InlineData("version", "1")]
    [InlineData("providers.mine.base_url", "http://192.0.2.7:8000/v1")]
    [InlineData("keys.ollama/main.secret", "…4711")]
    [InlineData("keys.ollama/main.rpm", "")]
    [InlineData("admin.password", "…4711")]
    public async Task Get_shows_one_setting(string setting, string value)
    {
        _shell.Text = File;

        var ran = await _shell.Succeed("config get " + setting);

        Assert.Equal(value + Environment.NewLine, ran.Out);
    }

    [Fact]
    public async Task Get_shows_groups_and_tables_as_JSON()
    {
        _shell.Text = File;

        var server = JsonNode.Parse((await _shell.Succeed("config get server")).Out)!;
        var keys = await _shell.Succeed("config get keys");
        var deadline = await _shell.Succeed("config get server.deadline --json");

        Assert.Equal("5m", (string?)server["deadline"]);
        Assert.Equal("main", (string?)JsonNode.Parse(keys.Out)![0]!["id"]);
        Assert.DoesNotContain(Clear, keys.All, StringComparison.Ordinal);
        Assert.Equal("\"5m\"", deadline.Out.Trim());
    }

    [Theory]
    [InlineData("get server.dedline", "Did you mean `deadline`?")]
    [InlineData("get keys.ollama/none.rpm", "There is no key 'ollama/none'")]
    [InlineData("get keys.rpm", "keys.PROVIDER/ID.COLUMN")]
    [InlineData("get a.b.c", "names no setting")]
    [InlineData("set server.dedline 5s", "Did you mean `deadline`?")]
    [InlineData("set server 5s", "name one of them")]
    [InlineData("set server.deadline", "needs a value")]
    [InlineData("set server.deadline 30", "takes a time with its unit")]
    [InlineData("set server.deadline 2h", "takes 50ms to 1h")]
    [InlineData("set routing.discovered yes", "takes true or false; found 'yes'")]
    [InlineData("unset server.dedline", "Did you mean `deadline`?")]
    [InlineData("show --jsn", "--jsn")]
    [InlineData("validate --jsn", "There is no option '--jsn'.")]
    [InlineData("set", "SETTING")]
    public async Task A_wrong_command_line_ends_with_2_and_changes_nothing(string command, string words)
    {
        _shell.Text = File;

        var ran = await _shell.Run("config " + command);

        Assert.Equal((2, ""), (ran.Code, ran.Out));
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.Equal(File, _shell.Text);
    }

    [Theory]
    [InlineData("set server.listen sk-abcDEF123456789")]
    [InlineData("set routing.max_failures sk-abcDEF123456789")]
    [InlineData("set keys.ollama/main.secret sk-abcDEF123456789")]
    [InlineData("set admin.password sk-abcDEF123456789")]
    [InlineData("set sk-abcDEF123456789 1")]
    [InlineData("set server.sk-abcDEF123456789 1")]
    [InlineData("set server.deadline 5s sk-abcDEF123456789")]
    [InlineData("set keys.sk-abcDEF123456789 1")]
    [InlineData("get sk-abcDEF123456789")]
    [InlineData("get keys.ollama/sk-abcDEF123456789.rpm")]
    [InlineData("unset sk-abcDEF123456789")]
    [InlineData("set providers.mine.models sk-abcDEF123456789")]
    public async Task An_argument_that_may_be_a_secret_is_not_repeated(string command)
    {
        _shell.Text = File;

        var ran = await _shell.Run("config " + command);

        Assert.DoesNotContain("abcDEF", ran.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_makes_a_file_once()
    {
        var made = await _shell.Succeed("config init");
        var again = await _shell.Run("config init");
        var path = _shell.Folder.Of("home", "aimux", "aimux.toon");

        Assert.Equal($"Made {path}{Environment.NewLine}", made.Out);
        Assert.Equal(1, again.Code);
        Assert.Contains("There is one already", again.Error, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(path));
        Assert.Contains("is valid", (await _shell.Succeed("config validate")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_asks_first_and_keeps_the_old_file()
    {
        _shell.Text = File;

        var refused = await _shell.Run("config reset");
        Assert.Equal((1, File), (refused.Code, _shell.Text));
        await _shell.Succeed("config reset --yes");

        var kept = Assert.Single(Directory.GetFiles(_shell.Folder.Of("config", ".history"), "*.toon"));
        Assert.Equal(File, System.IO.File.ReadAllText(kept));
        Assert.StartsWith("# Aimux's configuration", _shell.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_tells_every_mistake_with_its_place()
    {
        _shell.Text = "version: 1\nserver:\n  dedline: 5s\nrouting:\n  max_failures: 0\n";

        var ran = await _shell.Run("config validate");
        var json = await _shell.Run("config validate --json");
        var named = await _shell.RunWith("", "config", "validate", _shell.Path);

        Assert.Equal((1, 1, 1), (ran.Code, json.Code, named.Code));
        Assert.Contains($"{_shell.Path}:3:3: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"{_shell.Path}:5:17: ", ran.Error, StringComparison.Ordinal);
        Assert.Equal($"{_shell.Path}: 2 mistakes{Environment.NewLine}", ran.Out);
        Assert.Equal(ran, named);
        Assert.Equal(
            [("error", 3, 3), ("error", 5, 17)],
            JsonNode.Parse(json.Out)!["findings"]!
                .AsArray()
                .Select(one => ((string)one!["severity"]!, (int)one["line"]!, (int)one["column"]!))
        );
    }

    [Fact]
    public async Task Validate_warns_of_what_leads_nowhere_and_of_who_can_read_secrets()
    {
        _shell.Text = File.Replace("password: " + Clear, "password: env:NO_PASSWORD", StringComparison.Ordinal);
        System.IO.File.SetUnixFileMode(_shell.Path, (UnixFileMode)0b110_100_100);

        var open = await _shell.Succeed("config validate");
        System.IO.File.SetUnixFileMode(_shell.Path, (UnixFileMode)0b110_000_000);
        _shell.Variables["NO_PASSWORD"] = "fake-password";
        var closed = await _shell.Succeed("config validate");

        Assert.Contains("NO_PASSWORD is not set", open.Error, StringComparison.Ordinal);
        Assert.Contains("chmod 600", open.Error, StringComparison.Ordinal);
        Assert.Equal(("", $"{_shell.Path} is valid{Environment.NewLine}"), (closed.Error, closed.Out));
        Assert.DoesNotContain(Clear, open.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config show")]
    [InlineData("config get version")]
    [InlineData("config set server.deadline 1m")]
    [InlineData("config unset server.deadline")]
    [InlineData("providers list")]
    [InlineData("providers add groq")]
    [InlineData("keys list")]
    [InlineData("keys add ollama/b --secret env:K")]
    public async Task A_file_with_mistakes_is_left_alone(string command)
    {
        _shell.Text = "version: 1\nadmin:\n  pasword: swordfishlower\n";

        var ran = await _shell.Run(command);

        Assert.Equal((1, ""), (ran.Code, ran.Out));
        Assert.Contains($"{_shell.Path}:3:3: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("aimux config edit", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", ran.All, StringComparison.Ordinal);
        Assert.Equal("version: 1\nadmin:\n  pasword: swordfishlower\n", _shell.Text);
    }

    public void Dispose() => _shell.Dispose();
}
