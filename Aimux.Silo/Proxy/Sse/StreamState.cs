using System.Buffers;
using System.Text.Json;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>Follows a stream event by event: what it said so far, and whether it may end here.</summary>
internal sealed class StreamState
{
    private const int BytesPerToken = 4;

    private readonly ArrayBufferWriter<byte> _joined = new();
    private long _contentBytes;
    private bool _hasContent;
    private bool _hasFinish;

    /// <summary>Tokens, as far as they were counted.</summary>
    public Usage? Usage { get; private set; }

    /// <summary>Tokens of the answer as far as its length tells.</summary>
    public int EstimatedTokens => (int)Math.Min(int.MaxValue, (_contentBytes + BytesPerToken - 1) / BytesPerToken);

    /// <summary>Whether <c>[DONE]</c> came.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether the answer is whole, though the stream may go on.</summary>
    public bool IsComplete => (IsDone || _hasFinish) && (_hasContent || _hasFinish);

    /// <summary>Takes in one event.</summary>
    /// <param name="raw">The event with its line ends.</param>
    /// <param name="data">Its data; empty if it has none.</param>
    public EventMeaning Take(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> data)
    {
        data = EventData.Of(raw, _joined).Trim(" \t"u8);
        if (data.IsEmpty)
        {
            return EventMeaning.Silent;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            IsDone = true;
            return _hasContent || _hasFinish ? EventMeaning.Content : EventMeaning.Malformed;
        }

        try
        {
            var facts = ChatFactsReader.Read(data);
            Usage = facts.Usage ?? Usage;
            _contentBytes += facts.ContentBytes;
            _hasFinish |= facts.HasFinish;
            _hasContent |= facts.HasContent;
            return facts.HasError ? EventMeaning.Error
                : facts.HasContent || facts.HasFinish ? EventMeaning.Content
                : EventMeaning.Silent;
        }
        catch (JsonException)
        {
            return EventMeaning.Malformed;
        }
    }
}
