using System.Buffers;
using System.Text.Json;
using Aimux.Silo.Wire.Answers;

namespace Aimux.Silo.Proxy.Sse;

/// <summary>Follows a stream event by event: what it said so far, and whether it may end here.</summary>
internal abstract class StreamState
{
    private const int BytesPerToken = 4;

    private readonly ArrayBufferWriter<byte> _joined = new();

    /// <summary>Tokens, as far as they were counted.</summary>
    public abstract Usage? Usage { get; }

    /// <summary>Tokens of the answer as far as its length tells.</summary>
    public int EstimatedTokens => (int)Math.Min(int.MaxValue, (ContentBytes + BytesPerToken - 1) / BytesPerToken);

    /// <summary>A hash of the answer's id; 0 if it was not read.</summary>
    public virtual ulong Id => 0;

    /// <summary>Whether the mark came that ends a stream of its kind.</summary>
    public abstract bool IsDone { get; }

    protected abstract long ContentBytes { get; }

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

        try
        {
            return Take(data);
        }
        catch (Exception mistake) when (mistake is JsonException or AnswerTooLongException)
        {
            return EventMeaning.Malformed;
        }
    }

    /// <summary>Nothing more comes.</summary>
    /// <returns>Whether the answer is whole.</returns>
    public abstract bool Close();

    /// <exception cref="JsonException">The data are broken JSON.</exception>
    protected abstract EventMeaning Take(ReadOnlySpan<byte> data);
}
