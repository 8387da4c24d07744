using Xunit;

namespace Aimux.Tests.Cli;

/// <summary>Commands change the rows that they are about, and no other byte of a file that a person has commented.</summary>
public sealed class CommentedFileTests : IDisposable
{
    private static readonly string[] Lines =
    [
        "# Ours; ask before you change it.",
        "version: 1",
        "",
        "server:",
        "    # Four spaces, and a long thought, with commas.",
        "  deadline: 5m   ",
        "",
        "# Who serves.",
        "providers[1|]{id|base_url}:",
        "# first",
        "  ollama|null",
        "  # mine|http://192.0.2.7:8000/v1",
        "",
        "",
        "keys[2]{ id , provider, \"secret\" }:",
        "  # The main one.",
        "  main, ollama,   env:MAIN",
        "  # between",
        "  \"spare\",ollama,env:SPARE",
        "  # old,ollama,otherlowersecret",
        "",
        "# The end.",
    ];

    private readonly Shell _shell = new();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_provider_a_key_and_a_switch_change_their_rows_alone(string lineEnd)
    {
        _shell.Text = string.Join(lineEnd, Lines) + lineEnd;

        await _shell.Succeed("providers add groq");
        Assert.Equal(
            ["-providers[1|]{id|base_url}:", "+providers[2|]{id|base_url}:", "+  groq|null"],
            Difference(Lines, Now(lineEnd))
        );

        var added = Now(lineEnd);
        await _shell.Succeed("keys add groq/main --secret env:GROQ");
        Assert.Equal(
            [
                "-keys[2]{ id , provider, \"secret\" }:",
                "+keys[3]{ id , provider, \"secret\" }:",
                "+  main,groq,\"env:GROQ\"",
            ],
            Difference(added, Now(lineEnd))
        );

        await _shell.Succeed("keys remove groq/main");
        Assert.Equal(added, Now(lineEnd));

        await _shell.Succeed("providers remove groq");
        Assert.Equal(Lines, Now(lineEnd));

        await _shell.Succeed("keys disable ollama/spare");
        var changed = Difference(Lines, Now(lineEnd));
        Assert.Equal(6, changed.Count);
        Assert.All(changed, line => Assert.DoesNotContain('#', line));
        Assert.Contains(
            changed,
            line => line.StartsWith("+  \"spare\",ollama,env:SPARE,false", StringComparison.Ordinal)
        );
        Assert.Contains(changed, line => line.StartsWith("+  main, ollama,   env:MAIN,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_row_writes_defaults_as_the_rows_above_it_do()
    {
        _shell.Text =
            "version: 1\nproviders[1]{id,base_url}:\n  ollama,null\n"
            + "keys[2]{id,provider,secret,rpm,weight,enabled}:\n"
            + "  a,ollama,env:A,60,1,true\n  b,ollama,env:B,null,2,false\n";

        await _shell.Succeed("keys add ollama/c --secret env:C");

        Assert.EndsWith("\n  c,ollama,\"env:C\",null,1,true\n", _shell.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    /// <summary>The lines with the blanks at their ends; every line end must be the file's own.</summary>
    private string[] Now(string lineEnd)
    {
        var lines = _shell.Text.Split(lineEnd);
        Assert.Equal("", lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains('\n') || line.Contains('\r'));
        return lines[..^1];
    }

    /// <summary>Removed and added lines by the longest common subsequence, as <c>diff</c> shows them.</summary>
    private static List<string> Difference(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] =
                    before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var changed = new List<string>();
        var (left, right) = (0, 0);
        while (left < before.Length || right < after.Length)
        {
            if (left < before.Length && right < after.Length && before[left] == after[right])
            {
                (left, right) = (left + 1, right + 1);
            }
            else if (left < before.Length && common[left + 1, right] >= common[left, Math.Min(right + 1, after.Length)])
            {
                changed.Add("-" + before[left++]);
            }
            else
            {
                changed.Add("+" + after[right++]);
            }
        }

        return changed;
    }
}
