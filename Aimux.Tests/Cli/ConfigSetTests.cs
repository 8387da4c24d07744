using Xunit;

namespace Aimux.Tests.Cli;

/// <summary><c>aimux config set</c> and <c>unset</c>: one setting, in place.</summary>
public sealed class ConfigSetTests : IDisposable
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

        """;

    private readonly Shell _shell = new();

    [Fact]
    public async Task Set_changes_one_line()
    {
        _shell.Text = File;

        var ran = await _shell.Succeed("config set server.deadline 30s");

        Assert.Equal(File.Replace("deadline: 5m", "deadline: 30s", StringComparison.Ordinal), _shell.Text);
        Assert.Contains("server.deadline is '30s'.", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", ran.Out);
    }

    [Fact]
    public async Task Set_and_unset_leave_the_file_as_it_was()
    {
        _shell.Text = File;

        await _shell.Succeed("config set server.idle_timeout 2m");
        Assert.Contains("  idle_timeout: 2m\n", _shell.Text, StringComparison.Ordinal);
        await _shell.Succeed("config unset server.idle_timeout");

        Assert.Equal(File, _shell.Text);
    }

    [Fact]
    public async Task Set_refuses_what_does_not_fit_the_rest()
    {
        _shell.Text = File;

        var ran = await _shell.Run("config set server.listen http://0.0.0.0:8080");

        Assert.Equal(1, ran.Code);
        Assert.Contains("Add a row to `callers`", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", ran.Error, StringComparison.Ordinal);
        Assert.Equal(File, _shell.Text);
    }

    [Fact]
    public async Task A_password_that_is_piped_in_is_kept_as_a_hash()
    {
        _shell.Text = File;

        var ran = await _shell.RunWith("fake-password-two\n", "config", "set", "admin.password");

        Assert.Equal(0, ran.Code);
        Assert.Contains("  password: \"pbkdf2:", _shell.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-password-two", ran.All + _shell.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_piped_in_is_kept_in_a_file_of_its_own()
    {
        _shell.Text = File;

        var ran = await _shell.RunWith("fake-key-two\n", "config", "set", "keys.ollama/main.secret");

        var secret = _shell.Folder.Of("config", "secrets", "ollama.main");
        Assert.Equal(0, ran.Code);
        Assert.Equal("fake-key-two\n", System.IO.File.ReadAllText(secret));
        Assert.Contains($"  main,ollama,\"file:{secret}\"\n", _shell.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-key-two", ran.All + _shell.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();
}
