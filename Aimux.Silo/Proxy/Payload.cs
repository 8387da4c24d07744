using System.Runtime.InteropServices;

namespace Aimux.Silo.Proxy;

/// <summary>A request body as it is sent to one provider, before the model's name is exchanged.</summary>
/// <param name="Json">The body; must stay alive until the attempt has ended.</param>
/// <param name="ModelValue">Where the model's name stands in it, quotes included.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Payload(ReadOnlyMemory<byte> Json, Range ModelValue);
