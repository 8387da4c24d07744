using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Aimux.Silo.Proxy;

/// <summary>Names a conversation by a number that says nothing of its content, and is the same in every process.</summary>
internal static class ConversationHash
{
    // What clients send to say which requests belong together, the surest first.
    private static readonly string[] HintHeaders =
    [
        "x-aimux-conversation",
        "x-claude-code-session-id",
        "x-session-id",
        "session_id",
        "x-conversation-id",
    ];

    /// <summary>Never 0, which stands for no conversation.</summary>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var hash = XxHash3.HashToUInt64(text);
        return hash == 0 ? 1 : hash;
    }

    /// <summary>Never 0.</summary>
    public static ulong Mix(ulong hash, string model)
    {
        var mixed = hash ^ Of(MemoryMarshal.AsBytes(model.AsSpan()));
        return mixed == 0 ? 1 : mixed;
    }

    /// <summary>What the caller's headers say; 0 if nothing.</summary>
    public static ulong OfHeaders(IHeaderDictionary headers)
    {
        foreach (var name in HintHeaders)
        {
            if (headers.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..])
            {
                return Of(MemoryMarshal.AsBytes(value.AsSpan()));
            }
        }

        return 0;
    }
}
