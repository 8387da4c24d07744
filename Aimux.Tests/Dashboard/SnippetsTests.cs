using System.Text.Json.Nodes;
using Aimux.Dashboard.Components.Playground;
using Aimux.Dashboard.Playground;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Dashboard;

/// <summary>Requests as other programs would send them.</summary>
public sealed class SnippetsTests
{
    private const string Nasty = "it's \"so\" $HOME `date` \\ \n😀 é !x";

    private static readonly Uri Address = new("http://127.0.0.1:8080/");

    [Fact]
    public async Task A_shell_sends_what_was_said()
    {
        var snippet = Snippets.Write(SnippetKind.Curl, Address, Request(Nasty), demandsToken: true);
        var (exit, output, _) = await Bash.Run(
            $"curl() {{ printf '%s\\0' \"$@\"; }}\nAIMUX_TOKEN=fake-token\n{snippet}"
        );
        Assert.Equal(0, exit);
        var arguments = output.Split('\0');

        Assert.Contains("http://127.0.0.1:8080/v1/chat/completions", arguments);
        Assert.Contains("Authorization: Bearer fake-token", arguments);
        var body = JsonNode.Parse(arguments[Array.IndexOf(arguments, "-d") + 1])!;
        Assert.Equal("chat", (string)body["model"]!);
        Assert.Equal("Be brief.", (string)body["messages"]![0]!["content"]!);
        Assert.Equal(Nasty, (string)body["messages"]![1]!["content"]!);
        Assert.Equal(100, (int)body["max_tokens"]!);
        Assert.True((bool)body["stream"]!);
    }

    [Theory]
    [InlineData(SnippetKind.OpenAi, "base_url=\"http://127.0.0.1:8080/v1\"")]
    [InlineData(SnippetKind.Anthropic, "base_url=\"http://127.0.0.1:8080\"")]
    public void Python_has_the_address_that_its_library_wants_and_texts_that_it_reads(SnippetKind kind, string address)
    {
        var snippet = Snippets.Write(kind, Address, Request(Nasty), demandsToken: false);

        Assert.Contains(address, snippet, StringComparison.Ordinal);
        Assert.Contains("""it's \"so\" $HOME `date` \\ \n😀 é !x""", snippet, StringComparison.Ordinal);
        Assert.Contains("Be brief.", snippet, StringComparison.Ordinal);
        Assert.Contains("api_key=\"any\"", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_named_and_never_written()
    {
        foreach (var kind in Enum.GetValues<SnippetKind>())
        {
            Assert.Contains(
                "AIMUX_TOKEN",
                Snippets.Write(kind, Address, Request("Hello"), demandsToken: true),
                StringComparison.Ordinal
            );
        }
    }

    private static PlaygroundRequest Request(string text) =>
        new("chat", [new PlaygroundTurn(true, text)], "Be brief.", 100);
}
