using Xunit;

namespace Aimux.Tests.Cli;

/// <summary><c>aimux config edit</c>, with editors that are shell commands.</summary>
public sealed class ConfigEditTests : IDisposable
{
    private const string File = "version: 1\nserver:\n  deadline: 5m\n";

    private readonly Shell _shell = new() { Answers = new Queue<string>() };

    [Fact]
    public async Task What_the_editor_leaves_is_taken_over()
    {
        _shell.Text = File;

        var ran = await Edit("sed -i s/5m/6m/");

        Assert.Equal(0, ran.Code);
        Assert.Equal(File.Replace("5m", "6m", StringComparison.Ordinal), _shell.Text);
        Assert.Empty(Drafts());
    }

    [Fact]
    public async Task Without_a_file_the_editor_begins_with_a_new_one()
    {
        var ran = await Edit("true");

        Assert.Equal(0, ran.Code);
        Assert.True(System.IO.File.Exists(_shell.Folder.Of("home", "aimux", "aimux.toon")));
    }

    [Fact]
    public async Task Nothing_changed_is_said()
    {
        _shell.Text = File;

        var ran = await Edit("true");

        Assert.Equal((0, "Nothing was changed."), (ran.Code, ran.Error.Trim()));
        Assert.Empty(Drafts());
    }

    [Fact]
    public async Task A_text_with_mistakes_is_kept_but_not_taken()
    {
        _shell.Text = File;

        var ran = await Edit("sed -i s/5m/much/");

        Assert.Equal(1, ran.Code);
        Assert.Contains("takes a time with its unit", ran.Error, StringComparison.Ordinal);
        Assert.Equal(File, _shell.Text);
        Assert.Contains(Assert.Single(Drafts()), ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_can_be_corrected()
    {
        _shell.Text = File;
        _shell.Answers!.Enqueue("y");

        var ran = await Edit("sed -i -e s/much/7m/ -e s/5m/much/");

        Assert.Equal(0, ran.Code);
        Assert.Contains("7m", _shell.Text, StringComparison.Ordinal);
        Assert.Empty(Drafts());
    }

    [Fact]
    public async Task Work_outlasts_an_editor_that_fails_later()
    {
        _shell.Text = File;
        _shell.Answers!.Enqueue("y");

        // The second time the text is no longer the one to begin with.
        var ran = await Edit("grep -q much \"$1\" && exit 3; sed -i s/5m/much/ \"$1\"; :");

        var draft = Assert.Single(Drafts());
        Assert.Equal(1, ran.Code);
        Assert.Contains("exit code 3", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"Your text is kept in {draft}", ran.Error, StringComparison.Ordinal);
        Assert.Contains("much", System.IO.File.ReadAllText(draft), StringComparison.Ordinal);
        Assert.Equal(File, _shell.Text);
    }

    [Fact]
    public async Task An_editor_that_fails_at_once_leaves_nothing()
    {
        _shell.Text = File;

        var ran = await Edit("false");

        Assert.Equal(1, ran.Code);
        Assert.Contains("exit code 1; nothing was changed.", ran.Error, StringComparison.Ordinal);
        Assert.Empty(Drafts());
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_stays()
    {
        _shell.Text = File;

        var ran = await Edit($"echo 'version: 1' > {_shell.Path}; sed -i s/5m/6m/");

        Assert.Equal(1, ran.Code);
        Assert.Contains("changed since it was read", ran.Error, StringComparison.Ordinal);
        Assert.Equal("version: 1\n", _shell.Text);
        Assert.Contains(Assert.Single(Drafts()), ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private Task<Shell.Ran> Edit(string editor)
    {
        _shell.Variables["EDITOR"] = editor;
        return _shell.Run("config edit");
    }

    private string[] Drafts() =>
        Directory.Exists(_shell.Folder.Of("config")) ? Directory.GetFiles(_shell.Folder.Of("config"), ".edit-*") : [];
}
