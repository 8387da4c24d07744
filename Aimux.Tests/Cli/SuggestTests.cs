using Aimux.Silo.Cli;
using Xunit;

namespace Aimux.Tests.Cli;

/// <summary>What a shell gets when it asks how a line may go on.</summary>
public sealed class SuggestTests : IDisposable
{
    private const string File = """
        version: 1
        providers[1]{id}:
          ollama
        keys[2]{id,provider,secret}:
          main,ollama,env:A
          spare,ollama,env:B

        """;

    private readonly Shell _shell = new();

    [Theory]
    [InlineData("[suggest]", "keys remove ")]
    [InlineData("[suggest:12]", "keys remove")]
    [InlineData("[suggest:12]", "keys remove --config none.toon")]
    public async Task Rows_come_from_the_usual_file(string directive, string line)
    {
        _shell.Text = File;

        var suggested = await Suggest(directive, line);

        Assert.Contains("ollama/main", suggested);
        Assert.Contains("ollama/spare", suggested);
    }

    [Theory]
    [InlineData("[suggest]", "keys disable --config other.toon ")]
    [InlineData("[suggest:33]", "keys disable --config other.toon")]
    public async Task Rows_come_from_the_file_that_was_named(string directive, string line)
    {
        _shell.Text = File;
        _shell.Folder.Write("other.toon", File.Replace("main", "night", StringComparison.Ordinal));

        var suggested = await Suggest(directive, line);

        Assert.Contains("ollama/night", suggested);
        Assert.DoesNotContain("ollama/main", suggested);
    }

    [Theory]
    [InlineData("keys remove --config other.toon ")]
    [InlineData("keys add ollama/x --rpm 30 ")]
    [InlineData("toon decode --indent 2 x ")]
    [InlineData("config get --json ")]
    public async Task Every_place_of_a_line_can_be_asked_for(string line)
    {
        for (var place = 0; place < line.Length + 3; place++)
        {
            var ran = await _shell.RunWith("", $"[suggest:{place}]", line);

            Assert.Equal((0, ""), (ran.Code, ran.Error));
        }

        Assert.Equal((0, ""), await Ask("[suggest]", line));
    }

    [Theory]
    [InlineData("serve", "--help")]
    [InlineData("[suggestion]", "x")]
    public void Other_arguments_stay(params string[] arguments) =>
        Assert.Same(arguments, SuggestDirective.Complete(arguments));

    public void Dispose() => _shell.Dispose();

    private async Task<(int, string)> Ask(string directive, string line)
    {
        var ran = await _shell.RunWith("", directive, line);
        return (ran.Code, ran.Error);
    }

    private async Task<string[]> Suggest(string directive, string line) =>
        (await _shell.RunWith("", directive, line)).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
