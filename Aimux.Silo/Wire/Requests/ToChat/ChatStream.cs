namespace Aimux.Silo.Wire.Requests.ToChat;

/// <summary>A stream is always asked to count its tokens: the other protocols' streams tell them unasked.</summary>
internal static class ChatStream
{
    public static void Write(bool streaming, Draft draft)
    {
        if (streaming)
        {
            draft.Json.WriteBoolean("stream"u8, value: true);
            draft.Json.WriteStartObject("stream_options"u8);
            draft.Json.WriteBoolean("include_usage"u8, value: true);
            draft.Json.WriteEndObject();
        }
    }
}
