using System.Buffers;
using System.Text;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Proxy.Translation;
using Aimux.Silo.Wire.Answers;
using Aimux.Tests.Wire;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class ResponsesEchoTests
{
    [Fact]
    public void An_answer_repeats_its_request_and_knows_its_tools()
    {
        var request = Encoding.UTF8.GetBytes(
            """{"model":"m","input":"hi","text":{"format":{"type":"json_object"},"verbosity":"low"},"metadata":{"a":"b"},"tools":[{"type":"custom","name":"apply_patch"}]}"""
        );
        var peek = RequestPeek.Read(request, Operation.Responses) with { Id = "own" };
        var output = new ArrayBufferWriter<byte>();
        var writer = new ResponsesStreamWriter(output, ResponsesEcho.Of(request, peek));
        writer.Begin(default, default);
        writer.ToolCall(0, "c"u8, "apply_patch"u8);
        writer.End();
        Assert.Equal("custom_tool_call", ResponsesGrammar.Read(output.WrittenSpan).Order);
        var response = SseEvents.Json(SseEvents.Of(output.WrittenSpan)[^1].Data).Member("response");
        Assert.Equal("json_object", response.Member("text").Member("format").Word("type"));
        Assert.Equal("low", response.Member("text").Word("verbosity"));
        Assert.Equal("b", response.Member("metadata").Word("a"));
        Assert.Equal("m", response.Word("model"));
    }
}
