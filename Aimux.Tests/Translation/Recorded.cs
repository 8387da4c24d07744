using System.Text;
using Aimux.Silo.Wire;
using WireStreams = Aimux.Tests.Wire.Answers.Streams;

namespace Aimux.Tests.Translation;

/// <summary>Streams as providers send them, the same answer in each protocol.</summary>
internal static class Recorded
{
    /// <summary>The text of every answer.</summary>
    public const string Text = "Grüße – 你好 👋🏽! \"quoted\\\" \n";

    private static readonly string[] Chat =
    [
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"reasoning_content":"Hm, 漢"},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"reasoning_content":"字 …"},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"content":"Grüße – "},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"content":"你好 👋🏽! \"quoted\\\" \n"},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":""}}]},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":\"Zü"}}]},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"rich\"}"}}]},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"get_time","arguments":"{}"}}]},"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"demo","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":2}}}""",
    ];

    /// <summary>Thoughts, a text and two calls.</summary>
    public static byte[] Rich(WireProtocol protocol) => In(protocol, Chat);

    /// <summary>A text alone.</summary>
    public static byte[] Short(WireProtocol protocol) => In(protocol, [Chat[0], Chat[3], Chat[4], Stopped, Chat[^1]]);

    private static string Stopped => Chat[^2].Replace("tool_calls", "stop", StringComparison.Ordinal);

    private static byte[] In(WireProtocol protocol, IEnumerable<string> chat)
    {
        var events = chat.Append("[DONE]").ToList();
        return protocol == WireProtocol.Chat
            ? Encoding.UTF8.GetBytes(string.Concat(events.Select(data => $"data: {data}\n\n")))
            : WireStreams.Translate(WireProtocol.Chat, protocol, events);
    }
}
