using System.Text.Json;

namespace Aimux.Silo.Wire;

/// <summary>Reads the events of one stream in one protocol. One object a stream.</summary>
internal interface IEventReader
{
    /// <summary>Reads an event and tells what it says.</summary>
    /// <param name="data">The event's data, several lines joined: JSON, or <c>[DONE]</c>.</param>
    /// <param name="sink">Who is told.</param>
    /// <exception cref="JsonException">The data are broken JSON; nothing of the event, or a part of it, was told.</exception>
    EventKind Read(ReadOnlySpan<byte> data, IAnswerSink sink);

    /// <summary>
    /// The bytes have ended. Tells the end if the answer is whole although its protocol's end mark did not come.
    /// </summary>
    /// <returns>Whether the answer is whole.</returns>
    bool Close(IAnswerSink sink);
}
