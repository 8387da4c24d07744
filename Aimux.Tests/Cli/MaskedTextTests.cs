using System.Text;
using Aimux.Silo.Configuration.Editing;
using Xunit;

namespace Aimux.Tests.Cli;

/// <summary>What <c>config show</c> shows of comments, in which keys stand as often as in rows.</summary>
public sealed class MaskedTextTests
{
    private const string Start = "version: 1\nproviders[1]{id}:\n  ollama\n";
    private const string Keys = Start + "keys[1]{id,provider,secret}:\n  main,ollama,env:K\n";
    private const string Wide = Start + "keys[1]{id,provider,secret,rpm,enabled}:\n  main,ollama,env:K,30,false\n";

    [Theory]
    [InlineData(Keys, "#   spare,ollama,swordfishlower")]
    [InlineData(Keys, "#spare,ollama,swordfishlower")]
    [InlineData(Wide, "#   spare,ollama,swordfishlower")]
    [InlineData(Wide, "#   spare,ollama,swordfishlower,30")]
    [InlineData(Wide, "#   spare, ollama, swordfishlower")]
    [InlineData(Wide, "#   ollama,swordfishlower")]
    [InlineData(Keys, "#   spare,ollama,swordfishlower,30,false")]
    [InlineData(Keys, "#   spare|ollama|swordfishlower")]
    [InlineData(Keys, "#   spare,ollama,\"swordfish,lower\"")]
    [InlineData(Keys, "#   spare,ollama,\"swordfish, lower\"")]
    [InlineData(Wide, "#   spare,ollama,\"swordfish, \\\"lower\"")]
    [InlineData(Wide, "#   spare,ollama,\"swordfish\\\\\",4,true")]
    [InlineData(Keys, "#   \"spare,ollama,swordfishlower")]
    [InlineData(Keys, "#   spare,ollama,swordfish lower")]
    [InlineData(Wide, "#   spare,ollama,swordfish lower")]
    [InlineData(Keys, "\n#   spare,ollama,swordfishlower,30,false")]
    [InlineData(Wide, "\n#   spare,ollama,\"swordfish, lower\"")]
    [InlineData(Start, "# keys[1]{id,provider,secret}:\n#   main,ollama,swordfishlower")]
    [InlineData(Start, "# keys[1|]{id|provider|secret}:\n#   main|ollama|swordfishlower")]
    [InlineData(Start, "# callers[1]{id,token}:\n#   me,swordfish lower")]
    [InlineData(Keys, "#   - id: spare\n#     secret: swordfishlower")]
    [InlineData(Keys, "#   - secret: \"swordfish, lower\"")]
    [InlineData(Keys, "# the old password: swordfish lower")]
    [InlineData(Keys, "# password=swordfishlower")]
    [InlineData(Keys, "# \"token\": swordfishlower")]
    [InlineData(Keys, "# it was swordfishlower1, once")]
    public void A_secret_in_a_comment_is_masked(string file, string comment)
    {
        var shown = Show(file + comment + "\n");

        Assert.DoesNotContain("swordfish", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("lower", shown, StringComparison.Ordinal);
        Assert.Contains('…', shown);
        Assert.StartsWith(file, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Keys, "# Two of one account, so they share a group.")]
    [InlineData(Wide, "# Two of one account, so they share a group, of course.")]
    [InlineData(Keys, "#   spare,ollama,env:SPARE")]
    [InlineData(Wide, "#   main,ollama,file:/etc/aimux/key,30")]
    [InlineData(Keys, "# password: env:PASSWORD")]
    [InlineData(Keys, "\n# verbose, debug, information, warning, error or fatal.")]
    [InlineData(Keys, "# keys[1]{id,provider,secret,rpm}:")]
    public void What_is_no_secret_is_shown(string file, string comment) =>
        Assert.Equal(file + comment + "\n", Show(file + comment + "\n"));

    [Fact]
    public void A_row_keeps_its_other_cells() =>
        Assert.Equal(Keys + "#   spare,ollama,…\r\n", Show(Keys + "#   spare,ollama,swordfishlower\r\n"));

    [Fact]
    public void The_file_that_a_new_user_begins_with_is_shown_as_it_is()
    {
        var text = Encoding.UTF8.GetString(ConfigurationTemplate.Read());

        // A model's name of letters and digits may be a key as well.
        Assert.Equal(text.Replace("cerebras/gpt-oss-120b", "…", StringComparison.Ordinal), Show(text));
    }

    private static string Show(string text) => MaskedText.Of(Encoding.UTF8.GetBytes(text));
}
