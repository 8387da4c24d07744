using System.Text.Json.Nodes;
using Aimux.Silo.Wire;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>A caller without an SDK: what it sends in each protocol, and where it finds the text of an answer.</summary>
internal static class Caller
{
    public const string Chat = "chat";
    public const string Messages = "messages";
    public const string Responses = "responses";

    public static string PathOf(string caller) =>
        caller switch
        {
            Chat => "/v1/chat/completions",
            Messages => "/v1/messages",
            _ => "/v1/responses",
        };

    public static WireProtocol ProtocolOf(string caller) =>
        caller switch
        {
            Chat => WireProtocol.Chat,
            Messages => WireProtocol.Messages,
            _ => WireProtocol.Responses,
        };

    /// <summary>A short question.</summary>
    /// <param name="caller">The protocol.</param>
    /// <param name="streaming">Whether a stream is asked for.</param>
    /// <param name="more">Further members, each with a comma after it.</param>
    public static string Body(string caller, bool streaming, string more = "")
    {
        var head = $$"""{ {{more}}"model":"demo","stream":{{(streaming ? "true" : "false")}},""";
        return caller switch
        {
            // Who does not stream must not set options of streams.
            Chat when streaming =>
                $$"""{{head}}"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hello"}]}""",
            Chat => $$"""{{head}}"messages":[{"role":"user","content":"Hello"}]}""",
            Messages => $$"""{{head}}"max_tokens":1000,"messages":[{"role":"user","content":"Hello"}]}""",
            _ => $$"""{{head}}"input":"Hello"}""",
        };
    }

    public static Task<HttpResponseMessage> Post(this RunningAimux aimux, string caller, string body) =>
        aimux.Data.PostAsync(PathOf(caller), RunningAimux.Json(body), TestContext.Current.CancellationToken);

    /// <summary>Posts, and returns as soon as the head of the answer is there.</summary>
    public static Task<HttpResponseMessage> PostStreamed(this RunningAimux aimux, string caller, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, PathOf(caller)) { Content = RunningAimux.Json(body) };
        return aimux.Data.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>The text of an answer, which is checked if it is a stream.</summary>
    public static async Task<string> TextOf(string caller, HttpResponseMessage answer, bool streaming)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (streaming)
        {
            return Wire.Answers.Streams.Check(ProtocolOf(caller), body).Text;
        }

        var json = JsonNode.Parse(body)!;
        return caller switch
        {
            Chat => (string)json["choices"]![0]!["message"]!["content"]!,
            Messages => (string)json["content"]![0]!["text"]!,
            _ => (string)json["output"]![0]!["content"]![0]!["text"]!,
        };
    }
}
