using System.Runtime.InteropServices;

namespace Aimux.Silo.Proxy;

/// <summary>What an answer, or one event of a stream, says of itself.</summary>
/// <param name="HasContent">It holds text, reasoning, a refusal or a tool call.</param>
/// <param name="HasFinish">It says why the model stopped.</param>
/// <param name="HasChoices">It holds at least one choice.</param>
/// <param name="HasError">It is an error.</param>
/// <param name="Usage">Tokens, if it counts them.</param>
/// <param name="ContentBytes">Bytes of all texts in it, as far as they are content.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChatFacts(
    bool HasContent,
    bool HasFinish,
    bool HasChoices,
    bool HasError,
    Usage? Usage,
    int ContentBytes
);
