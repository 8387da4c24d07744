using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Proxy.Translation;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>Which state follows which stream that passes as it comes.</summary>
internal static class StreamStates
{
    private const int LongestPing = 64;

    public static StreamState Of(Operation operation)
    {
        return operation.Protocol switch
        {
            WireProtocol.Chat => new ChatStreamState(),
            null when operation == Operation.Completions => new ChatStreamState(),
            null => new OpaqueStreamState(),
            { } spoken => new ReadStreamState(AnswerTranslation.ReaderOf(spoken), translation: null),
        };
    }

    /// <summary>Whether the last event, which lacks its blank line, is whole: half an event would spoil the error event that has to follow it.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> raw) =>
        new ChatStreamState().Take(raw, out _) != EventMeaning.Malformed
        || raw.TrimEnd("\r\n \t"u8).EndsWith("[DONE]"u8);

    /// <summary>Whether an event is nothing but a sign of life, as Messages and some Responses have it.</summary>
    public static bool IsPing(ReadOnlySpan<byte> data) =>
        data.Length <= LongestPing && (data.IndexOf("\"ping\""u8) >= 0 || data.IndexOf("\"keepalive\""u8) >= 0);

    /// <summary>What a stream says that holds an error instead of an answer.</summary>
    public static AttemptFailure ErrorIn(byte[] data)
    {
        var error = UpstreamError.Parse(data);
        var outcome = FailureClassifier.Classify(200, error);
        return new AttemptFailure(outcome, $"Stream of an error: {error.Message}", 200, null, data, "application/json");
    }
}
