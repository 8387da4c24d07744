using System.Buffers;

namespace Aimux.Silo.Simulation.Messages;

/// <summary>Tokens as Messages tells them: the input is what neither came from a cache nor went into one.</summary>
internal sealed record MessagesUsage(int Input, int CacheRead, int CacheCreation, int Output)
{
    public static MessagesUsage Of(SimulatedProviderSettings settings, int promptTokens, int output)
    {
        var read = Math.Min(settings.CacheReadTokens, promptTokens);
        var creation = Math.Min(settings.CacheCreationTokens, promptTokens - read);
        return new MessagesUsage(promptTokens - read - creation, read, creation, output);
    }

    /// <summary>Writes the object; a stream's opening tells little output yet.</summary>
    public void Write(int output, IBufferWriter<byte> buffer)
    {
        buffer.Write("{\"input_tokens\":"u8);
        JsonBytes.Number(Input, buffer);
        buffer.Write(",\"cache_creation_input_tokens\":"u8);
        JsonBytes.Number(CacheCreation, buffer);
        buffer.Write(",\"cache_read_input_tokens\":"u8);
        JsonBytes.Number(CacheRead, buffer);
        buffer.Write(",\"output_tokens\":"u8);
        JsonBytes.Number(output, buffer);
        buffer.Write("}"u8);
    }
}
