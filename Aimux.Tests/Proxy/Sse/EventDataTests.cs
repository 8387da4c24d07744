using System.Buffers;
using System.Text;
using Aimux.Silo.Proxy.Sse;
using Xunit;

namespace Aimux.Tests.Proxy.Sse;

public sealed class EventDataTests
{
    private readonly ArrayBufferWriter<byte> _joined = new();

    [Theory]
    [InlineData("data: {\"a\":1}\n\n", "{\"a\":1}")]
    [InlineData("data: {\"a\":1}\r\n\r\n", "{\"a\":1}")]
    [InlineData("data: {\"a\":1}\r\r", "{\"a\":1}")]
    [InlineData("data:none\n\n", "none")]
    [InlineData("data:  two\n\n", " two")]
    [InlineData("data: end \n\n", "end ")]
    [InlineData("data: a: b\n\n", "a: b")]
    [InlineData("data: unfinished", "unfinished")]
    [InlineData("event: x\nid: 7\nretry: 1\ndata: a\n: comment\n\n", "a")]
    [InlineData("data: a\ndata: b\n\n", "a\nb")]
    [InlineData("data: a\r\nid: 1\r\ndata:\r\ndata: c\r\n\r\n", "a\n\nc")]
    [InlineData("data: 1\rdata: 2\rdata: 3\rdata: 4\r\r", "1\n2\n3\n4")]
    [InlineData("data\n\n", "")]
    [InlineData("data\ndata\n\n", "\n")]
    [InlineData("data:\n\n", "")]
    [InlineData("data:\ndata: b\n\n", "\nb")]
    [InlineData(": comment data: x\n\n", "")]
    [InlineData("database: x\n\n", "")]
    [InlineData("data x\n\n", "")]
    [InlineData(" data: x\n\n", "")]
    [InlineData("Data: x\n\n", "")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    public void The_data_is_found_as_the_standard_asks(string raw, string data)
    {
        Assert.Equal(data, Of(raw));
    }

    [Fact]
    public void What_was_joined_before_is_not_joined_again()
    {
        Assert.Equal("a\nb", Of("data: a\ndata: b\n\n"));
        Assert.Equal("c\nd", Of("data: c\ndata: d\n\n"));
        Assert.Equal("e", Of("data: e\n\n"));
    }

    private string Of(string raw) => Encoding.UTF8.GetString(EventData.Of(Encoding.UTF8.GetBytes(raw), _joined));
}
