using System.Text;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>How long a prompt is taken to be.</summary>
public sealed class RequestPeekSizeTests
{
    [Theory]
    [InlineData(
        """{"model":"m","messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","data":"%"}}]}]}""",
        6_250,
        RequestNeeds.None
    )]
    [InlineData(
        """{"model":"m","messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","data":"%"}}]}]}""",
        100_000,
        RequestNeeds.None
    )]
    [InlineData(
        """{"model":"m","messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"%"}}]}]}""",
        6_250,
        RequestNeeds.None
    )]
    [InlineData(
        """{"model":"m","messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"image","source":{"type":"base64","data":"%"}}]}]}]}""",
        1_500,
        RequestNeeds.Vision
    )]
    [InlineData(
        """{"model":"m","input":[{"type":"function_call_output","output":[{"type":"input_image","image_url":"%"}]}]}""",
        1_500,
        RequestNeeds.Vision
    )]
    [InlineData(
        """{"model":"m","input":[{"type":"computer_call_output","output":{"type":"computer_screenshot","image_url":"%"}}]}""",
        1_500,
        RequestNeeds.Vision
    )]
    [InlineData(
        """{"model":"m","messages":[{"role":"user","content":[{"type":"search_result","source":"%"}]}]}""",
        100_000,
        RequestNeeds.None
    )]
    public void What_is_no_text_counts_by_what_it_is(string form, int tokens, RequestNeeds needs)
    {
        var peek = Read(form.Replace("%", new string('A', 400_000), StringComparison.Ordinal));
        Assert.Equal(needs, peek.Needs);
        Assert.InRange(peek.InputTokens, tokens, tokens + 60);
    }

    [Fact]
    public void An_image_counts_by_the_piece_and_not_by_its_bytes()
    {
        var image = "data:image/png;base64," + new string('A', 400_000);
        var peek = Read(
            $$$"""{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"what is it?"},{"type":"image_url","image_url":{"url":"{{{image}}}"}}]}]}"""
        );
        Assert.Equal(RequestNeeds.Vision, peek.Needs);
        Assert.InRange(peek.InputTokens, 1_500, 1_600);
    }

    private static RequestPeek Read(string body) => RequestPeek.Read(Encoding.UTF8.GetBytes(body));
}
